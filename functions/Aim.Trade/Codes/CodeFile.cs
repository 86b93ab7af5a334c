using CsvHelper;

namespace Aim.Trade.Codes;

/// <summary>Reads the rule files: CSV, header first, every cell as text; an empty cell is null.</summary>
internal static class CodeFile
{
    public static IEnumerable<IReadOnlyDictionary<string, string?>> Read(string path)
    {
        using var reader = CsvReader.FromFile(path);
        while (reader.Read())
        {
            if (reader.FieldCount != reader.Headers.Count)
                throw new InvalidDataException($"{path} row {reader.RowNumber}: {reader.FieldCount} cells, the header has {reader.Headers.Count}.");

            var row = new Dictionary<string, string?>(StringComparer.Ordinal);
            for (var i = 0; i < reader.FieldCount; i++) row[reader.Headers[i]] = reader.IsEmpty(i) ? null : reader.GetString(i);
            yield return row;
        }
    }

    public static Validity Validity(this IReadOnlyDictionary<string, string?> row) => new(MonthOf(row, "valid_from"), MonthOf(row, "valid_to"));

    public static string Required(this IReadOnlyDictionary<string, string?> row, string column) =>
        row[column] ?? throw new InvalidDataException($"An empty cell in column {column}.");

    private static Month? MonthOf(IReadOnlyDictionary<string, string?> row, string column) => row[column] is { } text ? Month.Parse(text) : null;
}
