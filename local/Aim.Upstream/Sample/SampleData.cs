using System.Collections.Concurrent;
using Aim.Upstream.Comtrade;
using Aim.Upstream.Data;
using Aim.Upstream.Indicators;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Sample;

/// <summary>
/// A made-up data set with the sizes of the real one, from 2018 on. The same month always has the same rows; the day
/// decides only which months are published: each 36 days after its end, as the agency does.
/// </summary>
/// <remarks>Export codes are those of the tariff schedule; those of Schedule B differ in their last digits.</remarks>
internal sealed class SampleData : ITradeData
{
    public const int FirstYear = 2018;
    private const int DaysToPublish = 36;
    private readonly DateOnly _today;
    private readonly ConcurrentDictionary<(Flow Flow, int Year), TradeRow[][]> _years = new();
    private readonly SampleLicenses _licenses;
    private readonly SampleComtrade _comtrade;
    private readonly SampleUsgs _usgs;
    private View? _view;

    public SampleData(DateOnly today)
    {
        _today = today;
        _licenses = new SampleLicenses(month => Rows(Flow.Import, month));
        _comtrade = new SampleComtrade(Rows);
        _usgs = new SampleUsgs(Rows);
    }

    public IReadOnlyList<DateOnly> Dates => [];

    public DateOnly? AsOf { get; set; }

    public ITradeView Read()
    {
        var day = AsOf ?? _today;
        return _view is { } view && view.Day == day ? view : _view = new View(this, day);
    }

    /// <summary>The newest month that is published on a day.</summary>
    public static Month NewestPublished(DateOnly day)
    {
        var month = new Month(day.Year, day.Month);
        while (month.LastDay.AddDays(DaysToPublish) > day) month = new Month(month.Index - 1);
        return month;
    }

    private TradeRow[] Rows(Flow flow, Month month) =>
        _years.GetOrAdd((flow, month.Year), static key => SampleYear.Make(key.Flow, key.Year))[month.Number - 1];

    private sealed class View(SampleData data, DateOnly day) : ITradeView
    {
        private readonly Lazy<SampleComtradeView> _comtrade = new(() => new SampleComtradeView(data._comtrade, day));

        private readonly Lazy<SampleIndicatorView> _indicators = new(() => new SampleIndicatorView(data._usgs, day));

        public DateOnly Day => day;

        public string Version => day.ToString("O");

        public IComtradeView Comtrade => _comtrade.Value;

        public IIndicatorView Indicators => _indicators.Value;

        public IReadOnlyList<DateOnly> LicenseDays => SampleLicenses.Days(day);

        public IReadOnlyList<Month> Months(Flow flow)
        {
            var first = new Month(FirstYear, 1).Index;
            return [.. Enumerable.Range(first, Math.Max(0, NewestPublished(day).Index - first + 1)).Select(i => new Month(i))];
        }

        public IEnumerable<TradeRow> Rows(Flow flow, Month month) => data.Rows(flow, month);

        public Stream? OpenLicenses(DateOnly snapshot) => snapshot <= day ? data._licenses.Open(snapshot) : null;

        public string Unit(long code) => ReferenceData.Products[code].Unit;
    }
}
