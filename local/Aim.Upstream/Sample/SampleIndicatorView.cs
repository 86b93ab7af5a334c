using System.Globalization;
using Aim.Upstream.Data;
using Aim.Upstream.Indicators;

namespace Aim.Upstream.Sample;

/// <summary>What is published of the indicators by a day.</summary>
internal sealed class SampleIndicatorView(SampleUsgs usgs, DateOnly day) : IIndicatorView
{
    private const int DaysToPublish = 60;

    /// <summary>An issue that never came.</summary>
    private static readonly Month _never = new(2023, 6);

    private readonly Dictionary<string, IReadOnlyDictionary<Month, BlsFigure>> _series =
        SampleIndicator.All.ToDictionary(s => s.Key, s => (IReadOnlyDictionary<Month, BlsFigure>)s.Value.Months(day), StringComparer.Ordinal);

    public IReadOnlyDictionary<Month, string> Production { get; } = Months(day).ToDictionary(m => m, m => SampleUsgs.Production(m).ToString(CultureInfo.InvariantCulture));

    public IReadOnlyDictionary<Month, BlsFigure>? Series(string id) => _series.GetValueOrDefault(id);

    public bool HasIssue(Month month) => month != _never && Production.ContainsKey(month);

    public IReadOnlyList<UsgsRow> Trade(Flow flow, Month month) => Production.ContainsKey(month) ? usgs.Trade(flow, month) : [];

    private static IEnumerable<Month> Months(DateOnly day)
    {
        for (var month = new Month(SampleData.FirstYear, 1); month.LastDay.AddDays(DaysToPublish) <= day; month = new Month(month.Index + 1)) yield return month;
    }
}
