namespace Aim.EndToEnd.Tests.Licenses;

/// <summary>A question about imports or about supply chains; null and empty leave the parameter out.</summary>
/// <param name="DataSet"><c>us-imports</c>, <c>smelt</c>, <c>cast</c> or <c>supply-chain</c>.</param>
/// <param name="By">The dimensions of the rows.</param>
internal sealed record LicenseQuestion(string DataSet, params IReadOnlyList<string> By)
{
    /// <summary>Parameter and values, of which one must fit.</summary>
    public IReadOnlyDictionary<string, string[]> Filters { get; init; } = new Dictionary<string, string[]>(StringComparer.Ordinal);

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Freq { get; init; }

    public string? Basis { get; init; }

    public string? Source { get; init; }

    public bool General { get; init; }

    public string? AsOf { get; init; }

    public bool IsTrade => DataSet == "us-imports";

    public string Path
    {
        get
        {
            (string Name, string? Value)[] all =
            [
                ("by", By.Count == 0 ? null : string.Join(',', By)), .. Filters.Where(f => f.Value.Length > 0).Select(f => (f.Key, (string?)string.Join(',', f.Value))),
                ("from", From), ("to", To), ("freq", Freq), ("basis", Basis), ("source", Source), ("trade", General ? "general" : null), ("as_of", AsOf),
            ];
            return $"api/v1/{DataSet}.json?{string.Join('&', all.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}"))}";
        }
    }
}
