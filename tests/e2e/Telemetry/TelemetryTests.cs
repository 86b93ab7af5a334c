using System.Text;
using Xunit;

namespace Aim.EndToEnd.Tests.Telemetry;

/// <summary>What a real receiver of OpenTelemetry gets of a real run, its end included.</summary>
public sealed class TelemetryTests(ObservedApp app) : IClassFixture<ObservedApp>
{
    [Theory]
    [InlineData("aim-functions")]
    [InlineData("ingest census-imports")]
    [InlineData("publish census-imports")]
    [InlineData("aim.outcome")]
    [InlineData("aim.run.rows")]
    [InlineData("server.address")]
    [InlineData("/data/timeseries/intltrade/imports/hs")]
    [InlineData("Azure.Storage.Blobs")]
    [InlineData("Azure.Core.Http")]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("GET api/v1/{*name}")]
    [InlineData("http.route")]
    [InlineData("http.response.status_code")]
    [InlineData("aim.data_set")]
    [InlineData("aim.from_cache")]
    public void A_trace_tells_of(string text) => Assert.True(Holds(app.Traces, text), text);

    [Theory]
    [InlineData("aim.run.duration")]
    [InlineData("aim.run.rows")]
    [InlineData("aim.run.bytes")]
    [InlineData("aim.run.stored")]
    [InlineData("aim.quarantined")]
    [InlineData("aim.data.age")]
    [InlineData("http.client.request.duration")]
    [InlineData("http.server.request.duration")]
    [InlineData("aim.data_set")]
    [InlineData("us-imports")]
    [InlineData("aim.from_cache")]
    public void A_metric_tells_of(string text) => Assert.True(Holds(app.Metrics, text), text);

    [Fact]
    public void No_key_is_told() =>
        Assert.All(app.Secrets, secret => Assert.All([app.Traces, app.Metrics], bytes => Assert.False(Holds(bytes, secret.Value), secret.Key)));

    private static bool Holds(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
