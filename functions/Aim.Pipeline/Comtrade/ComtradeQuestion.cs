using System.Globalization;
using Aim.Trade;

namespace Aim.Pipeline.Comtrade;

/// <summary>What is asked of the service at once: totals by heading and partner, the world among the partners.</summary>
internal sealed record ComtradeQuestion(int Reporter, IReadOnlyList<Month> Months, IReadOnlyList<string> Flows, IReadOnlyList<string> Headings)
{
    /// <summary>The parameters of the address. Where a total is not asked for explicitly, the service adds its parts.</summary>
    public string Query => string.Create(
        CultureInfo.InvariantCulture,
        $"reporterCode={Reporter}&period={Periods}&partner2Code=0&cmdCode={string.Join(',', Headings)}&flowCode={string.Join(',', Flows)}&customsCode=C00&motCode=0");

    private string Periods => string.Join(',', Months.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Year:D4}{m.Number:D2}")));

    /// <summary>Two questions that together ask the same; none when it cannot be smaller.</summary>
    public IReadOnlyList<ComtradeQuestion> Split() => this switch
    {
        { Months.Count: > 1 } => [.. Halves(Months).Select(half => this with { Months = half })],
        { Flows.Count: > 1 } => [.. Halves(Flows).Select(half => this with { Flows = half })],
        { Headings.Count: > 1 } => [.. Halves(Headings).Select(half => this with { Headings = half })],
        _ => [],
    };

    private static IEnumerable<T[]> Halves<T>(IReadOnlyList<T> all) => all.Chunk((all.Count + 1) / 2);
}
