using Aim.Trade.Codes;

namespace Aim.Trade.Signals;

/// <summary>When a rule raises a signal. What a threshold means for a rule stands in the note of its row in the rule file.</summary>
/// <param name="Name">As <c>surge</c>.</param>
/// <param name="Months">The watched months for which these thresholds hold.</param>
/// <param name="BaselineMonths">Most months in the baseline; 0 for a rule without one.</param>
/// <param name="LeastMonths">Fewest months in the baseline: with less history the rule is silent.</param>
/// <param name="MinChange">Least change, as a fraction.</param>
/// <param name="MinDifferenceKg">Least tons, in kilograms.</param>
/// <param name="MaxChance">Greatest probability that it is chance.</param>
/// <param name="PastMonths">Most months before that tell what is usual.</param>
/// <param name="PastFactor">How many times the largest of those tons must be to be unusual.</param>
/// <param name="PastDifferenceKg">What else an unusual difference must reach, in kilograms.</param>
public sealed record AlertRule(
    string Name, Validity Months, int BaselineMonths, int LeastMonths, double MinChange, long MinDifferenceKg, double MaxChance, int PastMonths, decimal PastFactor, long PastDifferenceKg);
