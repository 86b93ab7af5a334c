namespace Aim.EndToEnd.Tests.Global;

/// <summary>A question about world trade as a caller puts it; null and empty leave a parameter out.</summary>
internal sealed record GlobalQuestion(params string[] By)
{
    public string[] Reporters { get; init; } = [];

    public string[] Partners { get; init; } = [];

    public string[] Categories { get; init; } = [];

    public string? Flow { get; init; }

    public string? Basis { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Freq { get; init; }

    public string? AsOf { get; init; }

    public int? Limit { get; init; }

    public bool IsExports => Flow is null or "X";

    public string Path(string dataSet)
    {
        (string Name, string? Value)[] all =
        [
            ("by", Join(By)), ("reporter", Join(Reporters)), ("partner", Join(Partners)), ("category", Join(Categories)), ("flow", Flow), ("basis", Basis), ("from", From),
            ("to", To), ("freq", Freq), ("as_of", AsOf), ("limit", Limit?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ];
        return $"api/v1/{dataSet}.json?{string.Join('&', all.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}"))}";

        static string? Join(string[] list) => list.Length == 0 ? null : string.Join(',', list);
    }
}
