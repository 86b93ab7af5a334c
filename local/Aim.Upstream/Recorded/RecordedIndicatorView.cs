using Aim.Upstream.Data;
using Aim.Upstream.Indicators;

namespace Aim.Upstream.Recorded;

/// <summary>What the files of indicators say as of one day.</summary>
internal sealed class RecordedIndicatorView : IIndicatorView
{
    private readonly Dictionary<string, Dictionary<Month, BlsFigure>> _series = new(StringComparer.Ordinal);
    private readonly Dictionary<(Flow Flow, Month Month), (DateOnly? Date, List<UsgsRow> Rows)> _trade = [];
    private readonly Dictionary<Month, string> _production = [];

    /// <param name="files">The files published by that day, those without a date first, then by date.</param>
    public RecordedIndicatorView(IEnumerable<RecordedFile> files)
    {
        foreach (var file in files)
        {
            foreach (var ((id, month), figure) in file.Indicators.Bls)
            {
                if (!_series.TryGetValue(id, out var months)) _series.Add(id, months = []);
                months[month] = figure;
            }

            foreach (var (month, tons) in file.Indicators.Production) _production[month] = tons;
            foreach (var (month, rows) in file.Indicators.Trade)
            {
                // A later day's file replaces the whole month; files of the same day add up.
                var place = (file.UsgsFlow, month);
                _trade[place] = _trade.TryGetValue(place, out var known) && known.Date == file.Date ? (file.Date, [.. known.Rows, .. rows]) : (file.Date, rows);
            }
        }
    }

    public IReadOnlyDictionary<Month, string> Production => _production;

    public IReadOnlyDictionary<Month, BlsFigure>? Series(string id) => _series.GetValueOrDefault(id);

    public bool HasIssue(Month month) => _production.ContainsKey(month) || _trade.ContainsKey((Flow.Import, month)) || _trade.ContainsKey((Flow.Export, month));

    public IReadOnlyList<UsgsRow> Trade(Flow flow, Month month) => _trade.TryGetValue((flow, month), out var known) ? known.Rows : [];
}
