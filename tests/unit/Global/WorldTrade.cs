using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Global;
using Aim.Trade.Query;
using Aim.Trade.Series;

namespace Aim.Tests.Global;

/// <summary>Exports, reporter by reporter; all of a reporter's months are published at once.</summary>
internal sealed class WorldTrade
{
    public static readonly CodeBook Book = CodeBook.Load(Path.Combine(AppContext.BaseDirectory, "Data"));

    private readonly Dictionary<(string Reporter, string Partner, string Category), Dictionary<Month, CellVersion[]>> series = [];

    public WorldTrade Add(string reporter, string partner, Month month, long? dollars, long? kilograms = 1, string category = "7601")
    {
        if (!series.TryGetValue((reporter, partner, category), out var months)) series.Add((reporter, partner, category), months = []);
        months.Add(month, [new CellVersion(1, new Cell(Amount.Of(dollars * 1000, kilograms * 1000), default))]);
        return this;
    }

    public List<TopPartner> Rank(GlobalQuery query) => TopPartners.Rank(
        query, Book, [.. series.Select(s => new GlobalSeries(s.Key.Reporter, s.Key.Partner, s.Key.Category, SeriesCodec.Encode(s.Value), ViewOf(s.Key.Reporter)))]);

    private FeedView ViewOf(string reporter)
    {
        var months = series.Where(s => s.Key.Reporter == reporter).SelectMany(s => s.Value.Keys).Distinct().ToDictionary(m => m, _ => 1);
        return new FeedView(months, months);
    }
}
