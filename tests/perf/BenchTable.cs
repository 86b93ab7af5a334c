namespace Aim.Bench;

/// <summary>Prints rows as a Markdown table that is also straight in a terminal.</summary>
internal static class BenchTable
{
    private static readonly string[] Titles = ["what", "ours", "peer", "ratio", "budget", "met"];

    public static void Print(TextWriter output, IReadOnlyList<BenchRow> rows)
    {
        var lines = rows
            .Select(row => new[] { row.What, row.Ours, row.Peer, row.Ratio, row.Budget, row.Met switch { true => "yes", false => "NO", null => "-" } })
            .Prepend(Titles)
            .ToList();
        var widths = Enumerable.Range(0, Titles.Length).Select(column => lines.Max(line => line[column].Length)).ToList();
        lines.Insert(1, [.. widths.Select(width => new string('-', width))]);
        foreach (var line in lines)
        {
            output.WriteLine("| " + string.Join(" | ", line.Select((cell, column) => cell.PadRight(widths[column]))) + " |");
        }
    }
}
