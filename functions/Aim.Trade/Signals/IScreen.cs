namespace Aim.Trade.Signals;

/// <summary>A rule that looks at the licences of a month.</summary>
internal interface IScreen
{
    string Rule { get; }

    /// <param name="month">The watched month.</param>
    /// <param name="rule">The thresholds.</param>
    /// <param name="baseline">The months to compare with, newest first.</param>
    IEnumerable<Signal> Find(Month month, AlertRule rule, IReadOnlyList<Month> baseline);
}
