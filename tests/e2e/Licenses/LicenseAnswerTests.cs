using System.Globalization;
using System.Text.Json;
using Aim.EndToEnd.Tests.Trade;
using Xunit;

namespace Aim.EndToEnd.Tests.Licenses;

/// <summary>Answers over licences never seen before, on every day of their eight months, against an independent computation from the files.</summary>
public sealed class LicenseAnswerTests(LicenseApp app) : IClassFixture<LicenseApp>
{
    private static readonly string[] TradeDimensions = ["country", "region", "product", "heading", "hs6", "hts10"];
    private static readonly string[] SupplyDimensions = ["smelt", "cast", "origin", "product", "heading", "hts10"];
    private static readonly string?[] Frequencies = [null, "Q", "Y", "YTD"], Bases = [null, "usgs", "chapter76"], Sources = [null, "census", "license"];

    private static readonly Dictionary<string, string[]> FilterValues = new(StringComparer.Ordinal)
    {
        ["product"] = ["sheet-plate", "can-stock", "scrap", "unmapped", "foil", "unwrought-alloy", "castings-forgings", "other-articles"],
        ["country"] = ["CA", "1220", "usmca", "unmapped", "CN", "eu27", "gcc", "4621", "SJ"],
        ["hs"] = ["7601", "760612", "7606123045", "76169951", "7602", "7601999998", "7699", "7612"],
        ["smelt"] = ["CA", "RU", "secondary", "unknown", "unmapped", "SJ", "US"],
        ["cast"] = ["CA", "AE", "unmapped", "IS"],
        ["origin"] = ["CA", "MX", "unmapped", "CN"],
        ["heading"] = ["7601", "7606", "7602"],
        ["hts10"] = ["7606123045", "7604", "760199"],
    };

    [Fact]
    public async Task Every_cut_basis_source_and_frequency_is_what_the_files_say()
    {
        foreach (var by in (string[])["total", .. TradeDimensions, "country,product", "hts10,country", "region,heading,hs6"])
        {
            foreach (var source in Sources)
            {
                foreach (var basis in Bases)
                {
                    foreach (var freq in Frequencies) await CompareAsync(new LicenseQuestion("us-imports", by.Split(',')) { Source = source, Basis = basis, Freq = freq });
                }
            }
        }

        foreach (var dataSet in (string[])["smelt", "cast", "supply-chain"])
        {
            foreach (var by in (string[])[.. SupplyDimensions, "origin,smelt,cast", "smelt,product", "hts10,cast,smelt,origin"])
            {
                foreach (var freq in Frequencies) await CompareAsync(new LicenseQuestion(dataSet, by.Split(',')) { Freq = freq });
            }
        }
    }

    [Theory]
    [InlineData("total")]
    [InlineData("country")]
    [InlineData("hts10,country")]
    public async Task A_sum_since_January_goes_on_through_months_for_which_licences_have_nothing_of_a_heading(string by)
    {
        var question = new LicenseQuestion("us-imports", by.Split(',')) { Basis = "chapter76", Freq = "YTD", Filters = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["hs"] = ["7612"] } };

        Assert.Contains(app.Naive.Answer(question), row => row.StartsWith("2022-11", StringComparison.Ordinal));
        await CompareAsync(question);
    }

    [Fact]
    public async Task Every_day_answers_what_was_published_at_its_end()
    {
        var random = new Random(3);
        for (var day = RandomLicenses.First.AddDays(-1); day <= RandomLicenses.Last.AddDays(1); day = day.AddDays(1))
        {
            var asOf = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await CompareAsync(new LicenseQuestion("us-imports", "country") { AsOf = asOf });
            await CompareAsync(new LicenseQuestion("smelt", "smelt") { AsOf = asOf });
            if (!app.Days.Contains(day)) continue;

            for (var i = 0; i < 14; i++)
            {
                await CompareAsync(Some(random, "us-imports", TradeDimensions, "product", "country", "hs") with
                {
                    Basis = Pick(random, Bases),
                    Source = Pick(random, Sources),
                    General = random.Next(4) == 0,
                    AsOf = asOf,
                });
                if (i % 2 == 0) await CompareAsync(Some(random, Pick(random, "smelt", "cast", "supply-chain"), SupplyDimensions, SupplyDimensions) with { AsOf = asOf });
            }
        }
    }

    [Fact]
    public async Task Accuracy_and_surges_of_every_day_are_what_the_files_say()
    {
        foreach (var day in app.Days)
        {
            var asOf = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            foreach (var by in (string[])["total", "product"])
            {
                var path = $"api/v1/license-accuracy.json?by={by}&as_of={asOf}";
                var rows = await app.Api.ColumnsAsync(path);
                Same(path, app.Signals.Accuracy(by == "product", day), Lines(rows, "period", "week", by == "product" ? "product" : null, "license_quantity_t", "census_quantity_t").Where(l => !l.EndsWith(NaiveSignals.Nothing, StringComparison.Ordinal)));
                for (var i = 0; i < rows["error"].Length; i++)
                {
                    var (license, census) = (rows["license_quantity_t"][i].GetDecimal(), rows["census_quantity_t"][i].GetDecimal());
                    if (license == 0) Assert.Equal(JsonValueKind.Null, rows["error"][i].ValueKind);
                    else Assert.Equal((double)((census / license) - 1), rows["error"][i].GetDouble(), 1e-9 * (double)(census / license));
                }
            }

            var alerts = (await app.Api.JsonAsync($"api/v1/alerts.json?as_of={asOf}")).GetProperty("alerts").EnumerateArray().Where(a => a.GetProperty("rule").GetString() == "surge").ToList();
            Same($"alerts as of {asOf}", app.Signals.Surges(day).Order(StringComparer.Ordinal), alerts.Select(Surge).Order(StringComparer.Ordinal));
            var periods = alerts.ConvertAll(a => a.GetProperty("period").GetString());
            Assert.Equal(periods.OrderDescending(StringComparer.Ordinal), periods);
        }
    }

    [Fact]
    public async Task The_list_of_publications_tells_what_each_snapshot_changed()
    {
        var rows = await app.Api.ColumnsAsync("api/v1/vintages.json");
        var all = Lines(rows, "feed", "id", "months_new", "months_revised", "cells_changed", "codes_changed", "quantity_change_t", "value_change_usd");

        Same("vintages", app.Signals.Vintages(), all.Where(l => l.StartsWith("licenses|", StringComparison.Ordinal)).Select(l => l["licenses|".Length..]));
        Assert.All(Enumerable.Range(0, rows["id"].Length), i => Assert.Equal($"{rows["id"][i]}T12:00:00Z", rows["published_at"][i].GetString()));
    }

    [Fact]
    public async Task An_answer_says_through_which_month_the_Census_and_through_which_day_licences_tell()
    {
        foreach (var day in app.Days)
        {
            var asOf = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            foreach (var dataSet in (string[])["us-imports", "smelt", "cast", "supply-chain", "license-accuracy", "alerts"])
            {
                var meta = (await app.Api.JsonAsync($"api/v1/{dataSet}.json?as_of={asOf}")).GetProperty("meta");
                Assert.Equal(app.Naive.FinalMonths(day).Max(StringComparer.Ordinal), meta.GetProperty("last_final_period").GetString());
                Assert.Equal(app.Naive.Snapshots.Keys.Last(d => d <= day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), meta.GetProperty("license_through").GetString());
            }
        }
    }

    [Fact]
    public async Task Every_cut_of_licences_sums_to_the_same_total()
    {
        foreach (var day in app.Days)
        {
            var totals = new List<string>();
            foreach (var by in (string[])[.. SupplyDimensions, "origin,smelt,cast", "hts10,smelt"])
            {
                var rows = await app.Api.ColumnsAsync(string.Create(CultureInfo.InvariantCulture, $"api/v1/supply-chain.json?by={by}&as_of={day:yyyy-MM-dd}"));
                totals.Add(string.Join(' ', rows["period"].Zip(rows["quantity_t"], rows["value_usd"]).GroupBy(r => r.First.GetString(), StringComparer.Ordinal)
                    .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key}:{g.Sum(r => r.Second.GetDecimal())}:{g.Sum(r => r.Third.GetInt64())}"))));
            }

            Assert.Single(totals.Distinct(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_month_turns_from_licences_to_Census_whole_and_stays()
    {
        foreach (var day in app.Days)
        {
            var rows = await app.Api.ColumnsAsync(string.Create(CultureInfo.InvariantCulture, $"api/v1/us-imports.json?by=hts10,country&basis=chapter76&as_of={day:yyyy-MM-dd}"));
            var final = app.Naive.FinalMonths(day);
            Assert.All(rows["period"].Zip(rows["status"]), r => Assert.Equal(!final.Contains(r.First.GetString()!), r.Second.GetString() == "P"));
        }
    }

    [Fact]
    public async Task Refused_rows_and_the_file_that_is_no_snapshot_are_in_quarantine()
    {
        using var answer = await app.Api.GetAsync("api/v1/admin/quarantine", ("x-functions-key", app.AdminKey));
        var entries = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("quarantine").EnumerateArray()
            .Select(e => $"{e.GetProperty("kind").GetString()} {e.GetProperty("feed").GetString()} {e.GetProperty("unit").GetString()}").ToList();

        var expected = app.Naive.Snapshots.Keys.Select(d => string.Create(CultureInfo.InvariantCulture, $"rows licenses {d:yyyy-MM-dd}"))
            .Append(string.Create(CultureInfo.InvariantCulture, $"answer licenses {RandomLicenses.Rubbish:yyyy-MM-dd}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), entries.Order(StringComparer.Ordinal));
    }

    private static string Surge(JsonElement alert) => string.Create(
        CultureInfo.InvariantCulture,
        $"{alert.GetProperty("period").GetString()}|{alert.GetProperty("product").GetString()}|{alert.GetProperty("country").GetString()}|{alert.GetProperty("value").GetDecimal():F3}|{alert.GetProperty("baseline").GetDecimal():F6}|{alert.GetProperty("partial").GetBoolean()}");

    private static LicenseQuestion Some(Random random, string dataSet, string[] dimensions, params string[] filters)
    {
        string[] range = [Pick(random, "2021-10", "2022-02", "2022-06", "2022"), Pick(random, "2022-03", "2022-07", "2022-09", "2022")];
        Array.Sort(range, StringComparer.Ordinal);
        return new LicenseQuestion(dataSet, random.Next(5) == 0 && dataSet == "us-imports" ? ["total"] : [.. random.GetItems(dimensions, random.Next(1, 4)).Distinct(StringComparer.Ordinal)])
        {
            Filters = filters.Where(_ => random.Next(4) == 0).ToDictionary(f => f, f => random.GetItems(FilterValues[f], random.Next(1, 4)).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal),
            From = random.Next(3) == 0 ? range[0] : null,
            To = random.Next(3) == 0 ? range[1] : null,
            Freq = Pick(random, Frequencies),
        };
    }

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    private static IEnumerable<string> Lines(Dictionary<string, JsonElement[]> columns, params string?[] names) =>
        Enumerable.Range(0, columns[names[0]!].Length).Select(i => string.Join('|', names.OfType<string>().Select(n => Shapes.Text(columns[n][i]))));

    private static void Same(string what, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (e, a) = (expected.ToList(), actual.ToList());
        for (var i = 0; i < Math.Max(e.Count, a.Count); i++)
            Assert.True(e.ElementAtOrDefault(i) == a.ElementAtOrDefault(i), $"{what}, row {i}\nexpected {e.ElementAtOrDefault(i)}\nactual   {a.ElementAtOrDefault(i)}");
    }

    private async Task CompareAsync(LicenseQuestion question) =>
        Same(question.Path, app.Naive.Answer(question), AnswerRows.Read(await app.Api.ColumnsAsync(question.Path), question));
}
