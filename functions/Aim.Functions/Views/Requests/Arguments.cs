using System.Globalization;
using System.Text.RegularExpressions;
using Aim.Trade;
using Aim.Trade.Query;
using Microsoft.AspNetCore.Http;

namespace Aim.Functions.Views.Requests;

/// <summary>The query of a request, checked against the parameters of its data set. Every error is collected, not only the first.</summary>
public sealed class Arguments
{
    private const int MaxErrors = 20, MaxListed = 40, MaxValueLength = 100;

    private readonly List<ParameterError> errors = [];
    private readonly SortedDictionary<string, string> values = new(StringComparer.Ordinal);

    public Arguments(IQueryCollection query, IReadOnlyList<Parameter> known)
    {
        foreach (var (name, given) in query)
        {
            var parameter = known.FirstOrDefault(p => p.Name == name);
            if (parameter is null)
            {
                var names = known.Select(p => p.Name).ToList();
                Refuse(name, given.ToString(), "there is no such parameter", names, Nearest.To(name, names));
            }
            else if (given.Count > 1)
            {
                Refuse(name, given.ToString(), "it is given more than once; put commas between several values", null, null);
            }
            else if (string.IsNullOrWhiteSpace(given))
            {
                Refuse(name, "", "it has no value; leave it out for the default", parameter.Values.Count > 0 ? parameter.Values : parameter.Pattern, parameter.Default);
            }
            else
            {
                values[name] = given.ToString().Trim();
            }
        }
    }

    public IReadOnlyList<ParameterError> Errors => errors;

    public bool Has(Parameter parameter) => values.ContainsKey(parameter.Name);

    /// <summary>One of the parameter's values, or its default; case does not matter.</summary>
    public string Choice(Parameter parameter)
    {
        if (!values.TryGetValue(parameter.Name, out var value)) return parameter.Default!;

        return Known(parameter, value, parameter.Values) ?? parameter.Default!;
    }

    /// <summary>Values of the parameter in the order given; the default, split likewise, when it is not given.</summary>
    public IReadOnlyList<string> List(Parameter parameter)
    {
        var list = new List<string>();
        foreach (var item in Items(parameter))
        {
            if (Known(parameter, item, parameter.Values) is not { } word) continue;

            if (list.Contains(word, StringComparer.Ordinal)) Refuse(parameter.Name, item, "it is named twice", null, null);
            else list.Add(word);
        }

        if (list.Count > 1 && parameter.Alone is { } alone && list.Contains(alone, StringComparer.Ordinal))
            Refuse(parameter.Name, values[parameter.Name], $"'{alone}' stands alone", null, alone);
        return list;
    }

    /// <summary>The raw items of a list.</summary>
    public IEnumerable<string> Items(Parameter parameter) =>
        (values.GetValueOrDefault(parameter.Name) ?? parameter.Default ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Items that fit the parameter's pattern, each by itself.</summary>
    public IReadOnlyList<string> Matching(Parameter parameter)
    {
        var matching = new List<string>();
        foreach (var item in Items(parameter))
        {
            if (Regex.IsMatch(item, parameter.Pattern!, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))) matching.Add(item);
            else Refuse(parameter.Name, item, "it does not have the right form", parameter.Description, null);
        }

        return matching;
    }

    /// <summary>The months asked for; either end may be open.</summary>
    public (Month? From, Month? To) Range()
    {
        var (from, to) = (Month(Parameter.From, first: true), Month(Parameter.To, first: false));
        if (from > to) Refuse("from", from.ToString(), $"it is after to ({to})", "a month not after to", to.ToString());
        return (from, to);
    }

    public Frequency Frequency() => Choice(Parameter.Frequency) switch
    {
        "Q" => Trade.Query.Frequency.Quarterly,
        "Y" => Trade.Query.Frequency.Yearly,
        "YTD" => Trade.Query.Frequency.YearToDate,
        _ => Trade.Query.Frequency.Monthly,
    };

    /// <summary>A month, or a year, which stands for its first or last month.</summary>
    private Month? Month(Parameter parameter, bool first)
    {
        if (!values.TryGetValue(parameter.Name, out var value)) return null;

        if (Trade.Month.TryParse(value.Length == 4 ? $"{value}-{(first ? "01" : "12")}" : value, out var month)) return month;

        Refuse(parameter.Name, value, "it is not a month", "YYYY-MM, or YYYY for a whole year", null);
        return null;
    }

    public DateOnly? Day(Parameter parameter)
    {
        if (!values.TryGetValue(parameter.Name, out var value)) return null;

        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;

        Refuse(parameter.Name, value, "it is not a day of the calendar", "YYYY-MM-DD", null);
        return null;
    }

    public void Refuse(string parameter, string? value, string reason, object? allowed, string? nearest)
    {
        if (errors.Count < MaxErrors) errors.Add(new ParameterError(Cut(parameter), value is null ? null : Cut(value), reason, allowed, nearest));
    }

    /// <summary>The value as the list spells it; refused when it is not in the list.</summary>
    public string? Known(Parameter parameter, string value, IReadOnlyCollection<string> allowed, object? describedAs = null)
    {
        var match = allowed.FirstOrDefault(a => string.Equals(a, value, StringComparison.OrdinalIgnoreCase));
        if (match is null)
            Refuse(parameter.Name, value, "it is not one of the values", describedAs ?? (allowed.Count <= MaxListed ? allowed : null), Nearest.To(value, allowed));
        return match;
    }

    private static string Cut(string text) => text.Length <= MaxValueLength ? text : $"{text[..MaxValueLength]}…";
}
