using System.Text;

namespace Aim.Tests.Infra;

internal enum BicepKind
{
    Name,
    Text,
    Number,
    Mark,
    LineEnd,
}

internal readonly record struct BicepToken(BicepKind Kind, string Text, int Line)
{
    public bool Is(string mark) => Kind == BicepKind.Mark && Text == mark;
}

/// <summary>
/// The words of a Bicep file. A text with <c>${...}</c> in it becomes its parts, and what stands in between, within the marks
/// <c>${</c> and <c>}$</c>.
/// </summary>
internal static class BicepTokens
{
    private static readonly string[] LongMarks = ["=>", "==", "!=", "&&", "||", "??", ">=", "<=", "::"];

    private static readonly Dictionary<string, string> Closing = new(StringComparer.Ordinal) { ["{"] = "}", ["["] = "]", ["("] = ")", ["${"] = "}$" };

    /// <exception cref="FormatException">A mark is unknown, a text has no end, or blocks are not balanced.</exception>
    public static List<BicepToken> Read(string text)
    {
        var tokens = new List<BicepToken>();
        Scan(text, 0, tokens, isInText: false);

        var open = new Stack<BicepToken>();
        foreach (var token in tokens.Where(t => t.Kind == BicepKind.Mark))
        {
            if (Closing.ContainsKey(token.Text)) open.Push(token);
            else if (Closing.ContainsValue(token.Text) && (!open.TryPop(out var opened) || Closing[opened.Text] != token.Text))
                throw new FormatException($"Line {token.Line}: {token.Text} closes nothing.");
        }

        return open.TryPop(out var left) ? throw new FormatException($"Line {left.Line}: {left.Text} is never closed.") : tokens;
    }

    private static int Scan(string text, int start, List<BicepToken> tokens, bool isInText)
    {
        var depth = 0;
        for (var i = start; i < text.Length;)
        {
            var rest = text.AsSpan(i);
            if (isInText && depth == 0 && rest[0] == '}') return i;

            if (rest[0] == '\n') Add(BicepKind.LineEnd, 1);
            else if (char.IsWhiteSpace(rest[0])) i++;
            else if (rest.StartsWith("//", StringComparison.Ordinal)) i += Length(rest, "\n", 2, 0);
            else if (rest.StartsWith("/*", StringComparison.Ordinal)) i += Length(rest, "*/", 2, 2);
            else if (rest.StartsWith("'''", StringComparison.Ordinal)) Add(BicepKind.Text, Length(rest, "'''", 3, 3), trim: 3);
            else if (rest[0] == '\'') i = ScanText(text, i + 1, tokens);
            else if (char.IsAsciiLetter(rest[0]) || rest[0] == '_') Add(BicepKind.Name, WordLength(rest));
            else if (char.IsAsciiDigit(rest[0])) Add(BicepKind.Number, WordLength(rest));
            else if (rest.Length > 1 && LongMarks.Contains(rest[..2].ToString(), StringComparer.Ordinal)) Add(BicepKind.Mark, 2);
            else if ("{}[]().,:=?!@+-*/%<>#".Contains(rest[0]))
            {
                depth += rest[0] == '{' ? 1 : rest[0] == '}' ? -1 : 0;
                Add(BicepKind.Mark, 1);
            }
            else throw new FormatException($"Line {LineOf(text, i)}: {rest[0]} is not a mark.");

            void Add(BicepKind kind, int length, int trim = 0)
            {
                tokens.Add(new(kind, text[(i + trim)..(i + length - trim)], LineOf(text, i)));
                i += length;
            }
        }

        return isInText ? throw new FormatException($"Line {LineOf(text, start)}: a text has no end.") : text.Length;
    }

    private static int ScanText(string text, int start, List<BicepToken> tokens)
    {
        var part = new StringBuilder();
        for (var i = start; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == '\'' || text.AsSpan(i).StartsWith("${", StringComparison.Ordinal))
            {
                tokens.Add(new(BicepKind.Text, part.ToString(), LineOf(text, i)));
                if (text[i] == '\'') return i + 1;

                part.Clear();
                tokens.Add(new(BicepKind.Mark, "${", LineOf(text, i)));
                i = Scan(text, i + 2, tokens, isInText: true);
                tokens.Add(new(BicepKind.Mark, "}$", LineOf(text, i)));
            }
            else
            {
                part.Append(text[i] == '\\' ? text[++i] : text[i]);
            }
        }

        throw new FormatException($"Line {LineOf(text, start)}: a text has no end.");
    }

    private static int Length(ReadOnlySpan<char> rest, string end, int from, int endLength)
    {
        var found = rest[from..].IndexOf(end, StringComparison.Ordinal);
        return found < 0 ? rest.Length : from + found + endLength;
    }

    private static int WordLength(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] == '_')) length++;
        return length;
    }

    private static int LineOf(string text, int index) => text.AsSpan(0, Math.Min(index, text.Length)).Count('\n') + 1;
}
