using System.Globalization;
using Aim.Upstream.Data;
using Aim.Upstream.Indicators;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Sample;

/// <summary>A made-up BLS series: the level of each year stands in its middle, and the months lie between, somewhat off.</summary>
/// <param name="LagDays">The days after a month's end when it is published.</param>
/// <param name="PreliminaryMonths">The newest months, which are preliminary.</param>
internal sealed record SampleIndicator(string Id, int Decimals, double Spread, int LagDays, int PreliminaryMonths, double[] Levels)
{
    private const int LastYear = 2026;

    /// <summary>The month of which no survey of households and employers was made.</summary>
    private static readonly Month _missing = new(2025, 10);

    public static IReadOnlyDictionary<string, SampleIndicator> All { get; } = ReferenceData.Read(
        "sample-indicators.csv",
        ["series", "decimals", "spread", "lag_days", "preliminary_months", .. Enumerable.Range(SampleData.FirstYear, LastYear - SampleData.FirstYear + 1).Select(y => y.ToString(CultureInfo.InvariantCulture))],
        (csv, c) => new SampleIndicator(
            csv.Text(c[0]),
            int.Parse(csv[c[1]], CultureInfo.InvariantCulture),
            double.Parse(csv[c[2]], CultureInfo.InvariantCulture),
            int.Parse(csv[c[3]], CultureInfo.InvariantCulture),
            int.Parse(csv[c[4]], CultureInfo.InvariantCulture),
            [.. c[5..].Select(i => double.Parse(csv[i], CultureInfo.InvariantCulture))])).ToDictionary(s => s.Id, StringComparer.Ordinal);

    /// <summary>The months that are published on a day.</summary>
    public Dictionary<Month, BlsFigure> Months(DateOnly day)
    {
        var newest = new Month(day.Year, day.Month);
        while (newest.LastDay.AddDays(LagDays) > day) newest = new Month(newest.Index - 1);
        var first = new Month(SampleData.FirstYear, 1).Index;
        return Enumerable.Range(first, Math.Max(0, newest.Index - first + 1)).Select(i => new Month(i))
            .ToDictionary(m => m, m => new BlsFigure(Value(m), m.Index > newest.Index - PreliminaryMonths ? "P" : ""));
    }

    private string Value(Month month)
    {
        if (Id.StartsWith("CE", StringComparison.Ordinal) && month == _missing) return "-";

        var position = Math.Clamp((month.Index - new Month(SampleData.FirstYear, 7).Index) / 12.0, 0, Levels.Length - 1);
        var before = (int)position;
        var after = Math.Min(before + 1, Levels.Length - 1);
        var level = Levels[before] + ((Levels[after] - Levels[before]) * (position - before));
        // Series of one family move together: their salt is what their ids begin with.
        var value = level * Chance.Around(Spread, Id[..3], month.Index) * Chance.Around(Spread / 4, Id, month.Index);
        return value.ToString(string.Create(CultureInfo.InvariantCulture, $"F{Decimals}"), CultureInfo.InvariantCulture);
    }
}
