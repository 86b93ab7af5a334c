using System.Text;

namespace Aim.Cli;

/// <summary>
/// Short lines that tell how far a run is. On a terminal the feeds are rewritten in place until another line comes; elsewhere
/// a feed gets a new line whenever its text changes.
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="width">Columns of the terminal; null when the output is not one.</param>
internal sealed class Progress(TextWriter output, Func<int>? width)
{
    private readonly Dictionary<string, string> shown = new(StringComparer.Ordinal);
    private int linesInPlace;

    public static Progress Console { get; } =
        new(System.Console.Out, System.Console.IsOutputRedirected ? null : () => System.Console.WindowWidth);

    /// <summary>Writes a line, below what the feeds last did.</summary>
    public void Say(string line)
    {
        output.WriteLine(line);
        linesInPlace = 0;
        output.Flush();
    }

    /// <summary>Shows what the feeds are doing.</summary>
    public void Show(IReadOnlyList<FeedStatus> feeds)
    {
        var lines = feeds.Select(feed => (feed.Name, Text: $"{feed.Name,-18}{feed.NewestPeriod ?? "-",-9}{feed.State}")).ToArray();
        var changed = lines.Where(line => !string.Equals(shown.GetValueOrDefault(line.Name), line.Text, StringComparison.Ordinal)).ToArray();
        if (changed.Length == 0)
            return;

        foreach (var (name, text) in changed)
            shown[name] = text;

        var block = new StringBuilder(linesInPlace == 0 ? "" : $"\e[{linesInPlace}F\e[J");
        foreach (var (_, text) in width is null ? changed : lines)
        {
            // A line that wraps would be two lines to clear. A terminal that does not know its width says 0.
            block.AppendLine(width?.Invoke() is { } columns and > 0 && text.Length >= columns ? text[..(columns - 1)] : text);
        }

        linesInPlace = width is null ? 0 : lines.Length;
        output.Write(block);
        output.Flush();
    }
}
