using Aim.Trade;
using Aim.Trade.Codes;

namespace Aim.Bench.Detection;

/// <summary>
/// A made-up world without a pattern, other for every seed: thirty-two origins, season, months that remember the month before, now and
/// then a wild one, licences that differ from the Census as they do in fact, importers who buy from one smelter, a running month half filed.
/// </summary>
internal sealed class RandomMarket
{
    private const int History = 16;
    private const double TonsPerLicense = 60;

    private static readonly string[] Smelting = ["CA", "AE", "BH", "AU", "IN", "CN", "NO", "BR", "ZA", "QA", "SA", "DE", "TR", "AR", "MY", "ID"];
    private static readonly string[] Without = ["KR", "TH", "VN", "MX", "IT", "AT", "TW", "JP", "BE", "HU", "PL", "CZ", "IL", "CH", "PH", "PT"];
    private static readonly Month Complete = new(2026, 3);

    private readonly CodeBook book;
    private readonly int seed;
    private readonly List<RandomCell> cells = [];
    private readonly Dictionary<string, (string Country, double Weight)[]> sources = new(StringComparer.Ordinal);

    public RandomMarket(CodeBook book, int seed)
    {
        (this.book, this.seed) = (book, seed);
        var draw = new Draws(seed);
        var codes = book.Hts.Where(h => h.Months.Holds(Complete) && book.InBasis("aim", h.Hts10, Complete)).Select(h => h.Hts10).ToList();
        var groups = book.Products.Select(p => p.Product).Distinct(StringComparer.Ordinal).ToDictionary(p => p, _ => 2800 * Math.Exp(draw.Even(0, 0.7)), StringComparer.Ordinal);
        var prices = codes.ToDictionary(c => c, c => groups[book.ProductOf(c, Complete)] * Math.Exp(draw.Normal(0.1)), StringComparer.Ordinal);
        foreach (var origin in (string[])[.. Smelting, .. Without])
        {
            var (size, price) = (origin == "CA" ? 20 : Math.Exp(draw.Normal(0.6)), Math.Exp(draw.Normal(0.12)));
            foreach (var hts10 in codes.OrderBy(_ => draw.Even(0, 1)).Take((int)draw.Even(4, 13)).ToList())
            {
                cells.Add(new RandomCell(
                    origin, hts10, book.ProductOf(hts10, Complete), 220 * size * Math.Exp(draw.Normal(1)), prices[hts10] * price * Math.Exp(draw.Normal(0.08)), draw.Even(0, 12)));
            }

            sources[origin] = Smelting.Contains(origin, StringComparer.Ordinal)
                ? [(origin, 0.95), (Other(draw, origin), 0.05)]
                : [.. Smelting.OrderBy(_ => draw.Even(0, 1)).Take((int)draw.Even(3, 6)).ToList().Select(c => (c, draw.Even(0.5, 2)))];
        }
    }

    /// <summary>The day on which the world is looked at: one month is over, the next one runs, and the Census knows neither.</summary>
    public static DateOnly Through { get; } = new(2026, 4, 18);

    /// <summary>One pattern of each kind, each in another origin, at the strength that its name states.</summary>
    public IReadOnlyList<Plant> Plants()
    {
        var draw = new Draws(seed + 1_000_000);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var groups = cells.GroupBy(c => (c.Origin, c.Product)).Select(g => (g.Key.Origin, g.Key.Product, Tons: g.Sum(c => c.Tons))).ToList();
        var all = groups.GroupBy(g => g.Origin, StringComparer.Ordinal).Select(g => (Origin: g.Key, Product: (string?)null, Tons: g.Sum(c => c.Tons))).ToList();
        var plants = new List<Plant>();
        var from = One(groups.Where(g => g.Tons >= 1500 && groups.Exists(o => o.Origin == g.Origin && o.Tons < g.Tons / 3)));
        var to = groups.Where(o => o.Origin == from.Origin && o.Tons < from.Tons / 3).MaxBy(o => o.Tons);
        plants.Add(new Plant("code shift: 85 % of 1,500 t and more becomes another product", "code-shift", from.Origin, to.Product, from.Product, Moved: 0.85));
        var (origin, product, _) = One(groups.Where(g => g.Tons >= 800));
        plants.Add(new Plant("surge: four times 800 t and more", "surge", origin, product, null, Tons: 4));
        (origin, product, _) = One(groups.Where(g => g.Tons >= 1200 && IsWithout(g.Origin)));
        plants.Add(new Plant("transshipment: all of 1,200 t and more from another smelter", "smelt-elsewhere", origin, product, Smelting.First(s => sources[origin].All(o => o.Country != s)), Smelt: 1));
        (origin, product, _) = One(groups.Where(g => g.Tons >= 300));
        plants.Add(new Plant("low price: a third, of 300 t and more", "low-unit-value", origin, product, null, Price: 0.33));
        (origin, product, _) = One(groups.Where(g => g.Tons >= 300));
        plants.Add(new Plant("sanctioned: 30 % of 300 t and more smelted in Russia", "sanctioned-smelt", origin, product, "RU", Smelt: 0.3));
        (origin, _, _) = One(all.Where(g => g.Tons >= 2000 && IsWithout(g.Origin)));
        plants.Add(new Plant("no smelter: four times 2,000 t and more", "no-smelter", origin, null, null, Tons: 4));
        return plants;

        bool IsWithout(string country) => Without.Contains(country, StringComparer.Ordinal);

        (string Origin, string Product, double Tons) One<T>(IEnumerable<(string Origin, T Product, double Tons)> fit)
        {
            var (o, p, t) = fit.Where(g => !taken.Contains(g.Origin)).OrderBy(_ => draw.Even(0, 1)).First();
            taken.Add(o);
            return (o, p as string ?? "", t);
        }
    }

    /// <summary>The world with patterns in the months that the Census does not know.</summary>
    public Market Make(IReadOnlyList<Plant> plants)
    {
        var (market, draw) = (new Market(book), new Draws(seed));
        var levels = new double[cells.Count];
        var past = new List<double[]>();
        var price = 0.0;
        for (var month = Complete - History; month <= Complete + 3; month += 1)
        {
            var error = 0.026 + draw.Normal(0.03);
            price = (0.9 * price) + draw.Normal(0.03);
            var tons = cells.Select((c, i) => TonsOf(draw, c, month, levels[i] = (0.5 * levels[i]) + draw.Wild(c.Swing))).ToArray();
            var active = month < Complete ? [] : plants;
            foreach (var plant in active) Apply(plant, tons, past);
            if (month < Complete && month >= Complete - 12) past.Add(tons);
            for (var i = 0; i < cells.Count; i++)
            {
                var (cell, here) = (cells[i], active.Where(p => p.Origin == cells[i].Origin && (p.Product is null || p.Product == cells[i].Product)).ToList());
                var perTon = cell.Price * Math.Exp(price + draw.Normal(0.05)) * here.Aggregate(1.0, (f, p) => f * p.Price);
                if (tons[i] == 0) continue;
                if (month < Complete) market.AddCensus(month, cell.Hts10, book.CtyCodeOf(cell.Origin)!, (long)(tons[i] * 1000), (long)(tons[i] * perTon));
                AddLicenses(market, draw, month, cell, tons[i] / (1 + error) * Math.Exp(draw.Normal(0.05)), perTon, here.Find(p => p.Smelt > 0));
            }
        }

        return market;
    }

    private static double TonsOf(Draws draw, RandomCell cell, Month month, double level) => cell.Tons < 200 && draw.Even(0, 1) < 0.1
        ? 0
        : cell.Tons * (1 + (0.12 * Math.Sin(Math.PI * (month.Number + cell.Phase) / 6))) * Math.Exp(level);

    /// <summary>Strengths are against the median of the twelve months before.</summary>
    private void Apply(Plant plant, double[] tons, List<double[]> past)
    {
        var moved = 0.0;
        foreach (var i in Enumerable.Range(0, tons.Length).Where(i => cells[i].Origin == plant.Origin))
        {
            var level = past.Select(p => p[i]).Order().ElementAt(past.Count / 2);
            if (plant.Tons != 1 && (plant.Product is null || cells[i].Product == plant.Product)) tons[i] = plant.Tons * level;
            if (plant.Moved == 0 || cells[i].Product != plant.Related) continue;

            moved += plant.Moved * level;
            tons[i] = (1 - plant.Moved) * level;
        }

        if (moved > 0) tons[cells.FindIndex(c => c.Origin == plant.Origin && c.Product == plant.Product)] += moved;
    }

    private static string Other(Draws draw, string origin) => Smelting.Where(s => s != origin).OrderBy(_ => draw.Even(0, 1)).First();

    private void AddLicenses(Market market, Draws draw, Month month, RandomCell cell, double tons, double perTon, Plant? plant)
    {
        var count = Math.Max(1, (int)(tons / TonsPerLicense));
        var smelt = "";
        for (var i = 0; i < count; i++)
        {
            // An importer files a few licences for metal of one smelter.
            if (i == 0 || draw.Even(0, 1) < 0.4) smelt = draw.Even(0, 1) < 0.12 ? "secondary" : draw.Pick(sources[cell.Origin]);
            var where = plant is not null && draw.Even(0, 1) < plant.Smelt ? plant.Related! : smelt;
            var filed = month.FirstDay.AddDays((int)draw.Even(0, 28) - draw.DaysAhead());
            var kilograms = (long)(1000 * tons / count * draw.Even(0.6, 1.4));
            if (filed > Through) continue;

            market.AddLicense(month, cell.Hts10, cell.Origin, where, cell.Origin, kilograms, (long)(kilograms / 1000.0 * perTon * Math.Exp(draw.Normal(0.08))), 1);
        }
    }
}
