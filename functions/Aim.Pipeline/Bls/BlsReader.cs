using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aim.Trade;
using Aim.Trade.Indicators;

namespace Aim.Pipeline.Bls;

/// <summary>Reads answers of the BLS service, version 1 and 2. They are small, and read whole.</summary>
/// <remarks>Names are compared without their case: the service and its documentation differ in it.</remarks>
public static partial class BlsReader
{
    /// <param name="body">An answer, or an array of several.</param>
    /// <exception cref="BlsFormatException">It is none, tells a refusal, or a value is not what its field says; nothing of it may be used.</exception>
    public static async Task<BlsAnswer> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(body, default, cancellationToken);
            var (observations, unknown) = (new Dictionary<(string, Month), BlsObservation>(), new List<string>());
            foreach (var answer in json.RootElement.ValueKind == JsonValueKind.Array ? [.. json.RootElement.EnumerateArray()] : (JsonElement[])[json.RootElement])
            {
                Check(answer);
                unknown.AddRange(Messages(answer).Select(m => NoSuchSeries().Match(m)).Where(m => m.Success).Select(m => m.Groups["series"].Value));
                foreach (var observation in SeriesOf(answer).SelectMany(ObservationsOf)) Add(observations, observation);
            }

            return new BlsAnswer([.. observations.Values], unknown);
        }
        catch (JsonException e)
        {
            throw new BlsFormatException($"no JSON, or cut: {e.Message}", e);
        }
    }

    private static void Check(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object || TextOf(answer, "status") is not { } status) throw new BlsFormatException("no answer of the service: it has no status");

        if (!status.Equals("REQUEST_SUCCEEDED", StringComparison.OrdinalIgnoreCase))
        {
            var said = string.Join(' ', Messages(answer).Prepend(status));
            throw new BlsFormatException(said) { Refusal = said };
        }
    }

    private static List<string> Messages(JsonElement answer) =>
        Find(answer, "message") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(m => m.ToString())]
        : TextOf(answer, "message") is { } one ? [one]
        : [];

    /// <summary>The results are an object with a list of series, or, in version 1, a list of such objects.</summary>
    private static IEnumerable<JsonElement> SeriesOf(JsonElement answer)
    {
        var results = Find(answer, "Results") ?? throw new BlsFormatException("no answer of the service: it has no Results");
        foreach (var result in results.ValueKind == JsonValueKind.Array ? [.. results.EnumerateArray()] : (JsonElement[])[results])
        {
            if (result.ValueKind == JsonValueKind.Null) continue;
            if (result.ValueKind != JsonValueKind.Object) throw new BlsFormatException($"Results hold a {result.ValueKind}, not an object");
            if (Find(result, "seriesID") is not null) yield return result;
            else if (Find(result, "series") is { } list) foreach (var series in Items(list, "series")) yield return series;
        }
    }

    private static IEnumerable<BlsObservation> ObservationsOf(JsonElement series)
    {
        if (series.ValueKind != JsonValueKind.Object || TextOf(series, "seriesID") is not { Length: > 0 } id) throw new BlsFormatException("a series without seriesID");

        foreach (var item in Items(Find(series, "data") ?? throw new BlsFormatException($"series {id}: it has no data"), "data"))
        {
            if (item.ValueKind != JsonValueKind.Object) throw new BlsFormatException($"series {id}: data hold a {item.ValueKind}, not an object");
            if (MonthOf(id, item) is { } month) yield return new BlsObservation(id, month, FigureOf(id, month, item));
        }
    }

    /// <summary>Null for what is no month: M13 is the mean of the year; quarters, half-years and years are other surveys' periods.</summary>
    private static Month? MonthOf(string series, JsonElement item)
    {
        var (year, period) = (TextOf(item, "year"), TextOf(item, "period"));
        if (year is not { Length: 4 } || !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1900 or > 2199)
            throw BlsFormatException.Of(series, period ?? "", "year", year, "a year");
        if (period is null || !Period().IsMatch(period)) throw BlsFormatException.Of(series, year, "period", period, "a period (M01 to M13, Q01 to Q05, S01 to S03, A01)");

        return period[0] == 'M' && period != "M13" ? new Month(number, int.Parse(period.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture)) : null;
    }

    private static Observation FigureOf(string series, Month month, JsonElement item)
    {
        var marks = ObservationMarks.None;
        foreach (var code in Footnotes(item))
        {
            if (code.Equals("P", StringComparison.OrdinalIgnoreCase)) marks |= ObservationMarks.Preliminary;
            if (code.Equals("R", StringComparison.OrdinalIgnoreCase)) marks |= ObservationMarks.Revised;
        }

        var text = TextOf(item, "value")?.Trim();
        if (text is "-") return new Observation(null, marks);

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && Observation.CanHold(value)
            ? new Observation(value, marks)
            : throw BlsFormatException.Of(series, month.ToString(), "value", text, "a number of at most six decimals, nor -");
    }

    /// <summary>None is written as no list, as an empty one, or as one that holds an empty object.</summary>
    private static IEnumerable<string> Footnotes(JsonElement item) =>
        Find(item, "footnotes") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(f => f.ValueKind == JsonValueKind.Object).Select(f => TextOf(f, "code") ?? "")
            : [];

    private static void Add(Dictionary<(string, Month), BlsObservation> observations, BlsObservation observation)
    {
        if (observations.TryAdd((observation.Series, observation.Month), observation) || observations[(observation.Series, observation.Month)] == observation) return;

        throw new BlsFormatException($"series {observation.Series}, {observation.Month}: it stands there twice, with two figures");
    }

    private static IEnumerable<JsonElement> Items(JsonElement list, string name) => list.ValueKind switch
    {
        JsonValueKind.Array => list.EnumerateArray(),
        JsonValueKind.Null => [],
        _ => throw new BlsFormatException($"{name} is a {list.ValueKind}, not a list"),
    };

    private static JsonElement? Find(JsonElement item, string name)
    {
        foreach (var property in item.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        }

        return null;
    }

    /// <summary>A text, or a number as it is written.</summary>
    private static string? TextOf(JsonElement item, string name) => Find(item, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    [GeneratedRegex(@"^(M(0[1-9]|1[0-3])|Q0[1-5]|S0[1-3]|A01)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Period();

    [GeneratedRegex(@"(does not exist|invalid series)\s+for series\s+(?<series>\S+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NoSuchSeries();
}
