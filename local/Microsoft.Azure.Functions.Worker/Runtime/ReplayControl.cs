using System.Globalization;
using System.Net.Http.Json;

namespace Aim.Local.Runtime;

/// <summary>The recorded upstream's control: which days it has, and which day it answers as on.</summary>
internal sealed class ReplayControl(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>The days that have data, ascending.</summary>
    public async Task<IReadOnlyList<DateOnly>> DatesAsync(CancellationToken cancellationToken) =>
        (await _http.GetFromJsonAsync<Recorded>(address, cancellationToken))!.Dates;

    /// <summary>Sets the day to answer as on; null is the present.</summary>
    public async Task SetAsync(DateOnly? date, CancellationToken cancellationToken)
    {
        using var response = await _http.PutAsJsonAsync(
            address, new { date = date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private sealed record Recorded(IReadOnlyList<DateOnly> Dates);
}
