using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Aim.Storage.Tests.Mail;

/// <summary>A mail as it came over the wire, read as a mail program reads it.</summary>
internal sealed partial class ReceivedMail
{
    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    public ReceivedMail(string raw)
    {
        Raw = raw;
        var end = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        foreach (var line in raw[..end].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(line[..colon], line[(colon + 1)..].Trim());
        }

        var bytes = Escape().Replace(raw[(end + 4)..].Replace("=\r\n", "", StringComparison.Ordinal), m => ((char)int.Parse(m.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
        Text = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));
    }

    public string Raw { get; }

    public string Text { get; }

    public string To => this["To"];

    public string this[string header] => headers.GetValueOrDefault(header) ?? "";

    /// <summary>What the mail's links begin with, up to the one that is asked for.</summary>
    public Uri Link(string kind) => new(LinkPattern().Matches(Text).Select(m => m.Value).First(l => l.Contains($"/{kind}?", StringComparison.Ordinal)));

    [GeneratedRegex("=(?<code>[0-9A-F]{2})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinkPattern();
}
