using Aim.Upstream.Comtrade;
using Aim.Upstream.Data;
using Aim.Upstream.Indicators;

namespace Aim.Upstream.Recorded;

/// <summary>What the recorded files say as of one day.</summary>
internal sealed class RecordedView : ITradeView
{
    private readonly Lazy<SortedDictionary<Month, List<RecordedFile>>>[] _files;
    private readonly SortedList<DateOnly, RecordedFile> _snapshots;
    private readonly Lazy<RecordedComtradeView> _comtrade;
    private readonly Lazy<RecordedIndicatorView> _indicators;

    /// <param name="files">The files published by that day: those without a date by name, then the dated ones by date and name.</param>
    public RecordedView(string version, IReadOnlyList<RecordedFile> files)
    {
        Version = version;
        _files = [new(() => ByMonth(files, Flow.Import)), new(() => ByMonth(files, Flow.Export))];
        _comtrade = new(() => new RecordedComtradeView(files.Where(f => f.IsComtrade)));
        _indicators = new(() => new RecordedIndicatorView(files.Where(f => f.IsIndicators)));
        _snapshots = new(files.Where(f => f.IsSnapshot).ToDictionary(f => f.Date!.Value));
    }

    public string Version { get; }

    public IComtradeView Comtrade => _comtrade.Value;

    public IIndicatorView Indicators => _indicators.Value;

    public IReadOnlyList<DateOnly> LicenseDays => [.. _snapshots.Keys];

    public IReadOnlyList<Month> Months(Flow flow) => [.. _files[(int)flow].Value.Keys];

    public IEnumerable<TradeRow> Rows(Flow flow, Month month) =>
        _files[(int)flow].Value.TryGetValue(month, out var files) ? files.SelectMany(f => f.Rows[month]) : [];

    public Stream? OpenLicenses(DateOnly day) => _snapshots.GetValueOrDefault(day)?.Open();

    /// <summary>The files give kilograms for every code, also for those that Census counts in pieces.</summary>
    public string Unit(long code) => "KG";

    private static SortedDictionary<Month, List<RecordedFile>> ByMonth(IReadOnlyList<RecordedFile> files, Flow flow)
    {
        var months = new SortedDictionary<Month, List<RecordedFile>>();
        foreach (var file in files.Where(f => f.Flow == flow))
        {
            foreach (var month in file.Rows.Keys)
            {
                // A later day's file replaces the whole month; files of the same day add up.
                if (!months.TryGetValue(month, out var holding) || holding[0].Date != file.Date) months[month] = holding = [];
                holding.Add(file);
            }
        }

        return months;
    }
}
