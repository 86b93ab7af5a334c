namespace Aim.Faults.Proxy;

/// <summary>When a fault is played.</summary>
/// <param name="fault">What is done instead of passing the call on.</param>
public sealed class FaultRule(Fault fault)
{
    private int matched;
    private int struck;

    public Fault Fault { get; } = fault;

    /// <summary>Only calls of this method; empty for all.</summary>
    public string Method { get; init; } = "";

    /// <summary>Only calls that change something.</summary>
    public bool Writes { get; init; }

    /// <summary>Only calls whose path and query, as sent, contain this.</summary>
    public string Path { get; init; } = "";

    /// <summary>The first matching call that is struck, counted from 1.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>How many are struck from then on.</summary>
    public int Count { get; init; } = int.MaxValue;

    public int Matched => matched;

    public int Struck => struck;

    internal bool Strikes(Exchange call)
    {
        if ((Method.Length > 0 && call.Method != Method) || (Writes && !call.IsWrite) || !call.Target.Contains(Path, StringComparison.Ordinal)) return false;

        var n = Interlocked.Increment(ref matched);
        var strikes = n >= Nth && n - Nth < Count;
        if (strikes) Interlocked.Increment(ref struck);
        return strikes;
    }
}
