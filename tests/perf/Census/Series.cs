using System.Globalization;

namespace Aim.Bench.Census;

/// <summary>One run: milliseconds, bytes allocated, and the figures that prove the work.</summary>
internal sealed record Measurement(double Time, long Allocated, string Check);

/// <summary>The runs of one reader; those of negative rounds warm it up and do not count.</summary>
internal sealed class Series
{
    private readonly List<Measurement> runs = [];

    public double Median => Middle(run => run.Time);

    public double Allocated => Middle(run => run.Allocated);

    public string? Check => runs is [var first, ..] ? first.Check : null;

    public void Add(int round, Measurement run)
    {
        if (round >= 0)
        {
            runs.Add(run);
        }
    }

    /// <summary>Has a peer run once; its answer is the time, a space and the check.</summary>
    public async Task AskAsync(int round, Peer peer, CancellationToken cancellationToken)
    {
        if (peer.Program is not null)
        {
            var answer = await peer.Program.AskAsync(cancellationToken);
            var space = answer.IndexOf(' ', StringComparison.Ordinal);
            Add(round, new Measurement(double.Parse(answer.AsSpan(0, space), CultureInfo.InvariantCulture), 0, answer[(space + 1)..]));
        }
    }

    private double Middle(Func<Measurement, double> figure) => runs.Select(figure).Order().ElementAt(runs.Count / 2);
}
