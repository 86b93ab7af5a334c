using Aim.Pipeline.Publishing;
using Aim.Trade;
using Aim.Trade.Indicators;
using Aim.Trade.Series;
using Xunit;

namespace Aim.Tests.Indicators;

/// <summary>Months that several answers tell parts of.</summary>
public sealed class MonthPartTests
{
    private static readonly Month June = new(2026, 6);

    [Fact]
    public void What_an_answer_does_not_speak_of_stays()
    {
        var month = new MonthVersions(June);
        Assert.Equal(2, month.Add(1, Facts(0, "ab", ("a1", 1), ("b1", 2))).Cells);
        Assert.Equal(2, month.Add(2, Facts(0, "b", ("b2", 3))).Cells);
        Assert.Equal("a1: 1=1, b1: 1=2 2=-, b2: 2=3", Text(month));
    }

    [Fact]
    public void The_answer_of_higher_rank_holds_whichever_came_first()
    {
        var month = new MonthVersions(June);
        month.Add(1, Facts(7, "", ("p", 70)));
        Assert.Equal(0, month.Add(2, Facts(6, "", ("p", 60))).Cells);
        month.Add(3, Facts(7, "", ("p", 71)));
        month.Add(4, Facts(8, "", ("p", 80)));
        month.Add(5, Facts(7, "", ("p", 70)));
        Assert.Equal("p: 1=70 3=71 4=80", Text(month));
    }

    [Fact]
    public void An_answer_of_lower_rank_takes_nothing_away()
    {
        var month = new MonthVersions(June);
        month.Add(1, Facts(7, "a", ("a1", 1)));
        month.Add(2, Facts(6, "a", ("a2", 2)));
        Assert.Equal("a1: 1=1, a2: 2=2", Text(month));
    }

    [Fact]
    public void An_answer_that_is_the_whole_month_replaces_all()
    {
        var month = new MonthVersions(June);
        month.Add(1, Facts(0, "", ("a", 1), ("b", 2)));
        var whole = new MonthFacts(June);
        whole.Add(new SeriesKey(Cut.Indicator, "b"), new Observation(2, ObservationMarks.None).ToCell());
        month.Add(2, whole);
        Assert.Equal("a: 1=1 2=-, b: 1=2", Text(month));
    }

    /// <param name="rank">Of the answer.</param>
    /// <param name="speaksOf">The first letters of the series that it would tell if they had figures.</param>
    /// <param name="cells">What it tells.</param>
    private static MonthFacts Facts(int rank, string speaksOf, params (string Series, decimal Value)[] cells)
    {
        var facts = new MonthFacts(June) { Part = new MonthPart(k => speaksOf.Contains(k.Key[0], StringComparison.Ordinal), rank) };
        foreach (var (series, value) in cells) facts.Add(new SeriesKey(Cut.Indicator, series), new Observation(value, ObservationMarks.None).ToCell());
        return facts;
    }

    private static string Text(MonthVersions month) => string.Join(", ", month.Versions.OrderBy(v => v.Key.Key, StringComparer.Ordinal)
        .Select(v => FormattableString.Invariant($"{v.Key.Key}: {string.Join(' ', v.Value.Select(c => FormattableString.Invariant($"{c.Sequence}={(c.Cell is { } cell ? Observation.Of(cell).Value : "-")}")))}")));
}
