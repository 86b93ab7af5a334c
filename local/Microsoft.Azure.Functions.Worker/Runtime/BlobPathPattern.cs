using System.Text;
using System.Text.RegularExpressions;

namespace Aim.Local.Runtime;

/// <summary>
/// A blob trigger's path: a container, then text with tokens in braces. As in the cloud's host a token takes as much as it
/// can, slashes included, and may be empty.
/// </summary>
internal sealed partial class BlobPathPattern
{
    private readonly Regex _regex;

    /// <exception cref="InvalidOperationException">No container, a token in it, unpaired braces, or a token twice.</exception>
    public BlobPathPattern(Function function, string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        Container = slash < 0 ? path : path[..slash];
        var name = slash < 0 ? "{}" : path[(slash + 1)..];
        var regex = new StringBuilder("^");
        var end = 0;
        foreach (Match token in Token().Matches(name))
        {
            regex.Append(Regex.Escape(name[end..token.Index]));
            regex.Append(token.Length == 2 ? ".*" : $"(?<{token.Groups["name"].Value}>.*)");
            end = token.Index + token.Length;
        }

        _regex = new Regex(
            regex.Append(Regex.Escape(name[end..])).Append('$').ToString(),
            RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Singleline);
        Names = [.. Token().Matches(name).Select(token => token.Groups["name"].Value).Where(token => token.Length > 0)];
        Prefix = name[..(name.IndexOf('{', StringComparison.Ordinal) is var brace and >= 0 ? brace : name.Length)];
        if (Container.Length == 0
            || Container.Contains('{', StringComparison.Ordinal)
            || Token().Replace(path, "").AsSpan().ContainsAny('{', '}')
            || Names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != Names.Count)
            throw function.Refuse($"'{path}' is not a path of a container and a pattern with each token once.");
    }

    public string Container { get; }

    /// <summary>What every name that matches begins with.</summary>
    public string Prefix { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The values of the tokens by name; null when the blob's name does not match.</summary>
    public Dictionary<string, object?>? Match(string blobName)
    {
        var match = _regex.Match(blobName);
        return match.Success
            ? Names.ToDictionary(name => name, object? (name) => match.Groups[name].Value, StringComparer.OrdinalIgnoreCase)
            : null;
    }

    [GeneratedRegex(@"\{(?<name>\w*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
