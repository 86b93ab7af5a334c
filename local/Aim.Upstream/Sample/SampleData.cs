using System.Collections.Concurrent;
using Aim.Upstream.Data;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Sample;

/// <summary>
/// A made-up data set with the sizes of the real one, from 2018 on. The same month always has the same rows; the day
/// decides only which months are published: each 36 days after its end, as the agency does.
/// </summary>
/// <remarks>Export codes are those of the tariff schedule; those of Schedule B differ in their last digits.</remarks>
internal sealed class SampleData(DateOnly today) : ITradeData
{
    public const int FirstYear = 2018;
    private const int DaysToPublish = 36;
    private readonly ConcurrentDictionary<(Flow Flow, int Year), TradeRow[][]> _years = new();

    public IReadOnlyList<DateOnly> Dates => [];

    public DateOnly? AsOf { get; set; }

    public ITradeView Read() => new View(this, AsOf ?? today);

    private sealed class View(SampleData data, DateOnly day) : ITradeView
    {
        public string Version => day.ToString("O");

        public IReadOnlyList<DateOnly> LicenseDays => [];

        public IReadOnlyList<Month> Months(Flow flow)
        {
            var months = new List<Month>();
            for (var month = new Month(FirstYear, 1); month.LastDay.AddDays(DaysToPublish) <= day; month = new Month(month.Index + 1)) months.Add(month);
            return months;
        }

        public IEnumerable<TradeRow> Rows(Flow flow, Month month) =>
            data._years.GetOrAdd((flow, month.Year), static key => SampleYear.Make(key.Flow, key.Year))[month.Number - 1];

        public Stream? OpenLicenses(DateOnly day) => null;

        public string Unit(long code) => ReferenceData.Products[code].Unit;
    }
}
