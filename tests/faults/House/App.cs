using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aim.Cli;
using Aim.EndToEnd.Tests;
using Xunit;

namespace Aim.Faults.House;

/// <summary>One instance of the function app in a process of its own, and a caller of it.</summary>
internal sealed class App : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly List<string> log = [];
    private readonly IReadOnlyDictionary<string, string> settings;
    private ChildProcess? process;

    public App(IReadOnlyDictionary<string, string> settings)
    {
        this.settings = settings;
        Address = new Uri($"http://localhost:{FreePort.Take()}/");
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address, Timeout = Patience };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public int ProcessId => process!.Id;

    /// <summary>Every line that it has printed, of all starts.</summary>
    public string Log
    {
        get
        {
            lock (log) return string.Join('\n', log);
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task StartAsync()
    {
        var command = new ProcessStartInfo("dotnet", [Repository.Assembly("functions/Aim.Functions", "Aim.Functions")]);
        foreach (var (name, value) in settings) command.Environment[name] = value;
        command.Environment["AIM_LOCAL_URL"] = Address.GetLeftPart(UriPartial.Authority);
        command.Environment["AIM_LOCAL_PARENT_STDIN"] = "true";
        process = ChildProcess.Start(command, line =>
        {
            lock (log) log.Add(line);
        });
        await UntilAsync("it listens", async () =>
        {
            Assert.False(process.Exited.IsCompleted, Log);
            try
            {
                using var answer = await Http.GetAsync(new Uri("api/openapi.json", UriKind.Relative), Ct);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        using (var victim = Process.GetProcessById(ProcessId)) victim.Kill();
        await process!.Exited;
    }

    public async Task RestartAsync()
    {
        if (process is { Exited.IsCompleted: false }) await KillAsync();
        await process!.DisposeAsync();
        await StartAsync();
    }

    /// <summary>The body of an answer that must be there.</summary>
    public async Task<string> TextAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri($"api/v1/{path}", UriKind.Relative), Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, string.Create(CultureInfo.InvariantCulture, $"{path}: {(int)answer.StatusCode} {text}\n{Log}"));
        return text;
    }

    public async Task<JsonElement> JsonAsync(string path) => JsonElement.Parse(await TextAsync(path));

    /// <summary>Months and their dollars, as <c>2025-01 1000</c>.</summary>
    public async Task<string> MonthsAsync(string question = "us-imports.json?by=total")
    {
        var data = (await JsonAsync(question)).GetProperty("data");
        return string.Join(", ", data.GetProperty("period").EnumerateArray().Zip(data.GetProperty("value_usd").EnumerateArray(), (p, v) => $"{p} {v}"));
    }

    /// <summary>A call of the administrator.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> AdminAsync(HttpMethod method, string call, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, $"api/v1/admin/{call}") { Content = body };
        request.Headers.Add("x-functions-key", Secrets.AdminKey);
        using var answer = await Http.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        return (answer.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    /// <summary>Gives an order, and waits for its end.</summary>
    /// <returns>Its last state, as <c>succeeded</c> or <c>failed: reason</c>.</returns>
    public async Task<string> OrderAsync(string kind, string feed, string? from = null, string? to = null)
    {
        var end = await EndOfAsync(await GiveAsync(kind, feed, from, to));
        // Who asks for the status makes the app look at what is published now.
        using var _ = await Http.GetAsync(new Uri("api/v1/status.json", UriKind.Relative), Ct);
        return end;
    }

    public Task<string> PullAsync(string month, string feed = "census-imports") => OrderAsync("ingest", feed, month, month);

    /// <returns>The order's id.</returns>
    public async Task<string> GiveAsync(string kind, string feed, string? from, string? to)
    {
        var (status, order) = await AdminAsync(HttpMethod.Post, kind, JsonContent.Create(new { feed, from, to }));
        Assert.True(status == HttpStatusCode.Accepted, $"{status}: {order}");
        return order.GetProperty("id").GetString()!;
    }

    public async Task<string> EndOfAsync(string id)
    {
        JsonElement order = default;
        await UntilAsync($"order {id} ends", async () =>
        {
            (_, order) = await AdminAsync(HttpMethod.Get, $"operations/{id}");
            return order.TryGetProperty("state", out var state) && state.GetString() is "succeeded" or "failed" && order.GetProperty("ended").ValueKind != JsonValueKind.Null;
        });
        var errors = order.GetProperty("errors").EnumerateArray().Select(e => e.GetString()).ToList();
        return errors.Count == 0 ? order.GetProperty("state").GetString()! : $"{order.GetProperty("state")}: {string.Join('\n', errors)}";
    }

    /// <summary>The runs of a feed, newest first.</summary>
    public async Task<List<JsonElement>> RunsAsync(string feed = "census-imports") =>
        [.. (await AdminAsync(HttpMethod.Get, $"runs?feed={feed}")).Body.GetProperty("runs").EnumerateArray()];

    public async Task<List<JsonElement>> QuarantineAsync() =>
        [.. (await AdminAsync(HttpMethod.Get, "quarantine")).Body.GetProperty("quarantine").EnumerateArray()];

    /// <summary>The status of a feed.</summary>
    public async Task<JsonElement> FeedAsync(string feed = "census-imports") =>
        (await JsonAsync("status.json")).GetProperty("feeds").EnumerateArray().Single(f => f.GetProperty("feed").GetString() == feed);

    /// <summary>Asks until it is so.</summary>
    /// <exception cref="TimeoutException">It was not so in time.</exception>
    public async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        for (var began = Stopwatch.GetTimestamp(); !await isSo();)
        {
            if (Stopwatch.GetElapsedTime(began) > Patience) throw new TimeoutException($"Not within {Patience.TotalSeconds} s: {what}. The app said:\n{Log}");
            await Task.Delay(50, Ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await process.DisposeAsync();
        Http.Dispose();
    }
}
