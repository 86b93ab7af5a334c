using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Query;
using Aim.Trade.Series;
using Aim.Trade.Signals;

namespace Aim.Tests.Signals;

/// <summary>Licences as rows. 2025 has Census data, January 2026 has none and is over.</summary>
internal sealed class LicensedTrade
{
    public static readonly CodeBook Book = CodeBook.Load(Path.Combine(AppContext.BaseDirectory, "Data"));
    public static readonly Month Watched = new(2026, 1);
    public static readonly IReadOnlyList<Month> Year = [.. Enumerable.Range(0, 12).Select(i => Watched - 12 + i)];

    private readonly List<GroupedRow> supply = [];
    private readonly List<(IReadOnlyList<Dimension> By, GroupedRow Row)> trade = [];

    public IEnumerable<Month> Final { get; init; } = Year;

    public DateOnly Through { get; init; } = new(2026, 2, 3);

    /// <summary>Adds licences; tons null is a withheld row.</summary>
    public LicensedTrade Add(Month month, string origin, string product, string smelt, double? tons, int licenses = 20, double price = 3000, string? cast = null)
    {
        supply.Add(Row(month, [origin, product, smelt, cast ?? origin], tons, price, licenses, isPreliminary: true));
        return this;
    }

    public LicensedTrade AddYear(string origin, string product, string smelt, double tons, int licenses = 20, double price = 3000)
    {
        foreach (var month in Year) Add(month, origin, product, smelt, tons, licenses, price);
        return this;
    }

    /// <summary>Adds a row of imports by product and country (Schedule C).</summary>
    public LicensedTrade AddImports(Month month, string product, string ctyCode, double? tons)
    {
        trade.Add(([Dimension.Product, Dimension.Country], Row(month, [product, ctyCode], tons, 3000, 0, isPreliminary: month >= Watched)));
        return this;
    }

    public async Task<List<Signal>> FindAsync(string? rule = null)
    {
        var licensed = supply.Concat(trade.Select(t => t.Row)).Select(r => Month.Parse(r.Period)).ToHashSet();
        var signals = await Screening.FindAsync(
            new Watch(Book, Final.ToHashSet(), licensed, Through),
            query => Task.FromResult(trade.Where(t => t.By.SequenceEqual(query.By)).Select(t => t.Row).ToList()),
            _ => Task.FromResult(supply));
        return [.. signals.Where(s => rule is null || s.Rule.Name == rule)];
    }

    private static GroupedRow Row(Month month, string[] codes, double? tons, double price, int licenses, bool isPreliminary) => new(
        month.ToString(),
        codes,
        new Cell(Amount.Of(tons is null ? null : (long)(tons * price), tons is null ? null : (long)(tons * 1000)), Amount.Of(licenses, 0)),
        1,
        IsRevised: false,
        isPreliminary,
        IsWithheld: tons is null);
}
