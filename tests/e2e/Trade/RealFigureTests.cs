using System.Globalization;
using System.Text.Json;
using Aim.Cli;
using Aim.EndToEnd.Tests.Http;
using Xunit;

namespace Aim.EndToEnd.Tests.Trade;

/// <summary>The published figures beside the repository, where they are, come out as they went in.</summary>
public sealed class RealFigureTests
{
    private const string File = "census-imports-ca-mx-2025.csv";

    private const string Comtrade = "comtrade-canada-7601.csv";

    private const string Usgs = "usgs-imports-2024-2025.csv";

    private static readonly string Data = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "real"));

    [Fact]
    public async Task Every_figure_is_as_published_and_every_total_is_their_sum()
    {
        Assert.SkipUnless(System.IO.File.Exists(Path.Combine(Data, File)), $"There is no ../shared/real/{File} beside the repository.");

        var rows = System.IO.File.ReadLines(Path.Combine(Data, File)).Skip(1).Select(l => l.Split(','))
            .Where(c => NaiveTrade.InBasis("aim", c[1]))
            .Select(c => (Period: c[0], Code: c[1], Country: c[2], Value: c[3].Length == 0 ? (long?)null : long.Parse(c[3], CultureInfo.InvariantCulture))).ToList();
        await using var app = await AppProcess.StartAsync("--data", Data);
        using var api = new Api(app.BaseAddress);
        await api.WaitUntilIdleAsync();
        var codes = await CodeLists.ReadAsync(api);

        await CheckAsync("hts10,country", "", r => $"{r.Period} {r.Code} {r.Country}");
        await CheckAsync("country", "", r => $"{r.Period} {r.Country}");
        await CheckAsync("product", "", r => $"{r.Period} {codes.Product(r.Code)}");
        await CheckAsync("heading", "", r => $"{r.Period} {r.Code[..4]}");
        await CheckAsync("total", "&freq=Y", r => r.Period[..4]);
        await CheckAsync("country", "&freq=Y", r => $"{r.Period[..4]} {r.Country}");
        await CheckAsync("product", "&freq=Y", r => $"{r.Period[..4]} {codes.Product(r.Code)}");

        async Task CheckAsync(string by, string more, Func<(string Period, string Code, string Country, long? Value), string> key)
        {
            var columns = await api.ColumnsAsync($"api/v1/us-imports.json?by={by}{more}");
            var keys = by.Split(',').Where(k => k != "total").Select(k => k == "country" ? "cty_code" : k).Prepend("period").ToList();

            var expected = rows.GroupBy(key, StringComparer.Ordinal)
                .Select(g => $"{g.Key} {(g.All(r => r.Value is null) ? "" : g.Sum(r => r.Value ?? 0).ToString(CultureInfo.InvariantCulture))}").Order(StringComparer.Ordinal);
            var actual = Enumerable.Range(0, columns["period"].Length)
                .Select(i => $"{string.Join(' ', keys.Select(k => columns[k][i].GetString()))} {Shapes.Text(columns["value_usd"][i])}").Order(StringComparer.Ordinal);
            Assert.Equal(expected, actual);
            Assert.All(
                columns["quantity_t"].Concat(columns["unit_value_usd_per_t"]).Concat(columns["quantity_coverage"]),
                cell => Assert.Equal(JsonValueKind.Null, cell.ValueKind));
        }
    }

    [Fact]
    public async Task What_Canada_reports_is_as_published_there()
    {
        Assert.SkipUnless(System.IO.File.Exists(Path.Combine(Data, Comtrade)), $"There is no ../shared/real/{Comtrade} beside the repository.");

        var rows = System.IO.File.ReadLines(Path.Combine(Data, Comtrade)).Skip(1).Select(l => l.Split(',')).ToList();
        var expected = rows.Where(r => r[2] != "0").Select(r => (Period: r[0], Value: Number(r[6]), Kilograms: Number(r[5]))).ToList();
        await using var app = await AppProcess.StartAsync("--data", Data);
        using var api = new Api(app.BaseAddress);
        await api.WaitUntilIdleAsync();

        // Whole dollars and kilograms, half to even; each partner is one row.
        var columns = await api.ColumnsAsync("api/v1/global-trade.json?reporter=CA&category=7601&by=partner");
        Assert.Equal(
            expected.Select(e => $"{e.Period} {Math.Round(e.Value!.Value)} {(e.Kilograms is { } kg and > 0 ? $"{Math.Round(kg) / 1000:0.###}" : "")}").Order(StringComparer.Ordinal),
            Enumerable.Range(0, columns["period"].Length)
                .Select(i => $"{columns["period"][i].GetString()} {columns["value_usd"][i].GetInt64()} {(columns["quantity_t"][i].ValueKind == JsonValueKind.Null ? "" : $"{columns["quantity_t"][i].GetDecimal():0.###}")}")
                .Order(StringComparer.Ordinal));

        // Totals are the rows of the world, as far as its thousandths are rounded.
        var totals = await api.ColumnsAsync("api/v1/global-trade.json?reporter=CA&category=7601&by=total");
        foreach (var world in rows.Where(r => r[2] == "0"))
        {
            var place = Array.FindIndex(totals["period"], p => p.GetString() == world[0]);
            Assert.InRange(totals["value_usd"][place].GetInt64() - Number(world[6])!.Value, -1, 1);
            Assert.Equal(Number(world[5])!.Value / 1000, totals["quantity_t"][place].GetDecimal(), 2);
        }

        static decimal? Number(string text) => text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_profile_gives_the_printed_changes_and_shares()
    {
        Assert.SkipUnless(System.IO.File.Exists(Path.Combine(Data, Usgs)), $"There is no ../shared/real/{Usgs} beside the repository.");

        var rows = System.IO.File.ReadLines(Path.Combine(Data, Usgs)).Skip(1)
            .Select(l => (Month: l[..7], Name: l[11..LastComma(l, 4)].Trim('"'), Total: decimal.Parse(l[(LastComma(l, 1) + 1)..], CultureInfo.InvariantCulture)))
            .ToLookup(r => r.Month, StringComparer.Ordinal);
        await using var app = await AppProcess.StartAsync("--data", Data);
        using var api = new Api(app.BaseAddress);
        await api.WaitUntilIdleAsync();
        foreach (var (year, number) in from year in (int[])[2024, 2025] from number in Enumerable.Range(1, 4) select (year, number))
        {
            string[] MonthsOf(int of) => [.. Enumerable.Range((number * 3) - 2, 3).Select(m => string.Create(CultureInfo.InvariantCulture, $"{of}-{m:D2}"))];
            decimal Sum(int of, string name) => MonthsOf(of).Sum(m => rows[m].Where(r => r.Name == name).Sum(r => r.Total));

            var profile = await api.JsonAsync($"api/v1/industry-profile.json?quarter={year}-Q{number}");
            var imports = profile.GetProperty("developments").EnumerateArray().Single(d => d.GetProperty("id").GetString() == "imports_usgs");
            var (figures, text) = (imports.GetProperty("figures"), imports.GetProperty("text").GetString()!);
            if (!MonthsOf(year).All(rows.Contains))
            {
                Assert.Equal(JsonValueKind.Null, figures.GetProperty("quantity_t").ValueKind);
                Assert.Contains("not published", text, StringComparison.Ordinal);
                continue;
            }

            var total = Sum(year, "Total");
            Assert.Equal(total, figures.GetProperty("quantity_t").GetDecimal());
            if (MonthsOf(year - 1).All(rows.Contains)) Assert.Equal((double)(total / Sum(year - 1, "Total")) - 1, figures.GetProperty("yoy").GetDouble(), 12);
            else Assert.Equal(JsonValueKind.Null, figures.GetProperty("yoy").ValueKind);

            var expected = MonthsOf(year).SelectMany(m => rows[m]).Select(r => r.Name).Distinct(StringComparer.Ordinal).Where(n => n is not ("Total" or "Other"))
                .Select(n => (double)(Sum(year, n) / total)).Where(s => s > 0).Order().ToList();
            var shares = figures.GetProperty("shares").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetDouble(), StringComparer.Ordinal);
            Assert.Equal(expected.Count, shares.Count);
            Assert.All(expected.Zip(shares.Values.Order()), pair => Assert.Equal(pair.First, pair.Second, 12));
            Assert.Equal((double)(Sum(year, "Canada") / total), shares["CA"], 12);
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Canada ({100 * shares["CA"]:0.0} %)"), text, StringComparison.Ordinal);
        }

        static int LastComma(string line, int count) => count == 0 ? line.Length : line.LastIndexOf(',', LastComma(line, count - 1) - 1);
    }
}
