using System.Net;
using System.Text.Json;
using Xunit;

namespace Aim.Tests.Upstream;

public sealed class RecordedLicenseTests : IAsyncDisposable
{
    private readonly RecordedFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Snapshots_are_listed_up_to_the_day_of_the_clock()
    {
        await _folder.With("licenses-2026-11-17.csv", "b").With("licenses-2026-11-10.csv", "a").StartAsync();

        Assert.Equal("""["2026-11-10"]""", await ListAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("2026-11-17")).Status);
        await _folder.PutAsync("/_replay", """{"date":"2026-11-17"}""");
        Assert.Equal("""["2026-11-10","2026-11-17"]""", await ListAsync());
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("2026-11-17")).Status);
        await _folder.PutAsync("/_replay", """{"date":"2026-01-01"}""");
        Assert.Equal("[]", await ListAsync());
        await _folder.PutAsync("/_replay", """{"date":null}""");
        Assert.Equal("""["2026-11-10","2026-11-17"]""", await ListAsync());
    }

    [Fact]
    public async Task A_snapshot_is_served_byte_for_byte()
    {
        const string text = "\uFEFFlicense_id,\"rub\r\nbish\"\r\n\0,,,é\n\n";
        await _folder.With("licenses-2026-11-10.csv", text).StartAsync();

        var (status, type, bytes) = await GetAsync("2026-11-10");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("text/csv", type);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "licenses-2026-11-10.csv"), TestContext.Current.CancellationToken), bytes);
    }

    [Fact]
    public async Task Only_a_name_with_its_day_is_a_snapshot()
    {
        await _folder.With("licenses.csv", "a").With("licenses-2026-13-01.csv", "a").With("licenses-old-2026-11-10.csv", "a").StartAsync();

        Assert.Equal("[]", await ListAsync());
        using var replay = JsonDocument.Parse(await _folder.Http.GetStringAsync("/_replay", TestContext.Current.CancellationToken));
        Assert.Empty(replay.RootElement.GetProperty("dates").EnumerateArray());
    }

    [Theory]
    [InlineData("2026-11-11")]
    [InlineData("2026-1-1")]
    [InlineData("rubbish")]
    [InlineData("..%2Flicenses-2026-11-10")]
    public async Task What_is_no_snapshot_is_not_found(string day)
    {
        await _folder.With("licenses-2026-11-10.csv", "a").StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(day)).Status);
    }

    private Task<string> ListAsync() => _folder.Http.GetStringAsync("/licenses/", TestContext.Current.CancellationToken);

    private async Task<(HttpStatusCode Status, string? Type, byte[] Bytes)> GetAsync(string day)
    {
        using var response = await _folder.Http.GetAsync($"/licenses/{day}.csv", TestContext.Current.CancellationToken);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
