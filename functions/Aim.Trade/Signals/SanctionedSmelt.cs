namespace Aim.Trade.Signals;

/// <summary>Metal smelted or cast in a country that is under sanction or a prohibitive duty, whatever its origin.</summary>
internal sealed class SanctionedSmelt(Watch watch, FlowTable flows) : IScreen
{
    public const string Name = "sanctioned-smelt";

    public string Rule => Name;

    public IEnumerable<Signal> Find(Month month, AlertRule rule, IReadOnlyList<Month> baseline)
    {
        var sums = new Dictionary<(string Origin, string Sanctioned), Figures>();
        foreach (var flow in flows.In(month))
        {
            foreach (var country in flow.Smelt == flow.Cast ? [flow.Smelt] : (string[])[flow.Smelt, flow.Cast])
            {
                if (!watch.Book.Signals.IsSanctioned(country, flow.Origin, month)) continue;

                var key = (flow.Origin, country);
                sums[key] = sums.GetValueOrDefault(key, new Figures(0, 0, 0)) + flow.Figures;
            }
        }

        foreach (var ((origin, sanctioned), figures) in sums)
        {
            if (figures.Kilograms is not { } kilograms || kilograms < rule.MinDifferenceKg) continue;

            var (country, smelter) = (watch.Book.CountryNameOf(origin), watch.Book.CountryNameOf(sanctioned));
            yield return new Signal(rule, month)
            {
                Country = origin,
                CountryName = country,
                Related = sanctioned,
                RelatedName = smelter,
                Measure = "quantity_t",
                Value = kilograms / 1000.0,
                AffectedKg = kilograms,
                Explanation = $"Licenses for {month} announce {Wording.Tons(kilograms)} from {country} smelted or last cast in {smelter}, "
                    + "whose metal is under sanction or a prohibitive duty in that month.",
                Evidence = Wording.SupplyChain($"by=origin,smelt,cast&origin={origin}", month, month),
            };
        }
    }
}
