using System.Globalization;
using System.Text.Json.Nodes;

namespace Aim.Tests.Infra;

/// <summary>Reads a value that is written out: an object, a list or a text. What is to be computed is null.</summary>
internal sealed class BicepValueReader(List<BicepToken> tokens, int start)
{
    private int at = start;

    public JsonNode? Read()
    {
        if (tokens[at].Is("{")) return ReadObject();
        if (tokens[at].Is("[") && tokens.Skip(at + 1).First(t => t.Kind != BicepKind.LineEnd) is not { Kind: BicepKind.Name, Text: "for" }) return ReadList();

        var first = tokens[at];
        var began = at;
        Skip();
        return first.Kind is BicepKind.Text or BicepKind.Number && at == began + 1 ? JsonValue.Create(first.Text) : null;
    }

    private JsonObject ReadObject()
    {
        var read = new JsonObject();
        for (Next(); !tokens[at].Is("}"); Between())
        {
            // A key that is computed is of no interest, but must not hide another.
            var key = tokens[at + 1].Is(":") ? tokens[at].Text : string.Create(CultureInfo.InvariantCulture, $"?{at}");
            while (!tokens[at].Is(":")) at++;
            at++;
            read.Add(key, Read());
        }

        at++;
        return read;
    }

    private JsonArray ReadList()
    {
        var read = new JsonArray();
        for (Next(); !tokens[at].Is("]"); Between()) read.Add(Read());
        at++;
        return read;
    }

    private void Next()
    {
        at++;
        Between();
    }

    private void Between()
    {
        while (tokens[at].Kind == BicepKind.LineEnd || tokens[at].Is(",")) at++;
    }

    /// <summary>Goes to where a value ends: a line end, a comma or the end of what it stands in.</summary>
    private void Skip()
    {
        for (var depth = 0; at < tokens.Count; at++)
        {
            var mark = tokens[at].Kind == BicepKind.Mark ? tokens[at].Text : "";
            if (depth == 0 && (tokens[at].Kind == BicepKind.LineEnd || mark is "," or "}" or "]" or ")")) return;

            depth += mark is "{" or "[" or "(" or "${" ? 1 : mark is "}" or "]" or ")" or "}$" ? -1 : 0;
        }
    }
}
