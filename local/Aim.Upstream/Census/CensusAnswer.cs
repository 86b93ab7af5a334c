using System.Runtime.InteropServices;
using Aim.Upstream.Data;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Census;

/// <summary>Makes the rows of an answer for one month: countries as the source has them, the world and the groups as sums.</summary>
internal sealed class CensusAnswer(CensusQuery query, ITradeView view)
{
    private readonly Dictionary<CountryCode, bool> _countries = [];
    private readonly Dictionary<CountryCode, CountryCode[]> _sums = [];
    private readonly Dictionary<(int Level, long Commodity), bool> _commodities = [];

    /// <summary>The rows of the month, scattered.</summary>
    public IEnumerable<KeyValuePair<RowKey, RowFigures>> Rows(Month month)
    {
        var rows = new Dictionary<RowKey, RowFigures>();
        foreach (var ((code, country), figures) in Merge(month))
        {
            foreach (var level in query.Levels)
            {
                var commodity = code / PowerOfTen(10 - level);
                if (!IsAsked(level, commodity)) continue;
                var unit = view.Unit(code);
                if (!country.IsCountry)
                {
                    // A given sum is one of the ten-digit code; sums of shorter codes are made from countries.
                    if (level == 10) Give(rows, new RowKey(level, commodity, country), unit, figures);
                    continue;
                }

                Add(rows, new RowKey(level, commodity, country), unit, figures);
                foreach (var sum in SumsOf(country)) Add(rows, new RowKey(level, commodity, sum), unit, figures);
            }
        }

        return rows.OrderBy(r => r.Key.Scatter());
    }

    private static long PowerOfTen(int exponent) => exponent == 0 ? 1 : 10 * PowerOfTen(exponent - 1);

    /// <summary>The source's rows of the month, with the year to date beside them when the request has it.</summary>
    private Dictionary<(long Code, CountryCode Country), (Measures Month, Measures YearToDate)> Merge(Month month)
    {
        var merged = new Dictionary<(long, CountryCode), (Measures Month, Measures YearToDate)>();
        for (var m = query.YearIsAsked ? new Month(month.Year, 1) : month; m <= month; m = new Month(m.Index + 1))
        {
            var ofMonth = new Dictionary<(long, CountryCode), Measures>();
            foreach (var row in view.Rows(query.Dataset.Flow, m)) ofMonth[(row.Code, row.Country)] = row.Values;
            foreach (var (key, values) in ofMonth)
            {
                ref var figures = ref CollectionsMarshal.GetValueRefOrAddDefault(merged, key, out var exists);
                if (exists) figures.YearToDate.Add(values);
                else figures.YearToDate = values;
                if (m == month) figures.Month = values;
            }
        }

        return merged;
    }

    private void Add(
        Dictionary<RowKey, RowFigures> rows, RowKey key, string unit, in (Measures Month, Measures YearToDate) figures)
    {
        if (!IsAsked(key.Country)) return;
        ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, key, out _);
        if (!row.IsGiven) row.Add(unit, figures.Month, figures.YearToDate);
    }

    private void Give(
        Dictionary<RowKey, RowFigures> rows, RowKey key, string unit, in (Measures Month, Measures YearToDate) figures)
    {
        if (IsAsked(key.Country))
            rows[key] = new RowFigures { Unit = unit, Month = figures.Month, YearToDate = figures.YearToDate, IsGiven = true };
    }

    private CountryCode[] SumsOf(CountryCode country)
    {
        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, country, out _);
        return sums ??= ReferenceData.SumsOf(country);
    }

    private bool IsAsked(CountryCode country)
    {
        ref var asked = ref CollectionsMarshal.GetValueRefOrAddDefault(_countries, country, out var known);
        if (!known)
        {
            asked = (query.CountriesAreAsked || country == CountryCode.World)
                && query.Accepts("CTY_CODE", country.ToString())
                && query.Accepts("CTY_NAME", ReferenceData.CountryName(country))
                && query.Accepts("SUMMARY_LVL", CensusWriter.SummaryLevel(country));
        }

        return asked;
    }

    private bool IsAsked(int level, long commodity)
    {
        ref var asked = ref CollectionsMarshal.GetValueRefOrAddDefault(_commodities, (level, commodity), out var known);
        if (!known) asked = query.Accepts(query.Dataset.Commodity, RowKey.CommodityOf(level, commodity));
        return asked;
    }
}
