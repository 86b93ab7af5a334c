using Aim.Pipeline.Bls;
using Aim.Tests.Upstream;
using Xunit;

namespace Aim.Tests.Bls;

public sealed class BlsReaderTests
{
    [Fact]
    public async Task A_published_answer_is_read()
    {
        var text = await File.ReadAllTextAsync(RealData.File("bls_v2_success_real_2023.json"), TestContext.Current.CancellationToken);
        Assert.Equal(
            ["LAUCN040010000000005 2023-01 17585 Preliminary", "LAUCN040010000000005 2022-12 16945 Preliminary", "LAUCN040010000000005 2022-11 16890"],
            await BlsText.FiguresAsync(text));
    }

    [Fact]
    public async Task A_published_answer_of_years_and_messages_has_no_month()
    {
        var answer = await BlsText.ReadAsync(await File.ReadAllTextAsync(RealData.File("bls_v2_no_data_message.json"), TestContext.Current.CancellationToken));
        Assert.Empty(answer.Observations);
        Assert.Empty(answer.UnknownSeries);
    }

    [Fact]
    public async Task A_published_refusal_is_told_in_its_words()
    {
        var e = await Assert.ThrowsAsync<BlsFormatException>(async () => await BlsText.ReadAsync(await File.ReadAllTextAsync(RealData.File("bls_v2_quota.json"), TestContext.Current.CancellationToken)));
        Assert.StartsWith("REQUEST_NOT_PROCESSED Request could not be serviced, as the daily threshold", e.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{}]", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("""[{"code":"P","text":"Preliminary."}]""", " Preliminary")]
    [InlineData("""[{"Code":"p"}]""", " Preliminary")]
    [InlineData("""[{"code":"R","text":"Revised."},{}]""", " Revised")]
    [InlineData("""[{"code":"P"},{"code":"R"}]""", " Preliminary, Revised")]
    [InlineData("""[{"code":"9","text":"Something else."}]""", "")]
    public async Task Footnotes_mark_a_figure(string footnotes, string marks) =>
        Assert.Equal([$"{BlsText.Id} 2025-01 191.237{marks}"], await BlsText.FiguresAsync(BlsText.One("\"191.237\"", footnotes: footnotes)));

    [Theory]
    [InlineData("\"-\"", "-")]
    [InlineData("\"0\"", "0")]
    [InlineData("\" 29.9 \"", "29.9")]
    [InlineData("\"-1.5\"", "-1.5")]
    [InlineData("191.237", "191.237")]
    public async Task A_dash_is_missing_and_never_zero(string value, string expected) =>
        Assert.Equal([$"{BlsText.Id} 2025-01 {expected}"], await BlsText.FiguresAsync(BlsText.One(value)));

    [Theory]
    [InlineData("M13")]
    [InlineData("Q01")]
    [InlineData("S02")]
    [InlineData("A01")]
    public async Task What_is_no_month_is_left_out(string period) => Assert.Empty((await BlsText.ReadAsync(BlsText.One("\"1\"", period))).Observations);

    [Fact]
    public async Task Results_may_be_a_list_and_names_may_have_another_case()
    {
        var series = BlsText.Series(BlsText.Month("\"1\""));
        var expected = new[] { $"{BlsText.Id} 2025-01 1" };
        Assert.Equal(expected, await BlsText.FiguresAsync(BlsText.Answer($$"""[{"series":[{{series}}]}]""")));
        Assert.Equal(expected, await BlsText.FiguresAsync(BlsText.Answer($$"""[{{series}}]""")));
        Assert.Equal(expected, await BlsText.FiguresAsync(BlsText.Answer($$"""{"series":[{{series}}]}""").Replace("Results", "results", StringComparison.Ordinal).Replace("seriesID", "SeriesId", StringComparison.Ordinal)));
        Assert.Equal(expected, await BlsText.FiguresAsync($"[{BlsText.Answer("{}")},{BlsText.Answer($$"""{"series":[{{series}}]}""")}]"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"series":[]}""")]
    [InlineData("""{"series":null}""")]
    public async Task Nothing_is_nothing(string results) => Assert.Empty((await BlsText.ReadAsync(BlsText.Answer(results))).Observations);

    [Fact]
    public async Task A_series_that_does_not_exist_is_told()
    {
        var answer = await BlsText.ReadAsync(BlsText.Answer("{}", message: "\"Series does not exist for Series CES1\",\"No Data Available for Series CES2 Year: 2013\",\"Invalid Series for Series CES3\""));
        Assert.Equal(["CES1", "CES3"], answer.UnknownSeries);
    }

    [Theory]
    [InlineData("\"abc\"", "M01", "2025", "'abc' is not a number")]
    [InlineData("\"\"", "M01", "2025", "'' is not a number")]
    [InlineData("null", "M01", "2025", "field value")]
    [InlineData("\"1,000\"", "M01", "2025", "'1,000'")]
    [InlineData("\"1e3\"", "M01", "2025", "'1e3'")]
    [InlineData("\"0.1234567\"", "M01", "2025", "six decimals")]
    [InlineData("\"9999999999999\"", "M01", "2025", "9999999999999")]
    [InlineData("\"1\"", "M14", "2025", "'M14' is not a period")]
    [InlineData("\"1\"", "M1", "2025", "field period")]
    [InlineData("\"1\"", "M01", "25", "'25' is not a year")]
    [InlineData("\"1\"", "M01", "3025", "'3025' is not a year")]
    public async Task What_is_wrong_is_named_with_its_series_field_and_value(string value, string period, string year, string reason)
    {
        var e = await Assert.ThrowsAsync<BlsFormatException>(() => BlsText.ReadAsync(BlsText.One(value, period, year)));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains(BlsText.Id, e.Message, StringComparison.Ordinal);
        Assert.Null(e.Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("<html><body>Access Denied</body></html>")]
    [InlineData("""{"status":"REQUEST_SUCCEEDED"}""")]
    [InlineData("""{"status":"REQUEST_SUCCEEDED","Results":7}""")]
    [InlineData("""{"status":"REQUEST_SUCCEEDED","Results":{"series":{}}}""")]
    [InlineData("""{"status":"REQUEST_SUCCEEDED","Results":{"series":[7]}}""")]
    [InlineData("""{"status":"REQUEST_SUCCEEDED","Results":{"series":[{"seriesID":"A"}]}}""")]
    [InlineData("""{"status":"REQUEST_SUCCEEDED","Results":{"series":[{"seriesID":"A","data":[7]}]}}""")]
    [InlineData("""{"status":"REQUEST_SUCCEEDED","Results":{"series":[{"seriesID":"A","data":[{}]}]}}""")]
    public Task What_is_no_answer_is_refused(string text) => Assert.ThrowsAsync<BlsFormatException>(() => BlsText.ReadAsync(text));

    [Theory]
    [InlineData("REQUEST_NOT_PROCESSED")]
    [InlineData("REQUEST_FAILED")]
    [InlineData("REQUEST_FAILED_INVALID_PARAMETERS")]
    public async Task A_no_with_a_status_of_yes_is_a_refusal(string status)
    {
        var e = await Assert.ThrowsAsync<BlsFormatException>(() => BlsText.ReadAsync(BlsText.Answer("{}", status, "\"why\"")));
        Assert.Equal($"{status} why", e.Refusal);
    }

    [Fact]
    public async Task A_month_may_stand_there_twice_with_one_figure_and_not_with_two()
    {
        string Twice(string second) => BlsText.Answer($$"""{"series":[{{BlsText.Series(BlsText.Month("\"1\""), BlsText.Month(second))}}]}""");
        Assert.Single((await BlsText.ReadAsync(Twice("\"1\""))).Observations);
        Assert.Contains("twice", (await Assert.ThrowsAsync<BlsFormatException>(() => BlsText.ReadAsync(Twice("\"2\"")))).Message, StringComparison.Ordinal);
    }

    /// <summary>Cut or changed anywhere, an answer is read or refused, and nothing else happens.</summary>
    [Fact]
    public async Task Any_spoilt_answer_is_read_or_refused()
    {
        var good = BlsText.Answer($$"""{"series":[{{BlsText.Series(BlsText.Month("\"1.5\""), BlsText.Month("\"-\"", "M02"))}}]}""");
        for (var length = 0; length < good.Length; length++) await Assert.ThrowsAsync<BlsFormatException>(() => BlsText.ReadAsync(good[..length]));

        var random = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            var spoilt = good.ToCharArray();
            spoilt[random.Next(spoilt.Length)] = "{}[]\",:-09azM\n"[random.Next(14)];
            try
            {
                await BlsText.ReadAsync(new string(spoilt));
            }
            catch (BlsFormatException)
            {
                // Refused.
            }
        }
    }
}
