namespace Aim.Functions.Views.Requests;

/// <summary>A parameter of a data set: what the check of a request and the published description are both made from.</summary>
/// <param name="Name">As in the query.</param>
/// <param name="Description">One sentence.</param>
public sealed record Parameter(string Name, string Description)
{
    /// <summary>The values that exist, where they are few.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Values that hold on their own only, as <c>total</c> among dimensions.</summary>
    public string? Alone { get; init; }

    /// <summary>Whether several values may be given, with commas between them.</summary>
    public bool IsList { get; init; }

    public string? Default { get; init; }

    /// <summary>A regular expression for values that are not a list of words.</summary>
    public string? Pattern { get; init; }

    public static Parameter From { get; } = new("from", "First month; a year stands for its January.") { Pattern = @"^\d{4}(-\d{2})?$" };

    public static Parameter To { get; } = new("to", "Last month; a year stands for its December.") { Pattern = @"^\d{4}(-\d{2})?$" };

    public static Parameter Frequency { get; } = new("freq", "M months, Q quarters, Y years, YTD for each month the sum since January.")
    {
        Values = ["M", "Q", "Y", "YTD"],
        Default = "M",
    };

    public static Parameter AsOf { get; } = new("as_of", "Answer what was published at the end of this day (UTC).") { Pattern = @"^\d{4}-\d{2}-\d{2}$" };

    public static Parameter Shape { get; } = new("shape", "columns: an array for each column; records: an object for each row; dense: an array over the periods for each series.")
    {
        Values = ["columns", "records", "dense"],
        Default = "columns",
    };
}
