using Aim.Trade.Codes;

namespace Aim.Trade.Signals;

/// <summary>What the signals go by: thresholds, countries with primary smelters, and countries whose metal is under sanction or a prohibitive duty.</summary>
public sealed class SignalRules
{
    private readonly List<AlertRule> rules;
    private readonly ILookup<string, Validity> smelters;
    private readonly ILookup<string, (string? Origin, Validity Months)> sanctions;

    /// <exception cref="InvalidDataException">A file is malformed; file and line are named.</exception>
    internal SignalRules(string directory, Func<string, bool> isCountry)
    {
        rules = [.. CodeFile.Read(
            Path.Combine(directory, "alert-rules.csv"),
            "rule", "valid_from", "valid_to", "baseline_months", "least_months", "min_change", "min_difference_t", "max_chance", "past_months", "past_factor", "past_difference_t", "note").Select(RuleOf)];
        smelters = CodeFile.Read(Path.Combine(directory, "smelters.csv"), "country", "valid_from", "valid_to", "certainty", "note")
            .ToLookup(r => CountryIn(r, "country"), r => r.Validity(), StringComparer.Ordinal);
        sanctions = CodeFile.Read(Path.Combine(directory, "sanctions.csv"), "country", "origin", "valid_from", "valid_to", "certainty", "note")
            .ToLookup(r => CountryIn(r, "country"), r => (r["origin"] is null ? null : CountryIn(r, "origin"), r.Validity()), StringComparer.Ordinal);

        string CountryIn(CodeRow row, string column) =>
            row.Required(column) is var country && isCountry(country) ? country : throw row.Wrong(column, "is no country of countries.csv");
    }

    /// <summary>The thresholds of a rule in a month; null when it is not in force.</summary>
    public AlertRule? Find(string rule, Month month) => rules.Find(r => r.Name == rule && r.Months.Holds(month));

    /// <summary>Whether a country (ISO 3166 alpha-2) makes metal from ore.</summary>
    public bool HasSmelter(string country, Month month) => smelters[country].Any(m => m.Holds(month));

    /// <summary>Whether metal smelted or cast in a country is under sanction or a prohibitive duty when it comes from an origin.</summary>
    public bool IsSanctioned(string country, string origin, Month month) =>
        sanctions[country].Any(s => s.Months.Holds(month) && (s.Origin is null || s.Origin == origin));

    private static AlertRule RuleOf(CodeRow row)
    {
        var name = row.Required("rule");
        if (!Screening.Rules.Contains(name, StringComparer.Ordinal)) throw row.Wrong("rule", $"is not a rule; there are {string.Join(", ", Screening.Rules)}");

        return new AlertRule(
            name,
            row.Validity(),
            row.Whole("baseline_months"),
            row.Whole("least_months"),
            (double)row.Number("min_change"),
            (long)(row.Number("min_difference_t") * 1000),
            (double)row.Number("max_chance"),
            row.Whole("past_months"),
            row.Number("past_factor"),
            (long)(row.Number("past_difference_t") * 1000));
    }
}
