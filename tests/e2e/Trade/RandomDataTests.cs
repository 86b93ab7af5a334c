using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Aim.EndToEnd.Tests.Trade;

/// <summary>Answers over a data set never seen before, against an independent computation from its files.</summary>
public sealed class RandomDataTests(RandomDataApp app)
{
    private static readonly string[] Dimensions = ["country", "region", "product", "heading", "hs6", "hts10"];

    public static TheoryData<string, string> Questions
    {
        get
        {
            var questions = new TheoryData<string, string>();
            foreach (var dataSet in (string[])["us-imports", "us-exports"])
            {
                foreach (var by in (string[])["total", .. Dimensions, "country,product", "hts10,country", "region,heading", "product,hs6", "heading,country,region"])
                    questions.Add(dataSet, by);
            }

            return questions;
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Every_cut_basis_trade_and_frequency_is_what_the_rows_say(string dataSet, string by)
    {
        foreach (var basis in (string?[])[null, "usgs", "chapter76"])
        {
            foreach (var freq in (string?[])[null, "Q", "Y", "YTD"])
            {
                await CompareAsync(dataSet, new Question { By = by.Split(','), Basis = basis, Freq = freq });
                if (dataSet == "us-imports") await CompareAsync(dataSet, new Question { By = by.Split(','), Basis = basis, Freq = freq, General = true });
            }
        }
    }

    [Theory]
    [InlineData("us-imports")]
    [InlineData("us-exports")]
    public async Task Each_day_answers_what_was_published_at_its_end(string dataSet)
    {
        foreach (var by in (string[])["total", "country", "hts10", "region,product"])
        {
            foreach (var day in app.Days.SelectMany(d => (DateOnly[])[d.AddDays(-1), d, d.AddDays(1)]))
            {
                var asOf = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                await CompareAsync(dataSet, new Question { By = by.Split(','), Basis = "chapter76", AsOf = asOf });
                await CompareAsync(dataSet, new Question { By = by.Split(','), Freq = "Y", AsOf = asOf });
            }
        }
    }

    [Theory]
    [InlineData("us-imports", 1)]
    [InlineData("us-imports", 2)]
    [InlineData("us-exports", 3)]
    public async Task Any_mixture_of_filters_is_what_the_rows_say(string dataSet, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 80; i++)
        {
            string[] range = [Pick("2023-01", "2023-05", "2024-10", "2023"), Pick("2023-08", "2024-12", "2025-02", "2024")];
            Array.Sort(range, StringComparer.Ordinal);
            await CompareAsync(dataSet, new Question
            {
                By = random.Next(4) == 0 ? ["total"] : [.. random.GetItems(Dimensions, random.Next(1, 4)).Distinct(StringComparer.Ordinal)],
                Products = Sometimes("sheet-plate", "can-stock", "scrap", "unmapped", "foil", "other-articles", "castings-forgings"),
                Countries = Sometimes("CA", "1220", "usmca", "MX", "unmapped", "CN", "eu27", "other-europe", "5800", "africa"),
                Hs = Sometimes("7601", "760612", "7606123045", "76169951", "7602", "76081", RandomRecording.UnknownCode),
                From = random.Next(2) == 0 ? range[0] : null,
                To = random.Next(2) == 0 ? range[1] : null,
                Freq = Pick(null!, "M", "Q", "Y", "YTD"),
                Basis = Pick(null!, "aim", "usgs", "chapter76"),
                General = dataSet == "us-imports" && random.Next(2) == 0,
                AsOf = Pick(null!, null!, "2025-02-05", "2025-03-06", "2025-03-20"),
            });
        }

        string Pick(params string[] values) => values[random.Next(values.Length)];

        string[] Sometimes(params string[] values) => random.Next(3) == 0 ? [.. random.GetItems(values, random.Next(1, 4)).Distinct(StringComparer.Ordinal)] : [];
    }

    [Theory]
    [InlineData("us-imports.json?by=country,hts10&basis=chapter76")]
    [InlineData("us-imports.json?by=region,product&freq=YTD&trade=general")]
    [InlineData("us-exports.json?by=total&freq=Q")]
    [InlineData("us-exports.json?by=product&hs=7699&basis=chapter76")]
    public async Task Records_dense_and_CSV_hold_the_same_cells_as_columns(string path)
    {
        var columns = await app.Api.ColumnsAsync($"api/v1/{path}");

        Assert.Equal(Cells(columns), Cells(Shapes.FromRecords(await app.Api.JsonAsync($"api/v1/{path}&shape=records"), columns.Keys)));
        Assert.Equal(Cells(columns).Order(StringComparer.Ordinal), Cells(Shapes.FromDense(await app.Api.JsonAsync($"api/v1/{path}&shape=dense"), columns.Keys)).Order(StringComparer.Ordinal));
        Assert.Equal(
            [string.Join(',', columns.Keys), .. Cells(columns)],
            Shapes.FromCsv(await app.Api.TextAsync("api/v1/" + path.Replace(".json", ".csv", StringComparison.Ordinal))));

        static IReadOnlyList<string> Cells(IReadOnlyDictionary<string, JsonElement[]> columns) =>
            [.. Enumerable.Range(0, columns["period"].Length).Select(i => string.Join(',', columns.Values.Select(c => Shapes.Text(c[i]))))];
    }

    [Fact]
    public async Task An_answer_says_when_it_was_published_and_through_which_month()
    {
        await CheckAsync("", "2025-04-03", "2025-04-03T12:00:00Z", "2025-02");
        await CheckAsync("&as_of=2025-04-02", "2025-04-02", "2025-03-06T12:00:00Z", "2025-01");
        await CheckAsync("&as_of=2025-02-05", "2025-02-05", "2025-02-05T12:00:00Z", "2024-12");
        await CheckAsync("&as_of=2025-02-04", "2025-02-04", null, null);

        async Task CheckAsync(string query, string asOf, string? publishedAt, string? lastPeriod)
        {
            foreach (var dataSet in (string[])["us-imports", "us-exports"])
            {
                var meta = (await app.Api.JsonAsync($"api/v1/{dataSet}.json?by=total{query}")).GetProperty("meta");
                Assert.Equal(asOf, meta.GetProperty("as_of").GetString());
                Assert.Equal(publishedAt, meta.GetProperty("published_at").GetString());
                Assert.Equal(lastPeriod, meta.GetProperty("last_final_period").GetString());
                Assert.False(meta.GetProperty("sample").GetBoolean());
            }
        }
    }

    [Fact]
    public async Task The_list_of_publications_tells_what_each_day_changed()
    {
        var vintages = await app.Api.ColumnsAsync("api/v1/vintages.json");

        var expected = app.Days.Reverse().SelectMany(_ => app.Recordings.OrderBy(r => r.Feed, StringComparer.Ordinal), (day, recording) => Vintage(recording, day));
        Assert.Equal(expected, Enumerable.Range(0, vintages["id"].Length).Select(i => string.Join('|', vintages.Values.Select(c => Shapes.Text(c[i])))));
    }

    [Fact]
    public async Task What_the_code_lists_lack_is_told_as_a_data_quality_issue()
    {
        var issues = (await app.Api.JsonAsync("api/v1/status.json")).GetProperty("issues").EnumerateArray()
            .Select(i => $"{i.GetProperty("kind").GetString()} {i.GetProperty("code").GetString()}").ToHashSet(StringComparer.Ordinal);

        Assert.Contains($"unknown-country {RandomRecording.UnknownCountry}", issues);
        Assert.Contains($"unknown-hts {RandomRecording.UnknownCode}", issues);
    }

    private string Vintage(Recording recording, DateOnly day)
    {
        var now = recording.On(day);
        var before = app.Days.Any(d => d < day) ? recording.On(app.Days.Last(d => d < day)) : [];
        var cells = now.Values.Concat(before.Values).SelectMany(rows => rows).Select(r => r.Key).Distinct()
            .Select(k => (k.Period, k.Code, Now: Find(now, k), Then: Find(before, k)))
            .Where(c => c.Now != c.Then).ToList();
        var tons = cells.Sum(c => (c.Now?.Kilograms ?? 0) - (c.Then?.Kilograms ?? 0)) / 1000m;
        return string.Join('|',
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            recording.Feed,
            day.ToString("yyyy-MM-dd'T12:00:00Z'", CultureInfo.InvariantCulture),
            Months(cells.Select(c => c.Period).Where(p => !before.ContainsKey(p))),
            Months(cells.Select(c => c.Period).Where(before.ContainsKey)),
            cells.Count.ToString(CultureInfo.InvariantCulture),
            // Of the month in which most codes changed.
            cells.GroupBy(c => c.Period, StringComparer.Ordinal).Max(m => m.Select(c => c.Code).Distinct(StringComparer.Ordinal).Count()).ToString(CultureInfo.InvariantCulture),
            tons.ToString("0.000", CultureInfo.InvariantCulture),
            cells.Sum(c => (c.Now?.Value ?? 0) - (c.Then?.Value ?? 0)).ToString(CultureInfo.InvariantCulture));

        static Row? Find(Dictionary<string, List<Row>> months, (string Period, string Code, string Country) key) =>
            months.GetValueOrDefault(key.Period)?.Find(r => r.Key == key);

        static string Months(IEnumerable<string> months) => string.Join(';', months.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private async Task CompareAsync(string dataSet, Question question)
    {
        var naive = app.Naive[dataSet];
        var path = $"api/v1/{dataSet}.json?{question.Query}";
        var (expected, actual) = (naive.Answer(question), AnswerText.Rows(await app.Api.ColumnsAsync(path), question.By));
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++)
            Assert.True(expected[i] == actual[i], $"{path}\nexpected {expected[i]}\nactual   {actual[i]}");
        Assert.True(expected.Count == actual.Count, $"{path}: {expected.Count} rows expected, {actual.Count} answered");
    }
}
