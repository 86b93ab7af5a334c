using System.Globalization;
using CsvHelper;

namespace Aim.Trade.Codes;

/// <summary>Reads the rule files: CSV, header first, every cell as text.</summary>
internal static class CodeFile
{
    /// <exception cref="InvalidDataException">A row does not have the cells of the header; file and line are named.</exception>
    public static IEnumerable<CodeRow> Read(string path)
    {
        using var reader = CsvReader.FromFile(path, new CsvReaderOptions { TrackLineNumbers = true });
        while (reader.Read())
        {
            if (reader.FieldCount != reader.Headers.Count)
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture, $"{path} line {reader.LineNumber}: {reader.FieldCount} cells, the header has {reader.Headers.Count}."));
            }

            var cells = new Dictionary<string, string?>(StringComparer.Ordinal);
            for (var i = 0; i < reader.FieldCount; i++) cells[reader.Headers[i]] = reader.IsEmpty(i) ? null : reader.GetString(i);
            yield return new CodeRow(path, reader.LineNumber, cells);
        }
    }

    /// <summary>The same for a file whose columns are all known, so that a misspelt one is not passed over.</summary>
    /// <exception cref="InvalidDataException">The header has another column.</exception>
    public static IEnumerable<CodeRow> Read(string path, params IReadOnlyList<string> columns)
    {
        using (var reader = CsvReader.FromFile(path))
        {
            if (reader.Headers.Except(columns, StringComparer.Ordinal).FirstOrDefault() is { } other)
                throw new InvalidDataException($"{path} line 1: there is no column {other}; there are {string.Join(", ", columns)}.");
        }

        return Read(path);
    }
}
