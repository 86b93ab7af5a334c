using System.Globalization;
using Aim.Upstream.Data;

namespace Aim.Upstream.Comtrade;

/// <summary>The parameters of a request: each a list of values to accept, and all of them where it is absent.</summary>
internal sealed class ComtradeQuery
{
    private readonly IQueryCollection _parameters;
    private readonly HashSet<int>? _partners;
    private readonly HashSet<int>? _headings;
    private readonly HashSet<string>? _flows;

    private ComtradeQuery(IQueryCollection parameters)
    {
        _parameters = parameters;
        Reporters = Codes("reporterCode");
        Months = Texts("period")?.Select(MonthOf).ToHashSet();
        _partners = Codes("partnerCode");
        _headings = Texts("cmdCode") is { } codes && !codes.Contains("AG4") ? [.. codes.Select(c => c is "TOTAL" or "AG2" or "AG6" ? -1 : Code("cmdCode", c))] : null;
        _flows = Texts("flowCode");
        MaxRecords = _parameters["maxRecords"] is [{ Length: > 0 } most] ? Code("maxRecords", most) : int.MaxValue;
        IsCountOnly = string.Equals(_parameters["countOnly"], "true", StringComparison.OrdinalIgnoreCase);
        var areTotals = string.Equals(_parameters["breakdownMode"], "classic", StringComparison.OrdinalIgnoreCase);
        Details = [.. ComtradeDetail.All.Where(d => areTotals ? d.IsTotal : Accepts("partner2Code", d.Partner2) && Accepts("customsCode", d.Customs) && Accepts("motCode", d.Mode))];
    }

    public HashSet<int>? Reporters { get; }

    public HashSet<Month>? Months { get; }

    public int MaxRecords { get; }

    public bool IsCountOnly { get; }

    /// <summary>The parts of each cell that are asked for; the total alone only where that is said of each dimension.</summary>
    public ComtradeDetail[] Details { get; }

    /// <summary>Reads the parameters.</summary>
    /// <param name="error">What is wrong with them when the result is null.</param>
    public static ComtradeQuery? Parse(IQueryCollection parameters, out string error)
    {
        try
        {
            error = "";
            return new ComtradeQuery(parameters);
        }
        catch (FormatException e)
        {
            error = e.Message;
            return null;
        }
    }

    public bool Accepts(in ComtradeRow row, int year) =>
        Months?.Contains(new Month(year, row.Number)) != false
        && _partners?.Contains(row.Partner) != false
        && _headings?.Contains(row.Heading) != false
        && _flows?.Contains(row.Flow == Flow.Export ? "X" : "M") != false;

    private static int Code(string parameter, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : throw new FormatException($"Invalid {parameter}: {text}");

    private static Month MonthOf(string text) =>
        Code("period", text) is var period && text.Length == 6 && period % 100 is >= 1 and <= 12
            ? new Month(period / 100, period % 100)
            : throw new FormatException($"Invalid period: {text}");

    private HashSet<int>? Codes(string parameter) => Texts(parameter) is { } texts ? [.. texts.Select(t => Code(parameter, t))] : null;

    private bool Accepts(string parameter, string value) => Texts(parameter)?.Contains(value) != false;

    private HashSet<string>? Texts(string parameter) => _parameters[parameter] is [{ Length: > 0 } list]
        ? new HashSet<string>(list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), StringComparer.Ordinal)
        : null;
}
