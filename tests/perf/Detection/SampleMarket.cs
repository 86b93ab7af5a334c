using System.Globalization;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Publishing;
using Aim.Trade.Codes;
using Aim.Upstream.Data;
using Aim.Upstream.Sample;

namespace Aim.Bench.Detection;

/// <summary>The sample upstream's figures as they were published on a day.</summary>
internal sealed class SampleMarket(CodeBook book, DateOnly today)
{
    /// <summary>More than any rule looks back on.</summary>
    private const int History = 16;

    private readonly SampleData data = new(today);
    private readonly LicenseRules rules = new(code => book.HtsOf(code.ToString("D10", CultureInfo.InvariantCulture)) is not null);
    private readonly Dictionary<DateOnly, List<MonthFacts>> snapshots = [];

    /// <summary>The days of the snapshots.</summary>
    public IReadOnlyList<DateOnly> Days => data.Read().LicenseDays;

    public async Task<Market> OnAsync(DateOnly day)
    {
        var market = new Market(book);
        var newest = SampleData.NewestPublished(day);
        for (var i = History; i >= 0; i--)
        {
            var month = new Upstream.Data.Month(newest.Index - i);
            foreach (var row in data.Read().Rows(Flow.Import, month))
            {
                var unit = data.Read().Unit(row.Code) is "KG";
                if (unit) market.AddCensus(Of(month), Code(row.Code), row.Country.ToString(), row.Values[Measures.Quantity], row.Values[Measures.Value]);
            }

            // The last snapshot that still held the month: the next one begins with the month after.
            var last = Days.Where(d => d <= day && SampleData.NewestPublished(d).Index <= month.Index).Max();
            foreach (var facts in (await SnapshotAsync(market, last)).Where(f => i == 0 || f.Month == Of(month))) market.AddLicenses(facts);
        }

        return market;
    }

    private static Trade.Month Of(Upstream.Data.Month month) => new(month.Year, month.Number);

    private static string Code(long code) => code.ToString("D10", CultureInfo.InvariantCulture);

    private async Task<List<MonthFacts>> SnapshotAsync(Market market, DateOnly day)
    {
        if (snapshots.TryGetValue(day, out var known)) return known;

        using var cells = new LicenseCells();
        await using var csv = data.Read().OpenLicenses(day)!;
        await LicenseReader.ReadAsync(csv, rules, cells, CancellationToken.None);
        var months = new List<MonthFacts>();
        foreach (var month in cells.Months)
        {
            var facts = new MonthFacts(month);
            foreach (var cell in cells.Of(month))
                market.AddLicense(facts, Code(cell.Hts10), cell.Origin.ToString(), cell.Smelt.ToString(), cell.Cast.ToString(), cell.Sums.Kilograms, cell.Sums.Dollars, cell.Sums.Licenses);
            months.Add(facts);
        }

        return snapshots[day] = months;
    }
}
