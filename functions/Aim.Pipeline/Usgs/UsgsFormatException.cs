namespace Aim.Pipeline.Usgs;

/// <summary>The body is no issue of the survey, or a cell is not what its column says.</summary>
public sealed class UsgsFormatException : FormatException
{
    public UsgsFormatException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    internal static UsgsFormatException Of(Sheet sheet, int row, int column, string allowed)
    {
        var value = sheet[row, column];
        return new($"sheet {sheet.Name}, cell {Sheet.Place(row, column)}: '{(value.Length > 60 ? value[..60] : value)}' is not {allowed}");
    }
}
