using System.Text;

namespace Aim.Cli;

/// <summary>
/// Short lines that tell how far a run is. On a terminal the feeds stand at the bottom and are rewritten in place; elsewhere
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

    /// <summary>Writes a line that stays.</summary>
    public void Say(string line)
    {
        output.Write(ClearInPlace() + line + Environment.NewLine);
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

        var block = new StringBuilder(ClearInPlace());
        foreach (var (_, text) in width is null ? changed : lines)
        {
            // A line that wraps would be two lines to clear.
            block.AppendLine(width is not null && text.Length >= width() ? text[..Math.Max(0, width() - 1)] : text);
        }

        linesInPlace = width is null ? 0 : lines.Length;
        output.Write(block);
        output.Flush();
    }

    private string ClearInPlace() => linesInPlace == 0 ? "" : $"\e[{linesInPlace}F\e[J";
}
