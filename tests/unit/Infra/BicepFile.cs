using System.Text.Json.Nodes;

namespace Aim.Tests.Infra;

/// <summary>What a Bicep file declares and what it refers to. Types of resources are not known here: the compiler checks them.</summary>
internal sealed class BicepFile
{
    private static readonly string[] Functions =
    [
        "allowed", "batchSize", "description", "empty", "guid", "listKeys", "readEnvironmentVariable", "replace", "resourceGroup", "split",
        "subscription", "subscriptionResourceId", "take", "toObject", "union", "uniqueString",
    ];

    private static readonly string[] Words = ["existing", "false", "for", "if", "in", "null", "targetScope", "true", "using"];

    private readonly List<BicepToken> tokens;
    private readonly HashSet<string> locals = new(StringComparer.Ordinal);
    private readonly List<BicepToken> references = [];

    private BicepFile(string text)
    {
        tokens = BicepTokens.Read(text);
        Declare();
        Refer();
    }

    /// <summary>Symbols by their kind: <c>param</c>, <c>var</c>, <c>resource</c>, <c>module</c> or <c>output</c>.</summary>
    public Dictionary<string, HashSet<string>> Declared { get; } =
        new(StringComparer.Ordinal) { ["param"] = [], ["var"] = [], ["resource"] = [], ["module"] = [], ["output"] = [] };

    /// <summary>What stands behind <c>=</c> by the name of its symbol: objects, lists and plain texts; any other value is null.</summary>
    public Dictionary<string, JsonNode?> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>The files of modules, by symbol.</summary>
    public Dictionary<string, string> Modules { get; } = new(StringComparer.Ordinal);

    /// <summary>Outputs of modules that are referred to.</summary>
    public IEnumerable<(string Module, string Output)> UsedOutputs =>
        from i in Enumerable.Range(0, tokens.Count - 4)
        where tokens[i + 2].Text == "outputs" && tokens[i + 1].Is(".") && tokens[i + 3].Is(".")
        select (tokens[i].Text, tokens[i + 4].Text);

    /// <summary>What is said of names that nothing declares.</summary>
    public IEnumerable<string> Undeclared =>
        from token in references
        where !IsKnown(token.Text)
        select $"line {token.Line}: {token.Text}";

    /// <summary>Symbols of a kind that nothing refers to.</summary>
    public IEnumerable<string> Unused(string kind) => Declared[kind].Except(references.Select(r => r.Text), StringComparer.Ordinal);

    public static BicepFile Load(string name) => new(File.ReadAllText(Deployment.PathOf("infra", name)));

    public static BicepFile Parse(string text) => new(text);

    private bool IsKnown(string name) => locals.Contains(name) || Functions.Contains(name, StringComparer.Ordinal)
        || Declared.Any(d => d.Key != "output" && d.Value.Contains(name));

    private void Declare()
    {
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Kind == BicepKind.Name && BeginsLine(i) && Declared.TryGetValue(tokens[i].Text, out var names) && tokens[i + 1].Kind == BicepKind.Name)
            {
                var name = tokens[i + 1].Text;
                if (!names.Add(name)) throw new FormatException($"Line {tokens[i].Line}: {name} is declared twice.");

                if (tokens[i].Text == "module") Modules[name] = tokens[i + 2].Text;

                // An output may have the name of another symbol.
                if (tokens[i].Text == "output") continue;

                var equals = tokens.FindIndex(i, t => t.Is("=") || t.Kind == BicepKind.LineEnd);
                if (tokens[equals].Is("=")) Values[name] = new BicepValueReader(tokens, equals + 1).Read();
            }
            else if (tokens[i].Text == "for" && tokens[i].Kind == BicepKind.Name)
            {
                locals.UnionWith(tokens.Skip(i + 1).TakeWhile(t => t.Text != "in").Where(t => t.Kind == BicepKind.Name).Select(t => t.Text));
            }
            else if (tokens[i + 1].Is("=>"))
            {
                locals.Add(tokens[i].Text);
            }
        }
    }

    private void Refer()
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind != BicepKind.Name) continue;

            if (BeginsLine(i) && Declared.ContainsKey(token.Text) && i + 1 < tokens.Count && tokens[i + 1].Kind == BicepKind.Name)
            {
                // The symbol, and the type that stands between it and its value, refer to nothing.
                i = tokens.FindIndex(i, t => t.Is("=") || t.Kind == BicepKind.LineEnd);
                continue;
            }

            var isMember = i > 0 && tokens[i - 1].Is(".");
            var isKey = i + 1 < tokens.Count && tokens[i + 1].Is(":") && (BeginsLine(i) || tokens[i - 1].Is("{") || tokens[i - 1].Is(","));
            if (!isMember && !isKey && !Words.Contains(token.Text, StringComparer.Ordinal)) references.Add(token);
        }
    }

    private bool BeginsLine(int index) => index == 0 || tokens[index - 1].Kind == BicepKind.LineEnd;
}
