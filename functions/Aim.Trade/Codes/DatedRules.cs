using System.Collections.Concurrent;

namespace Aim.Trade.Codes;

/// <summary>Rules from code prefixes to a value, each with its months; the longest prefix that holds in a month decides.</summary>
internal sealed class DatedRules
{
    private readonly List<(string Prefix, string Value, Validity Months)> rules;
    private readonly ConcurrentDictionary<string, (string Value, Validity Months)[]> byCode = new(StringComparer.Ordinal);

    public DatedRules(IEnumerable<(string Prefix, string Value, Validity Months)> rules)
    {
        this.rules = [.. rules.OrderByDescending(r => r.Prefix.Length)];
        IsDated = this.rules.Exists(r => !r.Months.IsAlways);
    }

    /// <summary>Whether the value of a code can differ between months.</summary>
    public bool IsDated { get; }

    public string? Find(string code, Month month)
    {
        foreach (var (value, months) in Matching(code))
        {
            if (months.Holds(month)) return value;
        }

        return null;
    }

    private (string Value, Validity Months)[] Matching(string code) => byCode.GetOrAdd(
        code,
        static (c, all) => [.. all.Where(r => c.StartsWith(r.Prefix, StringComparison.Ordinal)).Select(r => (r.Value, r.Months))],
        rules);
}
