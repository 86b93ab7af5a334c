namespace Aim.Bench.Census;

/// <summary>A program to compare with, or why there is none.</summary>
internal sealed record Peer(LinePeer? Program, string? Missing) : IDisposable
{
    public void Dispose() => Program?.Dispose();
}

/// <summary>Installs and starts the peers.</summary>
internal static class Peers
{
    /// <remarks>Not <c>npm ci</c>: it refuses a lock file that was written where the bindings of other platforms could not be had.</remarks>
    /// <param name="arguments">The program for Node and what it takes.</param>
    public static async Task<Peer> DuckDbAsync(string[] arguments, CancellationToken cancellationToken) =>
        await Tool.TryRunAsync("npm", ["install", "--no-save", "--no-audit", "--no-fund"], cancellationToken) is { } why
            ? new Peer(null, $"DuckDB is missing: {why}")
            : new Peer(new LinePeer("node", arguments), null);

    public static async Task<Peer> SimdjsonAsync(string file, CancellationToken cancellationToken)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "simdjson_peer");
        string[] compile = ["-O3", "-march=native", "-std=c++17", "simdjson_peer.cpp", "-lsimdjson", "-o", program];
        var why = await Tool.TryRunAsync("g++", compile, cancellationToken);
        if (why is not null && string.Equals(Environment.UserName, "root", StringComparison.Ordinal))
        {
            why = await Tool.TryRunAsync("apt-get", ["install", "-y", "g++", "libsimdjson-dev"], cancellationToken)
                ?? await Tool.TryRunAsync("g++", compile, cancellationToken);
        }

        return why is null
            ? new Peer(new LinePeer(program, file), null)
            : new Peer(null, $"simdjson is missing (Debian: g++ libsimdjson-dev): {why}");
    }
}
