using System.Diagnostics;
using System.Globalization;

namespace Aim.Bench.Serve;

/// <summary>The load of <c>wrk</c> from loopback: as many connections as stay busy, each with one request under way.</summary>
internal static class Wrk
{
    private const int Threads = 2, Connections = 32;

    /// <summary>Sends the same request until the time is over.</summary>
    public static Task<Load> RunAsync(Uri address, TimeSpan time, string[] headers, CancellationToken cancellationToken) =>
        RunAsync(address, time, headers, [], cancellationToken);

    /// <summary>Asks <paramref name="data"/> a question that was not asked before with each request.</summary>
    /// <param name="site">The app.</param>
    /// <param name="data">The path of a data set.</param>
    /// <param name="first">The number of the first question.</param>
    /// <param name="time">How long.</param>
    /// <param name="headers">Each as <c>name: value</c>.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public static Task<Load> RunDistinctAsync(Uri site, string data, int first, TimeSpan time, string[] headers, CancellationToken cancellationToken) =>
        RunAsync(site, time, headers, [data, first.ToString(CultureInfo.InvariantCulture)], cancellationToken);

    /// <exception cref="InvalidOperationException">A request was not answered, or with an error.</exception>
    private static async Task<Load> RunAsync(Uri address, TimeSpan time, string[] headers, string[] arguments, CancellationToken cancellationToken)
    {
        string[] options =
        [
            string.Create(CultureInfo.InvariantCulture, $"-t{Threads}"),
            string.Create(CultureInfo.InvariantCulture, $"-c{Connections}"),
            string.Create(CultureInfo.InvariantCulture, $"-d{(int)time.TotalSeconds}s"),
            "-s", Path.Combine(Tool.Folder, "Serve", "wrk.lua"),
            .. headers.SelectMany(header => new[] { "-H", header }),
        ];
        using var process = Process.Start(new ProcessStartInfo("wrk", [.. options, address.AbsoluteUri, "--", .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var line = output.Split('\n').SingleOrDefault(l => l.StartsWith("figures ", StringComparison.Ordinal)) ?? throw new InvalidOperationException($"wrk: {output}");
            // Requests, microseconds, the 99th percentile in microseconds, errors.
            var figures = line.Split(' ').Skip(1).Select(long.Parse).ToList();
            if (figures[3] > 0) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{address}: {figures[3]} of {figures[0]} requests failed."));
            return new Load(figures[0] * 1e6 / figures[1], figures[2] / 1e3);
        }
        finally
        {
            process.Kill();
        }
    }
}
