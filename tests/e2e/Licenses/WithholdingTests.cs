using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Aim.EndToEnd.Tests.Http;
using Aim.EndToEnd.Tests.Trade;
using Xunit;

namespace Aim.EndToEnd.Tests.Licenses;

/// <summary>A run that withholds what rests on fewer than three licences, asked for all that it tells of the months of one snapshot.</summary>
public sealed class WithholdingTests
{
    private const int Least = 3;

    private static readonly string[] Supply =
    [
        "smelt", "cast", "origin", "product", "heading", "hts10", "origin,smelt", "origin,cast", "smelt,cast", "product,origin", "product,smelt", "heading,cast",
        "product,heading", "origin,smelt,cast", "hts10,origin,smelt,cast",
    ];

    private static readonly string[] Trade =
        ["total", "country", "region", "product", "heading", "hs6", "hts10", "product,country", "heading,region", "product,heading", "hts10,country"];

    private static readonly string[] Bases = ["aim", "usgs", "chapter76"];

    private static readonly LicenseQuestion[] Questions =
    [
        .. Supply.Select(by => new LicenseQuestion("supply-chain", by.Split(','))),
        .. Bases.SelectMany(basis => Trade.Select(by => new LicenseQuestion("us-imports", by.Split(',')) { Basis = basis, Source = "license" })),
    ];

    [Fact]
    public async Task Nothing_that_is_told_rests_on_too_few_licences_or_gives_such_a_figure_away()
    {
        var data = new LicenseData(seed: 7);
        using var directory = new TemporaryDirectory();
        data.WriteTo(directory.Path);
        foreach (var day in data.Snapshots.Keys.Where(d => d != RandomLicenses.Last))
            File.Delete(Path.Combine(directory.Path, $"licenses-{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv"));
        await using var app = new AppProcess("--data", directory.Path) { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Aim__Licenses__LeastLicenses"] = $"{Least}" } };
        await app.StartAgainAsync();
        using var api = new Api(app.BaseAddress);
        await api.WaitUntilIdleAsync();
        var naive = new NaiveLicenses(data, await CodeLists.ReadAsync(api));

        foreach (var month in naive.Snapshots[RandomLicenses.Last].Where(m => m.Any(l => l.IsActive)).Select(m => m.Key))
        {
            var facts = naive.Facts("license", DateOnly.MaxValue).Where(f => f.Month == month).ToList();
            var atoms = facts.Select(f => (f.Code, f.Way)).Distinct().ToList();
            var (told, secrets) = (new List<long[]>(), new List<long[]>());
            foreach (var question in Questions.Select(q => q with { From = month, To = month }))
            {
                var columns = await api.ColumnsAsync(question.Path);
                for (var i = 0; i < columns["period"].Length; i++)
                {
                    var cell = facts.FindAll(f => InBasis(question, f) && question.By.All(d => d == "total" || Code(d, f) == columns[d][i].GetString()));
                    long[] vector = [.. atoms.Select(a => cell.Exists(f => (f.Code, f.Way) == a) ? 1L : 0)];
                    Assert.NotEmpty(cell);
                    if (columns["status"][i].GetString() != "C") told.Add(vector);
                    else Assert.All(new[] { "quantity_t", "value_usd", "unit_value_usd_per_t" }, name => Assert.Equal(JsonValueKind.Null, columns[name][i].ValueKind));
                    if (cell.Count < Least) secrets.Add(vector);
                }
            }

            Assert.NotEmpty(secrets);
            Assert.NotEmpty(told);
            var basis = new List<long[]>();
            foreach (var rest in told.Select(v => Rest(v, basis)).Where(r => r.Any(v => v != 0))) basis.Add(rest);
            Assert.All(secrets, s => Assert.Contains(Rest(s, basis), v => v != 0));
        }

        string Code(string dimension, Fact fact) => naive.Key(dimension, fact).Split('/')[0];

        static bool InBasis(LicenseQuestion question, Fact fact) =>
            !question.IsTrade || (fact.Code.StartsWith("76", StringComparison.Ordinal) && NaiveTrade.InBasis(question.Basis!, fact.Code));
    }

    /// <summary>What Gauss's elimination leaves of a sum when all that the others can give is taken off: nothing, when they give it.</summary>
    private static long[] Rest(long[] vector, List<long[]> basis)
    {
        const long prime = 998_244_353;
        var rest = (long[])vector.Clone();
        foreach (var one in basis)
        {
            var pivot = Array.FindIndex(one, v => v != 0);
            var times = rest[pivot] * (long)BigInteger.ModPow(one[pivot], prime - 2, prime) % prime;
            for (var i = 0; i < rest.Length; i++) rest[i] = (rest[i] + ((prime - times) * one[i])) % prime;
        }

        return rest;
    }
}
