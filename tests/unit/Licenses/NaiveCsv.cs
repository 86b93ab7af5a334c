using System.Text;

namespace Aim.Tests.Licenses;

/// <summary>Reads well-formed CSV one character after the other.</summary>
internal static class NaiveCsv
{
    /// <summary>All rows that are not blank, each with the line in which it begins.</summary>
    public static IEnumerable<(int Line, List<string> Cells)> Read(string text)
    {
        var (line, first, quoted) = (1, 1, false);
        var cells = new List<string>();
        var cell = new StringBuilder();
        foreach (var character in text + "\n")
        {
            if (character == '\n') line++;
            if (character == '"') quoted = !quoted;
            if (quoted || character is not (',' or '\n'))
            {
                cell.Append(character);
                continue;
            }

            cells.Add(Value(cell.ToString()));
            cell.Clear();
            if (character == ',') continue;

            if (cells is not [""]) yield return (first, cells);
            (first, cells) = (line, []);
        }
    }

    private static string Value(string written)
    {
        written = written.TrimEnd('\r');
        return written is ['"', .., '"'] ? written[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : written;
    }
}
