using System.Net.Http.Json;
using System.Text.Json;

namespace Aim.Bench.Serve;

/// <summary>Orders that a feed be aggregated again from Raw, and again as soon as that is done.</summary>
internal sealed class Reprocessing : IAsyncDisposable
{
    public const string Feed = "census-imports";

    /// <summary>An order that has not ended by then never will.</summary>
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
    private readonly HttpClient http;
    private readonly Task work;
    private volatile bool isOver;

    public Reprocessing(Uri site, string adminKey)
    {
        http = new HttpClient { BaseAddress = site, DefaultRequestHeaders = { { "x-functions-key", adminKey } } };
        work = WorkAsync();
    }

    /// <summary>Orders that were carried out.</summary>
    public int Done { get; private set; }

    /// <summary>Waits for the order under way.</summary>
    /// <exception cref="InvalidOperationException">An order failed.</exception>
    public async ValueTask DisposeAsync()
    {
        isOver = true;
        await work;
        http.Dispose();
        limit.Dispose();
    }

    private async Task WorkAsync()
    {
        while (!isOver)
        {
            using var order = await http.PostAsJsonAsync("api/v1/admin/reprocess", new { feed = Feed });
            var state = "queued";
            while (state is "queued" or "running")
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
                using var operation = JsonDocument.Parse(await http.GetStringAsync(order.Headers.Location));
                state = operation.RootElement.GetProperty("state").GetString();
            }

            if (state != "succeeded") throw new InvalidOperationException($"The order {order.Headers.Location} has {state}.");
            Done++;
        }
    }
}
