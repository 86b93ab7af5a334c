using System.Net;
using System.Text.Json;
using Aim.Tests.Comtrade;
using Xunit;

namespace Aim.Tests.Upstream;

public sealed class ComtradeWireTests : IAsyncLifetime
{
    private const string March = "reporterCode=124&period=202403&flowCode=X&cmdCode=7601";
    private readonly RecordedFolder _folder = new();

    public async ValueTask InitializeAsync() => await _folder
        .WithComtrade("comtrade.csv",
            "2024-03,124,842,X,7601,653,1985.788",
            "2024-03,124,36,X,7601,,5",
            "2024-03,124,842,M,7606,10.50,20",
            "2024-04,124,842,X,7601,1,2",
            "2024-03,36,842,X,7601,7,8")
        .StartAsync();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_row_has_the_fields_of_the_service_in_their_order()
    {
        var list = await ComtradeList.DataAsync(_folder.Http, March + "&partnerCode=842" + ComtradeList.Totals);
        Assert.Equal(["elapsedTime", "count", "data", "error"], list.Root.EnumerateObject().Select(p => p.Name));
        Assert.Equal((1, ""), (list.Root.GetProperty("count").GetInt32(), list.Error));
        Assert.Equal(ComtradeText.Row(), Assert.Single(list.Rows).GetRawText());
    }

    [Fact]
    public async Task A_row_has_the_fields_of_the_published_answers()
    {
        using var real = JsonDocument.Parse(await File.ReadAllTextAsync(RealData.File("comtrade_canada_x_7601_202403.json"), TestContext.Current.CancellationToken));
        var list = await ComtradeList.DataAsync(_folder.Http, March + ComtradeList.Totals);
        Assert.Equal(real.RootElement[0].EnumerateObject().Select(p => p.Name), list.Rows[0].EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task What_is_not_known_is_null_also_in_the_world_row_and_imports_have_their_own_value()
    {
        var list = await ComtradeList.DataAsync(_folder.Http, March + ComtradeList.Totals);
        Assert.Equal(["0 null 1990.788", "36 null 5.0", "842 653.0 1985.788"], list.Figures);
        Assert.Equal((-1, JsonValueKind.Null), (list.Rows[1].GetProperty("qtyUnitCode").GetInt32(), list.Rows[1].GetProperty("qty").ValueKind));

        var import = (await ComtradeList.DataAsync(_folder.Http, "reporterCode=124&period=202403&flowCode=M&partnerCode=842" + ComtradeList.Totals)).Rows[0];
        Assert.Equal(("10.50", "20.0", "null"), (import.GetProperty("netWgt").GetRawText(), import.GetProperty("cifvalue").GetRawText(), import.GetProperty("fobvalue").GetRawText()));
    }

    [Fact]
    public async Task Who_does_not_ask_for_totals_counts_more_than_once()
    {
        foreach (var (query, times) in new[] { ("&customsCode=C00&motCode=0", 2), ("&partner2Code=0&motCode=0", 2), ("&partner2Code=0&customsCode=C00", 2), ("", 8) })
        {
            var list = await ComtradeList.DataAsync(_folder.Http, March + "&partnerCode=842" + query);
            Assert.Equal(times * 653m, list.Rows.Sum(r => r.GetProperty("netWgt").GetDecimal()));
            Assert.Equal(times * 1985.788m, list.Rows.Sum(r => r.GetProperty("primaryValue").GetDecimal()));
        }

        Assert.Single((await ComtradeList.DataAsync(_folder.Http, March + "&partnerCode=842&breakdownMode=classic")).Rows);
    }

    [Fact]
    public async Task Parameters_are_lists_and_an_absent_one_is_all()
    {
        Assert.Equal(4, (await ComtradeList.DataAsync(_folder.Http, "period=202403&partnerCode=842,0&flowCode=X" + ComtradeList.Totals)).Rows.Count);
        Assert.Equal(2, (await ComtradeList.DataAsync(_folder.Http, "reporterCode=124&partnerCode=842&flowCode=X&cmdCode=AG4&period=202403,202404" + ComtradeList.Totals)).Rows.Count);
        Assert.Empty((await ComtradeList.DataAsync(_folder.Http, "reporterCode=124&cmdCode=TOTAL&period=202403" + ComtradeList.Totals)).Rows);
        Assert.Empty((await ComtradeList.DataAsync(_folder.Http, "reporterCode=999&period=202403" + ComtradeList.Totals)).Rows);
        var count = await ComtradeList.DataAsync(_folder.Http, March + "&countOnly=true" + ComtradeList.Totals);
        Assert.Equal((3, 0), (count.Root.GetProperty("count").GetInt32(), count.Rows.Count));
    }

    [Fact]
    public async Task The_preview_gives_one_period_and_says_no_with_200()
    {
        Assert.Equal(3, (await ComtradeList.PreviewAsync(_folder.Http, March + ComtradeList.Totals)).Rows.Count);
        foreach (var query in new[] { "reporterCode=124&period=202403,202404", "reporterCode=124" })
        {
            var refused = await ComtradeList.PreviewAsync(_folder.Http, query);
            Assert.Equal((HttpStatusCode.OK, "Maximum number of periods for preview is 1"), (refused.Status, refused.Error));
        }
    }

    [Fact]
    public async Task The_full_service_gives_twelve_periods()
    {
        var year = string.Join(',', Enumerable.Range(202401, 12));
        Assert.Equal(HttpStatusCode.OK, (await ComtradeList.DataAsync(_folder.Http, $"reporterCode=124&period={year}")).Status);
        var refused = await ComtradeList.DataAsync(_folder.Http, $"reporterCode=124&period={year},202501");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("Maximum number of periods is 12", refused.Root.GetProperty("errorObject").GetProperty("errorMessage").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await ComtradeList.DataAsync(_folder.Http, "reporterCode=CA&period=202403")).Status);
    }

    [Fact]
    public async Task An_answer_above_the_cap_is_cut_without_a_word()
    {
        await using var folder = new RecordedFolder();
        await folder.WithComtrade("comtrade.csv", [.. Enumerable.Range(1, 600).Select(p => $"2024-03,124,{p},X,7601,1,2")]).StartAsync();
        var list = await ComtradeList.PreviewAsync(folder.Http, March + ComtradeList.Totals);
        Assert.Equal((500, 500, ""), (list.Rows.Count, list.Root.GetProperty("count").GetInt32(), list.Error));
        Assert.Equal(601, (await ComtradeList.DataAsync(folder.Http, March + ComtradeList.Totals)).Rows.Count);
        Assert.Equal(10, (await ComtradeList.DataAsync(folder.Http, March + "&maxRecords=10")).Rows.Count);
    }

    [Fact]
    public async Task The_full_service_wants_a_key()
    {
        await using var folder = await new RecordedFolder().StartAsync(key: "right");
        foreach (var path in new[] { "data/v1/get/C/M/HS?period=202403", "data/v1/getDA/C/M/HS?x=1" })
        {
            var missing = await ComtradeList.GetAsync(folder.Http, path, key: null);
            Assert.Equal((HttpStatusCode.Unauthorized, 401), (missing.Status, missing.Root.GetProperty("statusCode").GetInt32()));
            Assert.Contains("invalid subscription key", (await ComtradeList.GetAsync(folder.Http, path, "wrong")).Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await ComtradeList.GetAsync(folder.Http, path, "right")).Status);
            Assert.Equal(HttpStatusCode.OK, (await ComtradeList.GetAsync(folder.Http, path + "&subscription-key=right", key: null)).Status);
        }
    }

    [Fact]
    public async Task What_is_available_is_listed_by_reporter_and_month()
    {
        var list = await ComtradeList.AvailableAsync(_folder.Http);
        Assert.Equal(["36 202403 2000-01-01T00:00:00", "124 202403 2000-01-01T00:00:00", "124 202404 2000-01-01T00:00:00"], list.Releases);
        Assert.Equal(
            "datasetCode,typeCode,freqCode,period,reporterCode,reporterISO,reporterDesc,classificationCode,classificationSearchCode,isOriginalClassification,"
            + "isExtendedFlowCode,isExtendedPartnerCode,isExtendedPartner2Code,isExtendedCmdCode,isExtendedCustomsCode,isExtendedMotCode,"
            + "totalRecords,datasetChecksum,firstReleased,lastReleased",
            string.Join(',', list.Rows[0].EnumerateObject().Select(p => p.Name)));
        Assert.Equal(("CAN", "Canada", 3), (list.Rows[1].GetProperty("reporterISO").GetString(), list.Rows[1].GetProperty("reporterDesc").GetString(), list.Rows[1].GetProperty("totalRecords").GetInt32()));
        Assert.Single((await ComtradeList.AvailableAsync(_folder.Http, "?reporterCode=124,1&period=202404")).Rows);
    }

    [Fact]
    public async Task Faults_strike_rows_in_an_envelope_too()
    {
        await FaultAsync("""{"kind":"double-rows"}""", 6);
        await FaultAsync("""{"kind":"header-only"}""", 0);
        var rows = await FaultAsync("""{"kind":"set-value","column":"netWgt","value":"(D)","row":2}""", 3);
        Assert.Equal(["null", "\"(D)\"", "653.0"], rows.Select(r => r.GetProperty("netWgt").GetRawText()));
        rows = await FaultAsync("""{"kind":"rename-column","column":"netWgt","value":"NetWgt"}""", 3);
        Assert.All(rows, r => Assert.False(r.TryGetProperty("netWgt", out _)));
        rows = await FaultAsync("""{"kind":"drop-column","column":"netWgt"}""", 3);
        Assert.Equal(46, rows[0].EnumerateObject().Count());
        rows = await FaultAsync("""{"kind":"reverse-columns"}""", 3);
        Assert.Equal("isAggregate", rows[0].EnumerateObject().First().Name);
    }

    private async Task<IReadOnlyList<JsonElement>> FaultAsync(string rule, int rows)
    {
        await _folder.PutAsync("/_faults", $"[{rule}]");
        var list = await ComtradeList.DataAsync(_folder.Http, March + ComtradeList.Totals);
        Assert.Equal(rows, list.Rows.Count);
        return list.Rows;
    }
}
