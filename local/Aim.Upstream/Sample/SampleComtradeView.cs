using Aim.Upstream.Comtrade;
using Aim.Upstream.Data;

namespace Aim.Upstream.Sample;

/// <summary>What the reporters have told by a day.</summary>
internal sealed class SampleComtradeView(SampleComtrade data, DateOnly day) : IComtradeView
{
    /// <summary>Rows are not counted for the list: that would make all years.</summary>
    private const int SomeRows = 60;

    public IReadOnlyList<ComtradeRelease> Releases { get; } =
    [
        .. from reporter in SampleReporter.All
           orderby reporter.Code
           from month in Months(day)
           let released = reporter.Released(month, day)
           where released is not null
           select new ComtradeRelease(reporter.Code, month, released.Value, SomeRows),
    ];

    public IReadOnlyList<ComtradeRow> Rows(short reporter, int year) =>
        SampleReporter.All.FirstOrDefault(r => r.Code == reporter) is { } known
            ? [.. data.Rows(reporter, year).Where(r => known.Released(new Month(year, r.Number), day) is not null)]
            : [];

    private static IEnumerable<Month> Months(DateOnly day)
    {
        var first = new Month(SampleData.FirstYear, 1).Index;
        return Enumerable.Range(first, Math.Max(0, new Month(day.Year, day.Month).Index - first)).Select(i => new Month(i));
    }
}
