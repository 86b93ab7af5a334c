namespace Aim.Upstream.Data;

/// <summary>A file that cannot be read as what its name says; the message names file, line and column.</summary>
internal sealed class CsvException(string file, long line, string column, string problem)
    : FormatException($"{file}, line {line}{(column.Length > 0 ? $", column {column}" : "")}: {problem}");
