using System.Collections.Concurrent;
using System.Globalization;
using Aim.Upstream.Data;
using Aim.Upstream.Indicators;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Sample;

/// <summary>
/// The sample as the Geological Survey would print it: the trade that the sample of Census tells, rounded, and primary production that
/// adds up to the published years of 2021 to 2025.
/// </summary>
internal sealed class SampleUsgs(Func<Flow, Month, IReadOnlyList<TradeRow>> census)
{
    /// <summary>Countries that trade less in a month are not named.</summary>
    private const decimal LeastTons = 100;

    private const string Other = "Other", Total = "Total";

    private static readonly Dictionary<string, string> _names = new(StringComparer.Ordinal)
    {
        ["4099"] = "Denmark",
        ["4351"] = "Czechia",
        ["5800"] = "Korea, Republic of",
        ["6820"] = "Micronesia",
        ["7630"] = "Congo (Brazzaville)",
        ["7660"] = "Congo (Kinshasa)",
    };

    private static readonly Dictionary<int, decimal> _production = ReferenceData.Read(
        "sample-production.csv", ["year", "primary_kt"], (csv, c) => (Year: int.Parse(csv[c[0]], CultureInfo.InvariantCulture), Kilotons: decimal.Parse(csv[c[1]], CultureInfo.InvariantCulture)))
        .ToDictionary(y => y.Year, y => y.Kilotons);

    private readonly ConcurrentDictionary<(Flow Flow, Month Month), IReadOnlyList<UsgsRow>> _trade = new();

    /// <summary>The rows of a month.</summary>
    public IReadOnlyList<UsgsRow> Trade(Flow flow, Month month) => _trade.GetOrAdd((flow, month), key => Make(key.Flow, key.Month));

    /// <summary>Primary production of a month, metric tons: the days of the month decide, and chance a little.</summary>
    public static decimal Production(Month month)
    {
        var weights = Enumerable.Range(1, 12).Select(n => new Month(month.Year, n)).Select(m => (decimal)(m.LastDay.Day * Chance.Around(0.015, "production", m.Index))).ToList();
        var year = _production[Math.Min(month.Year, _production.Keys.Max())] * 1000;
        decimal UpTo(int number) => Math.Round(year * weights.Take(number).Sum() / weights.Sum());
        return UpTo(month.Number) - UpTo(month.Number - 1);
    }

    private List<UsgsRow> Make(Flow flow, Month month)
    {
        var (named, other, total) = (new SortedDictionary<string, decimal[]>(StringComparer.Ordinal), new decimal[UsgsRow.Kinds], new decimal[UsgsRow.Kinds]);
        foreach (var country in census(flow, month).Where(r => SampleOrigin.KindOf(r.Code) != SampleKind.Other).GroupBy(r => r.Country))
        {
            var tons = new decimal[UsgsRow.Kinds];
            foreach (var row in country) tons[(int)SampleOrigin.KindOf(row.Code)] += row.Values[Measures.Quantity] / 1000m;
            tons[^1] = tons.Sum();
            Add(tons[^1] < LeastTons ? other : named[_names.GetValueOrDefault(country.Key.ToString()) ?? ReferenceData.PlainName(country.Key)] = new decimal[UsgsRow.Kinds], tons);
            Add(total, tons);
        }

        return [.. named.Select(n => RowOf(n.Key, n.Value)), RowOf(Other, other), RowOf(Total, total)];
    }

    private static void Add(decimal[] sum, decimal[] tons)
    {
        for (var k = 0; k < sum.Length; k++) sum[k] += tons[k];
    }

    private static UsgsRow RowOf(string name, decimal[] tons) => new(name, [.. tons.Select(t => (decimal?)(t is > 0 and < 0.5m ? t : UsgsRow.Rounded(t)))]);
}
