using Aim.Upstream.Data;
using Microsoft.Extensions.Primitives;

namespace Aim.Upstream.Census;

/// <summary>A request to the trade service: what to show and which rows.</summary>
internal sealed class CensusQuery
{
    private static readonly string[] _notPredicates = ["get", "key"];
    private readonly Dictionary<string, string[]> _predicates;
    private readonly Func<Month, bool> _isInTime;

    private CensusQuery(CensusDataset dataset, string[] get, Dictionary<string, string[]> predicates, Func<Month, bool> isInTime)
    {
        (Dataset, _predicates, _isInTime) = (dataset, predicates, isInTime);
        // The service appends the predicates even when get= names them already.
        Columns = [.. get, .. predicates.Keys];
        Shown = [.. Columns.Select(c => dataset.Variables[c])];
        var commodityIsAsked = IsShown(VariableKind.Commodity, VariableKind.ShortName, VariableKind.LongName, VariableKind.Level);
        Levels = commodityIsAsked ? [.. new[] { 2, 4, 6, 10 }.Where(l => Accepts("COMM_LVL", $"HS{l}"))] : [0];
        CountriesAreAsked = IsShown(VariableKind.CountryCode, VariableKind.CountryName, VariableKind.SummaryLevel);
        YearIsAsked = IsShown(VariableKind.FigureOfYear);
    }

    public CensusDataset Dataset { get; }

    /// <summary>The header of the answer. A name may stand in it twice.</summary>
    public string[] Columns { get; }

    public Variable[] Shown { get; }

    /// <summary>The numbers of digits at which commodities are shown; 0 is all commodities in one.</summary>
    public int[] Levels { get; }

    /// <summary>False when the answer shows the world only: a dimension that is not mentioned is its total.</summary>
    public bool CountriesAreAsked { get; }

    /// <summary>True when a figure of the year to date is asked for.</summary>
    public bool YearIsAsked { get; }

    /// <summary>Reads a query string, or says in the words of the service what is wrong with it.</summary>
    public static CensusQuery? Parse(CensusDataset dataset, IQueryCollection query, out string error)
    {
        var get = Values(query["get"]);
        var predicates = query.Where(p => !_notPredicates.Contains(p.Key, StringComparer.Ordinal))
            .ToDictionary(p => p.Key, p => Values(p.Value), StringComparer.Ordinal);
        var unknown = get.Concat(predicates.Keys).FirstOrDefault(v => !dataset.Variables.ContainsKey(v));
        error = get.Length == 0 ? "error: missing 'get' argument"
            : get.Length > 50 ? "error: more than 50 variables requested"
            : unknown is not null ? $"error: unknown variable '{unknown}'"
            : !predicates.ContainsKey("time") && !predicates.ContainsKey("YEAR") ? "error: missing required variable/predicate: time"
            : "";
        if (error.Length > 0) return null;
        if (TimeRange.TryParse(predicates.GetValueOrDefault("time"), out var isInTime))
            return new CensusQuery(dataset, get, predicates, isInTime);
        error = $"error: invalid 'time' argument '{query["time"]}'";
        return null;
    }

    public bool Accepts(Month month) =>
        _isInTime(month) && Accepts("YEAR", $"{month.Year:D4}") && Accepts("MONTH", $"{month.Number:D2}");

    /// <summary>True when no predicate speaks against the value; a predicate may end in a wildcard.</summary>
    public bool Accepts(string variable, string value) =>
        !_predicates.TryGetValue(variable, out var accepted) || Array.Exists(accepted, a => a.EndsWith('*')
            ? value.StartsWith(a[..^1], StringComparison.Ordinal)
            : value.Equals(a, StringComparison.Ordinal));

    /// <summary>The members of a detail that the answer has: its total alone unless the request mentions it.</summary>
    public IEnumerable<string> Members(Detail detail) =>
        !Columns.Contains(detail.Variable, StringComparer.Ordinal) && (detail.NameVariable is null || !Columns.Contains(detail.NameVariable, StringComparer.Ordinal))
            ? ["-"]
            : detail.Codes.Where(c => Accepts(detail.Variable, c));

    private static string[] Values(StringValues values) =>
        [.. values.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private bool IsShown(params ReadOnlySpan<VariableKind> kinds)
    {
        foreach (var variable in Shown)
        {
            if (kinds.Contains(variable.Kind)) return true;
        }

        return false;
    }
}
