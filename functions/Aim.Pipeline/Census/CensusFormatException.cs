using System.Globalization;

namespace Aim.Pipeline.Census;

/// <summary>The body is not a Census answer, or one of its values is not what its column says.</summary>
public sealed class CensusFormatException : FormatException
{
    /// <param name="reason">What is wrong, as a phrase.</param>
    /// <param name="row">The row, counted from 1 over the whole stream, headers included; 0 when it is not about a row.</param>
    /// <param name="column">The column's name, when it is about one.</param>
    /// <param name="value">The text at fault, at most 200 characters.</param>
    public CensusFormatException(string reason, int row = 0, string? column = null, string? value = null)
        : base(Describe(reason, row, column, value))
    {
        Row = row;
        Column = column;
        Value = value;
    }

    public int Row { get; }

    public string? Column { get; }

    public string? Value { get; }

    private static string Describe(string reason, int row, string? column, string? value) =>
        (row > 0 ? string.Create(CultureInfo.InvariantCulture, $"row {row}, ") : "")
        + (column is null ? "" : $"column {column}: ")
        + reason
        + (value is null ? "" : $": {value}");
}
