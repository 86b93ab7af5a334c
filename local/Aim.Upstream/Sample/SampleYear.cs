using System.Globalization;
using Aim.Upstream.Data;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Sample;

/// <summary>
/// Makes the rows of a year. A country's kilograms of a kind are spread over codes and months by weights and scaled so that the
/// year is exact; that is why a year is made as a whole, however many of its months are published.
/// </summary>
internal static class SampleYear
{
    private static readonly double[] _season = [0.98, 0.96, 1.06, 1.04, 1.07, 1.03, 1.00, 1.02, 0.97, 1.00, 0.94, 0.93];

    private static readonly double[] _prices = [.. ReferenceData.Read(
        "sample-prices.csv", ["usd_per_t"], (csv, c) => double.Parse(csv[c[0]], CultureInfo.InvariantCulture))];

    /// <summary>The rows of the twelve months.</summary>
    public static TradeRow[][] Make(Flow flow, int year)
    {
        var months = new List<TradeRow>[12];
        for (var i = 0; i < 12; i++) months[i] = [];
        foreach (var origin in SampleOrigin.All)
        {
            if (origin.Flow == flow && origin.Kilograms(year) > 0) AddOrigin(origin, year, months);
        }

        return [.. months.Select(m => m.ToArray())];
    }

    private static void AddOrigin(SampleOrigin origin, int year, List<TradeRow>[] months)
    {
        var weights = ProductsOf(origin)
            .Select(p => (Product: p.Product, Weights: MonthWeights(origin, p.Product, p.Weight, year)))
            .ToList();
        var total = weights.Sum(w => w.Weights.Sum());
        if (total == 0) return;
        var scale = origin.Kilograms(year) / total;
        foreach (var (product, byMonth) in weights)
        {
            var priceFactors = SampleEvent.FactorsOf(origin.Flow, SampleMeasure.Price, product.Code, origin.Country, year);
            for (var i = 0; i < 12; i++)
            {
                var month = new Month(year, i + 1);
                if (!product.IsUsedIn(month)) continue;
                var kilograms = Math.Round(byMonth[i] * scale);
                var chance = Chance.Even("row", product.Code, origin.Country.Packed, month.Index);
                // Little that is seldom traded is missing in many a month, and Census prints some of it as zeros.
                if (kilograms == 0 && chance > 0.04) continue;
                months[i].Add(new TradeRow(product.Code, origin.Country, Figures(origin, product, month, kilograms, priceFactors[i], chance)));
            }
        }
    }

    /// <summary>The codes that a country trades, with their weights. What is small trades in few of them.</summary>
    private static IEnumerable<(Product Product, double Weight)> ProductsOf(SampleOrigin origin)
    {
        var size = origin.KilotonsByYear.Max();
        var share = size switch { >= 500 => 1, >= 100 => 0.75, >= 25 => 0.56, >= 8 => 0.38, >= 2 => 0.25, >= 0.5 => 0.13, _ => 0.07 };
        var traded = ReferenceData.Products.Values
            .Where(p => SampleOrigin.KindOf(p.Code) == origin.Kind)
            .Select(p => (Product: p, Draw: Chance.Even("trades", p.Code / 100, origin.Country.Packed, (long)origin.Flow)))
            .OrderBy(p => p.Draw)
            .ToList();
        var least = traded[0].Draw;
        return traded
            .Where(p => p.Draw <= Math.Max(share, least))
            .Select(p => (p.Product, p.Product.Weight * Chance.Around(size > 500 ? 0.2 : 0.9, "likes", p.Product.Code / 100, origin.Country.Packed)));
    }

    private static double[] MonthWeights(SampleOrigin origin, Product product, double weight, int year)
    {
        var weights = SampleEvent.FactorsOf(origin.Flow, SampleMeasure.Quantity, product.Code, origin.Country, year);
        var tons = origin.Kilograms(year) * weight / (12_000 * 200);
        var (spread, absence) = tons switch { > 2000 => (0.12, 0), > 200 => (0.4, 0.02), > 20 => (0.7, 0.15), _ => (0.95, 0.45) };
        for (var i = 0; i < 12; i++)
        {
            var month = new Month(year, i + 1);
            var draw = Chance.Even("month", product.Code / 100, origin.Country.Packed, month.Index);
            weights[i] *= !product.IsUsedIn(month) || draw < absence
                ? 0
                : weight * _season[i] * Chance.Around(spread, "noise", product.Code, origin.Country.Packed, month.Index);
            // A surge now and then, of what is not so large that it would move the year.
            if (tons < 2000 && draw > 0.992) weights[i] *= 3;
        }

        return weights;
    }

    private static Measures Figures(SampleOrigin origin, Product product, Month month, double kilograms, double priceFactor, double chance)
    {
        var (code, country) = (product.Code, (long)origin.Country.Packed);
        var price = IngotPrice(month) * product.Price * priceFactor
            * Chance.Around(0.12, "country price", code, country) * Chance.Around(0.05, "price", code, country, month.Index);
        // What Census counts in pieces weighs half a kilogram here.
        var quantity = product.Unit is "KG" ? kilograms : kilograms * 2;
        var value = Math.Round(kilograms * price / 1000);
        Measures figures = default;
        figures[Measures.Value] = (long)value;
        figures[Measures.Quantity] = (long)quantity;
        if (origin.Flow == Flow.Export) return figures;
        // Most goods are entered when they arrive; some come from warehouses, some go there.
        var general = chance < 0.7 ? 1 : chance < 0.72 ? 0 : Chance.Around(0.25, "general", code, country, month.Index);
        figures[Measures.GeneralValue] = (long)Math.Round(value * general);
        figures[Measures.GeneralQuantity] = (long)Math.Round(quantity * general);
        var duty = SampleDuty.PercentOn(product, origin.Country, month);
        figures[Measures.DutiableValue] = duty > 0 ? (long)value : 0;
        figures[Measures.CalculatedDuty] = (long)Math.Round(value * duty / 100);
        return figures;
    }

    /// <summary>How a month compares with the mean of its year.</summary>
    public static double Season(Month month) => _season[month.Number - 1];

    /// <summary>The price of ingot without duty, US dollars a ton: each year's stands in its middle and the months lie between.</summary>
    public static double IngotPrice(Month month)
    {
        var position = Math.Clamp((month.Index - new Month(SampleData.FirstYear, 7).Index) / 12.0, 0, _prices.Length - 1);
        var before = (int)position;
        var after = Math.Min(before + 1, _prices.Length - 1);
        return _prices[before] + ((_prices[after] - _prices[before]) * (position - before));
    }
}
