using System.Globalization;

namespace Aim.Trade.Codes;

/// <summary>A row of a rule file: cells by column, an empty one is null. What is wrong with it is said with file, line and column.</summary>
internal sealed class CodeRow(string file, long line, IReadOnlyDictionary<string, string?> cells)
{
    public string? this[string column] => cells.TryGetValue(column, out var cell) ? cell : throw new InvalidDataException($"{file}: there is no column {column}.");

    public string Required(string column) => this[column] ?? throw Wrong(column, "is empty");

    /// <summary>The months of <c>valid_from</c> and <c>valid_to</c>.</summary>
    public Validity Validity() => new(MonthOf("valid_from"), MonthOf("valid_to"));

    /// <summary>A number, not below 0; 0 in an empty cell.</summary>
    public decimal Number(string column) => this[column] is not { } text ? 0
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong(column, "is not a number");

    /// <summary>A whole number, not below 0; 0 in an empty cell.</summary>
    public int Whole(string column) => this[column] is not { } text ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong(column, "is not a whole number");

    public InvalidDataException Wrong(string column, string why) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{file} line {line}: {column} '{this[column]}' {why}."));

    private Month? MonthOf(string column) => this[column] is not { } text ? null
        : Month.TryParse(text, out var month) ? month
        : throw Wrong(column, "is not a month (YYYY-MM)");
}
