using System.Text.RegularExpressions;

namespace Aim.Cli;

/// <summary>The last lines of an installer, kept for the case that it fails. Addresses are left out: they are the machine's business.</summary>
internal sealed partial class Transcript
{
    private const int Length = 30;

    private readonly Queue<string> lines = new(Length);

    public void Add(string line)
    {
        lock (lines)
        {
            if (lines.Count == Length)
                lines.Dequeue();
            lines.Enqueue(WithoutAddresses(line));
        }
    }

    public override string ToString()
    {
        lock (lines)
            return string.Join(Environment.NewLine, lines);
    }

    public static string WithoutAddresses(string text) => Address().Replace(text, "(address)");

    [GeneratedRegex(@"https?://(?!localhost\b|127\.0\.0\.1\b)\S+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
