using System.Globalization;
using System.Text.Json;
using Aim.EndToEnd.Tests.Trade;
using Xunit;

namespace Aim.EndToEnd.Tests.Global;

/// <summary>Answers over Comtrade files never seen before, on every day of theirs, against an independent computation from the files.</summary>
public sealed class GlobalTradeTests(GlobalApp app) : IClassFixture<GlobalApp>
{
    private static readonly string[] Dimensions = ["reporter", "partner", "region", "category"];
    private static readonly string?[] Flows = [null, "X", "M"], Bases = [null, "mirror", "gap"], Frequencies = [null, "Q", "Y", "YTD"];
    private static readonly string[] Places = ["CA", "US", "FR", "IN", "NO", "CH", "TW", "RU", "CN", "AE", "BE", "SD", "eu27", "usmca", "gcc", "other-europe", "unmapped"];
    private static readonly string[] Categories = ["7601", "7604", "7606", "7609"];

    [Fact]
    public async Task Every_cut_basis_flow_and_frequency_is_what_the_files_say()
    {
        foreach (var by in (string[])["total", .. Dimensions, "reporter,partner", "region,category", "category,partner,reporter", "partner,region"])
        {
            foreach (var flow in Flows[1..])
            {
                foreach (var basis in Bases)
                {
                    foreach (var freq in Frequencies) await CompareAsync(new GlobalQuestion(by.Split(',')) { Flow = flow, Basis = basis, Freq = freq });
                }
            }
        }
    }

    [Fact]
    public async Task Filters_on_every_day_answer_what_was_published_at_its_end()
    {
        var random = new Random(5);
        foreach (var day in app.Facts.Days.SelectMany(d => (DateOnly[])[d.AddDays(-1), d]).Append(app.Facts.Days[^1].AddDays(1)))
        {
            var asOf = Text(day);
            foreach (var basis in Bases) await CompareAsync(new GlobalQuestion("reporter", "partner", "category") { Basis = basis, AsOf = asOf });
            for (var i = 0; i < 25; i++) await CompareAsync(Some(random) with { AsOf = asOf });
        }
    }

    [Fact]
    public async Task Rankings_on_every_day_are_what_the_files_say()
    {
        var random = new Random(6);
        foreach (var day in app.Facts.Days)
        {
            for (var i = 0; i < 25; i++)
            {
                var some = Some(random);
                var question = new GlobalQuestion
                {
                    Reporters = some.Reporters.Length == 0 ? ["CA"] : some.Reporters,
                    Categories = some.Categories,
                    Flow = some.Flow,
                    Basis = some.Basis == "mirror" ? "mirror" : null,
                    From = random.Next(2) == 0 ? "2022-01" : "2021-10",
                    To = random.Next(2) == 0 ? "2022-12" : "2022-10",
                    Limit = random.Next(3) == 0 ? 3 : null,
                    AsOf = Text(day),
                };
                await CompareRankingAsync(question);
            }
        }
    }

    [Fact]
    public async Task A_ranking_without_months_is_of_the_newest_twelve_of_the_reporter()
    {
        foreach (var (reporter, from, to) in (IEnumerable<(string, string, string)>)[("CA", "2022-03", "2023-02"), ("IN", "2021-06", "2022-05"), ("RU", "2021-02", "2022-01")])
        {
            var question = new GlobalQuestion { Reporters = [reporter] };
            Assert.Equal(
                await app.Api.TextAsync((question with { From = from, To = to }).Path("top-partners") + "&shape=records"),
                await app.Api.TextAsync(question.Path("top-partners") + "&shape=records"));
        }
    }

    [Fact]
    public async Task Wrong_rows_of_the_world_and_unknown_areas_are_data_quality_issues_and_nothing_else_is()
    {
        var lines = app.Facts.Lines();
        var wrong = lines.Where(l => l.Partner == 0).Select(l => $"world-differs|{Scope(l)}|{l.Month}|X 7601|value_usd");
        var unknown = lines.Where(l => l.Partner == 9999).Select(l => $"unknown-country|{Scope(l)}|{l.Month}|{l.Partner.ToString(CultureInfo.InvariantCulture)}|").Distinct(StringComparer.Ordinal);
        Assert.NotEmpty(wrong);

        var issues = (await app.Api.JsonAsync("api/v1/status.json")).GetProperty("issues").EnumerateArray()
            .Select(i => string.Join('|', ((string[])["kind", "feed", "period", "code", "measure"]).Select(n => Shapes.Text(i.GetProperty(n)))));
        Assert.Equal(wrong.Concat(unknown).Order(StringComparer.Ordinal), issues.Order(StringComparer.Ordinal));

        static string Scope(GlobalLine line) => $"comtrade-{GlobalFacts.CodeOf(line.Reporter)!.ToLowerInvariant()}";
    }

    [Fact]
    public async Task Totals_say_on_whose_word_they_rest_and_who_is_missing()
    {
        var facts = app.Facts.On(null).Where(f => !f.Now.IsNone).ToList();
        var told = facts.Select(f => (f.Reporter, f.Month)).Distinct().ToLookup(f => f.Month, f => f.Reporter, StringComparer.Ordinal);
        var columns = await app.Api.ColumnsAsync("api/v1/global-trade.json?by=total&flow=X");
        foreach (var (i, month) in columns["period"].Index().Select(p => (p.Index, p.Item.GetString()!)))
        {
            var before = Enumerable.Range(1, 12).SelectMany(n => told[Plus(month, -n)]).Distinct(StringComparer.Ordinal);
            Assert.Equal(string.Join(';', before.Except(told[month], StringComparer.Ordinal).Order(StringComparer.Ordinal)), columns["sources_missing"][i].GetString());
            Assert.Equal(facts.Where(f => f.IsExport && f.Month == month).Select(f => f.Reporter).Distinct(StringComparer.Ordinal).Count(), columns["sources"][i].GetInt32());
        }

        // A row of one reporter waits for nobody else.
        Assert.All((await app.Api.ColumnsAsync("api/v1/global-trade.json?by=reporter"))["sources_missing"], m => Assert.Equal("", m.GetString()));
        Assert.Contains(columns["sources_missing"], m => m.GetString()!.Length > 0);
    }

    [Fact]
    public async Task A_mirror_figure_names_its_partners_with_their_shares()
    {
        var partners = await app.Api.ColumnsAsync("api/v1/global-trade.json?reporter=CN&basis=mirror&by=partner&freq=Y");
        var totals = await app.Api.ColumnsAsync("api/v1/global-trade.json?reporter=CN&basis=mirror&freq=Y");
        foreach (var (i, year) in totals["period"].Index().Select(p => (p.Index, p.Item.GetString()!)))
        {
            var total = totals["value_usd"][i].GetDecimal();
            var expected = partners["period"].Index().Where(p => p.Item.GetString() == year)
                .Select(p => (Partner: partners["partner"][p.Index].GetString()!, Value: partners["value_usd"][p.Index].ValueKind == JsonValueKind.Null ? 0 : partners["value_usd"][p.Index].GetDecimal()))
                .ToDictionary(p => p.Partner, p => p.Value / total, StringComparer.Ordinal);
            var told = totals["sources_share"][i].GetString()!.Split(';').Select(s => s.Split(':')).ToDictionary(s => s[0], s => decimal.Parse(s[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
            Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), told.Keys.Order(StringComparer.Ordinal));
            Assert.All(expected, e => Assert.InRange(told[e.Key], e.Value - 0.0001m, e.Value + 0.0001m));
            Assert.Equal(expected.Count, totals["sources"][i].GetInt32());
        }
    }

    [Fact]
    public async Task The_status_tells_how_far_each_reporter_has_got()
    {
        var expected = app.Facts.On(null).Where(f => !f.Now.IsNone).GroupBy(f => f.Reporter, StringComparer.Ordinal)
            .Select(g => $"{g.Key} {g.Max(f => f.Month)}").Order(StringComparer.Ordinal);
        var reporters = (await app.Api.JsonAsync("api/v1/status.json")).GetProperty("reporters").EnumerateArray().ToList();
        Assert.Equal(expected, reporters.Select(r => $"{r.GetProperty("reporter").GetString()} {r.GetProperty("newest_period").GetString()}"));

        // Who has ended its reports is not late for ever; all others of these old files are.
        Assert.All(reporters, r => Assert.Equal(r.GetProperty("reporter").GetString() != "RU", r.GetProperty("late").GetBoolean()));
    }

    private static string Plus(string month, int months) =>
        DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture).AddMonths(months).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static GlobalQuestion Some(Random random)
    {
        string[] range = [Pick(random, "2021-02", "2021-11", "2022-08", "2022"), Pick(random, "2021-12", "2022-09", "2022-11", "2022", "2023")];
        Array.Sort(range, StringComparer.Ordinal);
        return new GlobalQuestion(random.Next(4) == 0 ? [] : [.. random.GetItems(Dimensions, random.Next(1, 4)).Distinct(StringComparer.Ordinal)])
        {
            Reporters = random.Next(2) == 0 ? Several(random, Places) : [],
            Partners = random.Next(2) == 0 ? Several(random, Places) : [],
            Categories = random.Next(3) == 0 ? Several(random, Categories) : [],
            Flow = Pick(random, Flows),
            Basis = Pick(random, Bases),
            Freq = Pick(random, Frequencies),
            From = random.Next(2) == 0 ? range[0] : null,
            To = random.Next(2) == 0 ? range[1] : null,
        };
    }

    private static string[] Several(Random random, string[] from) => [.. random.GetItems(from, random.Next(1, 4)).Distinct(StringComparer.Ordinal)];

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task CompareAsync(GlobalQuestion question)
    {
        var columns = await app.Api.ColumnsAsync(question.Path("global-trade"));
        string[] measures = question.Basis == "gap"
            ? ["quantity_t", "value_usd", "~gap_share", "reported_quantity_t", "mirror_quantity_t", "reported_value_usd", "mirror_value_usd"]
            : ["quantity_t", "value_usd", "~unit_value_usd_per_t", "~quantity_coverage"];
        string[] keys = question.By is [] or ["total"] ? [""] : question.By;
        Same(question.Path("global-trade"), app.Naive.Answer(question), Lines(columns, ["period", .. keys, .. measures, question.Freq is null ? "" : "months", "status", .. (string[])(question.Basis == "gap" ? [] : ["≈value_yoy"])]));
    }

    private async Task CompareRankingAsync(GlobalQuestion question)
    {
        var path = question.Path("top-partners");
        Same(path, app.Naive.Ranking(question), Lines(await app.Api.ColumnsAsync(path), ["rank", "partner", "quantity_t", "value_usd", "~unit_value_usd_per_t", "~share", "≈value_yoy", "?rank_change"]));
    }

    /// <summary>Cells as they are written; behind a sign to twelve digits, or to nine where one was taken away, or empty for null.</summary>
    private static IReadOnlyList<string> Lines(Dictionary<string, JsonElement[]> columns, string[] names) =>
        [.. Enumerable.Range(0, columns.First().Value.Length).Select(i => string.Join('|', names.Select(n => n switch
        {
            "" => "",
            ['~', .. var name] => Real(columns[name][i], "G12"),
            ['≈', .. var name] => Real(columns[name][i], "G9"),
            ['?', .. var name] => Shapes.Text(columns[name][i]),
            _ when columns[n][i].ValueKind == JsonValueKind.String => columns[n][i].GetString(),
            _ => columns[n][i].GetRawText(),
        })))];

    private static string Real(JsonElement cell, string format) => cell.ValueKind == JsonValueKind.Null ? "" : cell.GetDouble().ToString(format, CultureInfo.InvariantCulture);

    private static void Same(string what, IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        for (var i = 0; i < Math.Max(expected.Count, actual.Count); i++)
            Assert.True(expected.ElementAtOrDefault(i) == actual.ElementAtOrDefault(i), $"{what}, row {i}\nexpected {expected.ElementAtOrDefault(i)}\nactual   {actual.ElementAtOrDefault(i)}");
    }
}
