using Aim.Functions.Views;
using Aim.Pipeline.Comtrade;
using Aim.Pipeline.Feeds;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aim.Storage.Tests.Pipeline.Global;

/// <summary>What a question about world trade costs in requests to the tables.</summary>
public sealed class RoundTripTests(AzuriteFixture azurite)
{
    private static readonly FrozenClock Clock = new(new DateTimeOffset(2025, 12, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_question_of_a_page_takes_two_requests_cold_and_none_warm()
    {
        var prefix = AzuriteFixture.UniqueName();
        await using var writer = new PipelineProcess(azurite.ConnectionString, prefix, Clock);
        foreach (var (blob, body) in ComtradeAnswers.Set(new Random(7), answers: 12)) await writer.PutAsync(blob, body);
        await writer.PublishAsync(writer.Get<FeedRegistry>()[ComtradeFeed.FeedName]);

        (string DataSet, string Query)[] questions =
        [
            ("global-trade", "?by=total"),
            ("global-trade", "?by=reporter,category&freq=Y"),
            ("global-trade", "?reporter=CA&by=partner&freq=Q"),
            ("global-trade", "?reporter=CA&by=region&flow=M"),
            ("global-trade", "?reporter=EU27&partner=US&by=reporter"),
            ("global-trade", "?partner=CA&by=reporter&freq=YTD"),
            ("global-trade", "?reporter=US&by=partner&basis=mirror"),
            ("global-trade", "?reporter=CA&partner=NO&by=category&basis=gap"),
            ("top-partners", "?reporter=CA&from=2024-01&to=2024-03"),
        ];
        foreach (var (dataSet, query) in questions)
        {
            // A process of its own, as after a cold start; what it looks up in the background must not be counted with the question.
            await using var reader = new PipelineProcess(azurite.ConnectionString, prefix, Clock, new Dictionary<string, string?>(StringComparer.Ordinal) { ["Aim:RefreshSeconds"] = "600" });
            var first = await AskAsync(reader, dataSet, query);
            Assert.True(reader.Wire.Count <= 2, $"{dataSet}{query}: {string.Join('\n', reader.Wire.Requests)}");

            reader.Wire.Reset();
            Assert.Equal(first, await AskAsync(reader, dataSet, query));
            Assert.Equal(first.Length, (await AskAsync(reader, dataSet, $"{query}&shape=columns")).Length);
            Assert.Empty(reader.Wire.Requests);
        }
    }

    private static async Task<string> AskAsync(PipelineProcess process, string dataSet, string query)
    {
        var context = new DefaultHttpContext { RequestServices = process.Services };
        context.Request.Method = HttpMethods.Get;
        context.Request.QueryString = new QueryString(query);
        using var body = new MemoryStream();
        context.Response.Body = body;
        await (await process.Get<DataApi>().AnswerAsync(context.Request, dataSet)).ExecuteAsync(context);
        Assert.Equal((StatusCodes.Status200OK, true), (context.Response.StatusCode, body.Length > 100));
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }
}
