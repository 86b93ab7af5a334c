using System.Globalization;

namespace Aim.Pipeline.Usgs;

/// <summary>A sheet of a workbook, every cell as text with its white space made single.</summary>
internal sealed class Sheet(string name, IReadOnlyList<string[]> rows)
{
    public string Name => name;

    public int Rows => rows.Count;

    /// <summary>The longest row.</summary>
    public int Columns { get; } = rows.Select(r => r.Length).DefaultIfEmpty().Max();

    /// <summary>Empty where there is no such cell.</summary>
    public string this[int row, int column] => row < rows.Count && column < rows[row].Length ? rows[row][column] : "";

    /// <summary>The text of some rows of some columns.</summary>
    public string Text(int fromRow, int toRow, int fromColumn, int toColumn) => string.Join(' ',
        from row in Enumerable.Range(fromRow, Math.Max(0, toRow - fromRow))
        from column in Enumerable.Range(fromColumn, Math.Max(0, toColumn - fromColumn))
        where this[row, column].Length > 0
        select this[row, column]);

    /// <summary>As a spreadsheet names a cell: B7.</summary>
    public static string Place(int row, int column)
    {
        var letters = "";
        for (var c = column + 1; c > 0; c = (c - 1) / 26) letters = (char)('A' + ((c - 1) % 26)) + letters;
        return string.Create(CultureInfo.InvariantCulture, $"{letters}{row + 1}");
    }
}
