using System.Globalization;

namespace Aim.Pipeline.Comtrade;

/// <summary>The body is not a Comtrade answer, or one of its values is not what its field says.</summary>
public sealed class ComtradeFormatException : FormatException
{
    /// <param name="reason">What is wrong, as a phrase.</param>
    /// <param name="row">The row, counted from 1 over the whole body; 0 when it is not about a row.</param>
    /// <param name="field">The field's name, when it is about one.</param>
    /// <param name="value">The text at fault, cut short.</param>
    public ComtradeFormatException(string reason, long row = 0, string? field = null, string? value = null)
        : base(Describe(reason, row, field, value))
    {
        Row = row;
        Field = field;
        Value = value;
    }

    public long Row { get; }

    public string? Field { get; }

    public string? Value { get; }

    /// <summary>What the service says instead of an answer; null when the body is none of its error messages.</summary>
    public string? ServiceError { get; init; }

    private static string Describe(string reason, long row, string? field, string? value) =>
        (row > 0 ? string.Create(CultureInfo.InvariantCulture, $"row {row}, ") : "")
        + (field is null ? "" : $"field {field}: ")
        + (value is null ? "" : $"{value} is ")
        + reason;
}
