namespace Aim.EndToEnd.Tests.Trade;

/// <summary>A question about imports or exports, as a caller puts it; null and empty leave the parameter out.</summary>
internal sealed record Question
{
    public IReadOnlyList<string> By { get; init; } = [];

    public IReadOnlyList<string> Products { get; init; } = [];

    public IReadOnlyList<string> Countries { get; init; } = [];

    public IReadOnlyList<string> Hs { get; init; } = [];

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Freq { get; init; }

    public string? Basis { get; init; }

    public bool General { get; init; }

    public string? AsOf { get; init; }

    public string Query
    {
        get
        {
            (string Name, string? Value)[] all =
            [
                ("by", Join(By)), ("product", Join(Products)), ("country", Join(Countries)), ("hs", Join(Hs)), ("from", From), ("to", To),
                ("freq", Freq), ("basis", Basis), ("trade", General ? "general" : null), ("as_of", AsOf),
            ];
            return string.Join('&', all.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}"));

            static string? Join(IReadOnlyList<string> list) => list.Count == 0 ? null : string.Join(',', list);
        }
    }
}
