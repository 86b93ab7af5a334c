using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Aim.Bench.Site;

namespace Aim.Bench.Serve;

/// <summary>
/// The app of <c>aim run</c> over the sample under load from loopback, and its peers with the same bytes. Rounds of ours and theirs
/// take turns; the pair with the middle ratio counts, so that what else a machine does weighs on both.
/// </summary>
internal sealed partial class ServeBench : IBench
{
    private const int Rounds = 5;
    private const double OfNginx = 0.5, OfSerializing = 15;

    /// <summary>What the page of imports asks.</summary>
    private const string Dashboard = "api/v1/us-imports.json?by=country&from=2020-11&shape=dense";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3), Round = TimeSpan.FromSeconds(4), Single = TimeSpan.FromSeconds(10);

    public string Name => "serve";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        var wrk = await VersionAsync("wrk", "-v", cancellationToken);
        var nginx = await VersionAsync("nginx", "-v", cancellationToken);
        if (wrk is null) return [BenchRow.Missing("serving", "wrk is missing (Debian: wrk)")];

        var command = Path.GetFullPath(Path.Combine(Tool.Folder, "..", "..", "aim"));
        // Whatever is not built yet is built now.
        if (await Tool.TryRunAsync(command, ["--help"], cancellationToken) is { } why) throw new InvalidOperationException(why);

        await using var site = await RunningSite.StartAsync(command, cancellationToken);
        var app = new Uri($"{site.Address}/");
        var dashboard = new Uri(app, Dashboard);
        var (plain, _) = await AskAsync(dashboard, "identity", cancellationToken);
        var (brotli, tag) = await AskAsync(dashboard, "br", cancellationToken);
        var (gzip, _) = await AskAsync(dashboard, "gzip", cancellationToken);
        await Wrk.RunAsync(dashboard, WarmUp, ["Accept-Encoding: br"], cancellationToken);

        var rows = new List<BenchRow>();
        if (nginx is null)
        {
            rows.Add(BenchRow.Missing("warm dashboard", "nginx is missing (Debian: nginx-light)"));
        }
        else
        {
            await using var files = await Nginx.StartAsync(brotli, gzip, cancellationToken);
            rows.AddRange(await CompareAsync($"warm dashboard, brotli, {Kib(brotli)}", dashboard, $"{nginx} file", files.Brotli, ["Accept-Encoding: br"], OfNginx, cancellationToken));
            rows.AddRange(await CompareAsync($"warm dashboard, gzip, {Kib(gzip)}", dashboard, $"{nginx} gzip_static", files.Gzip, ["Accept-Encoding: gzip"], OfNginx, cancellationToken));
        }

        await using (var peer = await SerializingPeer.StartAsync(plain, cancellationToken))
        {
            string[] headers = ["Accept-Encoding: br", $"If-None-Match: {tag}"];
            rows.AddRange(await CompareAsync($"304 instead of {Kib(plain)}", dashboard, SerializingPeer.Name, peer.Address, headers, OfSerializing, cancellationToken));
        }

        rows.AddRange(Figures("cold slice, JSON in brotli", await Wrk.RunDistinctAsync(app, "/api/v1/us-imports.json", 0, Single, ["Accept-Encoding: br"], cancellationToken)));
        rows.AddRange(Figures("cold slice, CSV", await Wrk.RunDistinctAsync(app, "/api/v1/us-imports.csv", 0, Single, [], cancellationToken)));

        var work = new Reprocessing(app, RunningSite.AdminKey);
        Load load;
        await using (work) load = await Wrk.RunAsync(dashboard, Single, ["Accept-Encoding: br"], cancellationToken);
        rows.AddRange(Figures($"warm dashboard while {Reprocessing.Feed} is processed again, {work.Done} times", load));
        return rows;
    }

    private static async Task<IEnumerable<BenchRow>> CompareAsync(
        string what, Uri ours, string peer, Uri theirs, string[] headers, double atLeast, CancellationToken cancellationToken)
    {
        await Wrk.RunAsync(theirs, WarmUp, headers, cancellationToken);
        var pairs = new List<(Load Ours, Load Theirs)>();
        for (var round = 0; round < Rounds; round++)
        {
            var our = await Wrk.RunAsync(ours, Round, headers, cancellationToken);
            pairs.Add((our, await Wrk.RunAsync(theirs, Round, headers, cancellationToken)));
        }

        var (a, b) = pairs.OrderBy(p => p.Ours.PerSecond / p.Theirs.PerSecond).ElementAt(Rounds / 2);
        return [BenchRow.Rate(what, a.PerSecond, peer, b.PerSecond, atLeast), BenchRow.Compare("  99 of 100 within", a.P99, "", b.P99, "ms")];
    }

    private static IEnumerable<BenchRow> Figures(string what, Load load) =>
        [BenchRow.Figure(what, load.PerSecond, "req/s"), BenchRow.Figure("  99 of 100 within", load.P99, "ms")];

    /// <returns>The body as it is sent, and its entity tag.</returns>
    private static async Task<(byte[] Body, EntityTagHeaderValue Tag)> AskAsync(Uri address, string encoding, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
        http.DefaultRequestHeaders.Add("Accept-Encoding", encoding);
        using var answer = await http.GetAsync(address, cancellationToken);
        var tag = answer.EnsureSuccessStatusCode().Headers.ETag!;
        http.DefaultRequestHeaders.IfNoneMatch.Add(tag);
        using var again = await http.GetAsync(address, cancellationToken);
        if (again.StatusCode != HttpStatusCode.NotModified) throw new InvalidOperationException($"{address}: a second look gives {again.StatusCode}.");
        return (await answer.Content.ReadAsByteArrayAsync(cancellationToken), tag);
    }

    /// <returns>As <c>nginx 1.22.1</c>; null when it is not installed.</returns>
    private static async Task<string?> VersionAsync(string program, string option, CancellationToken cancellationToken) =>
        await Tool.OutputAsync(program, [option], cancellationToken) is { } text ? $"{program} {Number().Match(text).Value}" : null;

    private static string Kib(byte[] body) => FormattableString.Invariant($"{body.Length / 1024d:0.0} KiB");

    [GeneratedRegex(@"\d+(\.\d+)+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
