using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aim.Upstream;
using Aim.Upstream.Data;
using Aim.Upstream.Reference;
using Aim.Upstream.Sample;
using Xunit;

namespace Aim.Tests.Upstream;

public sealed class SampleLicenseTests
{
    private static readonly DateOnly _today = new(2026, 11, 20);
    private static readonly ITradeView _sample = new SampleData(_today).Read();

    [Fact]
    public async Task Snapshots_appear_every_Tuesday_until_the_clock()
    {
        await using var server = await UpstreamServer.StartAsync(new UpstreamOptions { Today = _today }, TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        var days = JsonSerializer.Deserialize<DateOnly[]>(await http.GetStringAsync("/licenses/", TestContext.Current.CancellationToken))!;
        Assert.Equal((new DateOnly(2021, 7, 6), new DateOnly(2026, 11, 17), 281), (days[0], days[^1], days.Length));
        Assert.All(days, d => Assert.Equal(DayOfWeek.Tuesday, d.DayOfWeek));
        Assert.Equal(days.Order(), days);

        foreach (var (day, status) in new[]
        {
            ("2026-11-17", HttpStatusCode.OK), ("2026-11-24", HttpStatusCode.NotFound),
            ("2026-11-16", HttpStatusCode.NotFound), ("2021-06-29", HttpStatusCode.NotFound),
        })
        {
            using var response = await http.GetAsync($"/licenses/{day}.csv", TestContext.Current.CancellationToken);
            Assert.Equal(status, response.StatusCode);
            if (status is HttpStatusCode.OK) Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public void Before_the_first_snapshot_there_is_none() => Assert.Empty(new SampleData(new DateOnly(2021, 7, 5)).Read().LicenseDays);

    [Theory]
    [InlineData("2026-11-03", "2026-08", "2027-01")]
    [InlineData("2026-11-10", "2026-09", "2027-01")]
    [InlineData("2021-07-06", "2021-07", "2021-09")]
    public void A_snapshot_holds_the_month_that_Census_published_last_and_all_after_it(string day, string first, string last)
    {
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var rows = Snapshot(date);
        Assert.Equal(first, rows.Min(r => r.Month).ToString());
        Assert.All(rows, r => Assert.True(r.Issued <= date));
        Assert.Equal(last, rows.Max(r => r.Month).ToString());
    }

    [Fact]
    public void The_same_snapshot_has_the_same_bytes_whatever_the_clock_and_what_was_asked_before()
    {
        var day = new DateOnly(2024, 3, 5);
        var later = new SampleData(new DateOnly(2027, 1, 1)).Read();
        Text(later, day.AddDays(140));
        Assert.Equal(Text(new SampleData(day).Read(), day), Text(later, day));
    }

    [Fact]
    public void A_licence_stays_as_it_was_filed_but_for_its_status()
    {
        var before = Snapshot(new DateOnly(2024, 3, 5));
        var now = Snapshot(new DateOnly(2024, 3, 26)).ToDictionary(r => r.Id);
        var both = before.Where(r => now.ContainsKey(r.Id)).ToList();
        Assert.True(both.Count > 3000);
        Assert.All(both, r => Assert.Equal(r with { Status = "" }, now[r.Id] with { Status = "" }));
        Assert.All(both.Where(r => !r.IsActive), r => Assert.Equal(r.Status, now[r.Id].Status));
        Assert.Contains(both, r => r.IsActive && now[r.Id].Status is "cancelled");
        Assert.Contains(both, r => r.IsActive && now[r.Id].Status is "unused");
        Assert.InRange(now.Values.Count(r => r.Month == new Month(2024, 2) && !r.IsActive) / (double)now.Values.Count(r => r.Month == new Month(2024, 2)), 0.005, 0.02);
    }

    [Theory]
    [InlineData("2021-09-07")]
    [InlineData("2022-07-05")]
    [InlineData("2025-08-05")]
    [InlineData("2026-11-17")]
    public void Every_column_is_well_formed(string day)
    {
        var rows = Snapshot(DateOnly.Parse(day, CultureInfo.InvariantCulture));
        var iso = ReferenceData.Read("countries.csv", ["iso2"], (csv, c) => csv.Text(c[0])).ToHashSet();
        Assert.Equal(rows.Count, rows.Select(r => r.Id).Distinct().Count());
        Assert.All(rows, r =>
        {
            Assert.Matches(new Regex("^AL[0-9]{11}$", RegexOptions.None, TimeSpan.FromSeconds(1)), r.Id);
            Assert.InRange(r.Imported.DayNumber - r.Issued.DayNumber, -28, 60);
            Assert.True(r.Issued >= new DateOnly(2021, 6, 28));
            Assert.Contains(r.Status, (string[])["active", "cancelled", "unused"]);
            Assert.Contains(r.Entry, (string[])["Consumption", "FTZ"]);
            Assert.True(IsMonitored(long.Parse(r.Hts, CultureInfo.InvariantCulture), r.Month), r.Hts);
            Assert.All((string[])[r.Origin, r.Export, r.Cast], c => Assert.Contains(c, iso));
            Assert.All((string[])[r.Smelt, r.SecondSmelt], c => Assert.True(c is "N/A" || iso.Contains(c) || (c is "UNKNOWN" && r.Imported < new DateOnly(2022, 6, 29))));
            Assert.NotEqual(r.Smelt is "N/A" or "UNKNOWN" ? "" : r.Smelt, r.SecondSmelt);
            Assert.True(r.Kilograms > 0 && r.Dollars >= 0);
            Assert.Matches(new Regex("^[0-9]{4}$", RegexOptions.None, TimeSpan.FromSeconds(1)), r.Port);
        });
        Assert.Contains(rows, r => r.SecondSmelt is not "N/A");
        Assert.InRange(Share(rows, r => r.Smelt is "N/A"), 0.04, 0.2);
    }

    [Fact]
    public void Smelters_are_unknown_in_the_first_year_only()
    {
        Assert.InRange(Share(Snapshot(new DateOnly(2021, 12, 28)), r => r.Smelt is "UNKNOWN"), 0.1, 0.2);
        Assert.InRange(Share(Final(new Month(2022, 6)), r => r.Smelt is "UNKNOWN"), 0.1, 0.2);
        Assert.DoesNotContain(Final(new Month(2022, 7)), r => r.Smelt is "UNKNOWN");
    }

    [Theory]
    [InlineData(2022)]
    [InlineData(2023)]
    [InlineData(2024)]
    [InlineData(2025)]
    public void Census_is_two_to_five_percent_above_the_licences_of_a_year(int year)
    {
        var (census, closing, final) = (0.0, 0.0, 0.0);
        var errors = new List<double>();
        for (var number = 1; number <= 12; number++)
        {
            var month = new Month(year, number);
            var found = Census(month).Sum(r => (double)r.Values[Measures.Quantity]);
            var rows = Final(month);
            Assert.InRange(rows.Count, 1200, 1900);
            var filed = rows.Where(r => r.IsActive).Sum(r => (double)r.Kilograms);
            census += found;
            closing += Snapshot(TuesdayFrom(month.LastDay)).Where(r => r.IsActive && r.Month == month).Sum(r => (double)r.Kilograms);
            final += filed;
            errors.Add((found / filed) - 1);
        }

        Assert.InRange((census / closing) - 1, 0.02, 0.05);
        Assert.InRange((census / final) - 1, 0.02, 0.05);
        Assert.Contains(errors, e => e < -0.002);
        Assert.Contains(errors, e => e > 0.04);
        Assert.All(errors, e => Assert.InRange(e, -0.12, 0.12));
    }

    [Fact]
    public void Every_cell_of_some_size_has_a_licence_and_no_other_cell_has()
    {
        var month = new Month(2025, 7);
        var licensed = Final(month).Where(r => r.IsActive).Select(r => (r.Hts, r.Origin)).ToHashSet();
        var census = Census(month).Select(r => (Row: r, Cell: (r.Code.ToString(CultureInfo.InvariantCulture), ReferenceData.IsoCode(r.Country)))).ToList();
        Assert.Subset(census.Select(c => c.Cell).ToHashSet(), licensed);
        Assert.All(census.Where(c => c.Row.Values[Measures.Quantity] > 20_000), c => Assert.Contains(c.Cell, licensed));
    }

    [Fact]
    public void Planted_patterns_are_there()
    {
        var (summer, now) = (Final(new Month(2026, 8)), Snapshot(new DateOnly(2026, 11, 17)).Where(r => r.Month == new Month(2026, 10)).ToList());

        Assert.InRange(Change("7606", "VN"), 6, 11);
        Assert.InRange(Change("7606", "TH"), 1.3, 2.5);
        Assert.True(Share(now.Where(IsThaiSheet), r => r.Smelt is "CN") > 0.6);
        Assert.DoesNotContain(Final(new Month(2026, 2)), r => IsThaiSheet(r) && r.Smelt is "CN");
        Assert.InRange(Price(now, "IN") / Price(now, "DE"), 0.2, 0.6);
        Assert.InRange(Price(summer, "IN") / Price(summer, "DE"), 0.75, 1.35);
        Assert.InRange(Change("7606", "TR"), 0.05, 0.25);
        Assert.InRange(Change("7607", "TR"), 2.5, 6);

        static bool IsThaiSheet(LicenseRow row) => row.Origin is "TH" && row.Hts.StartsWith("7606", StringComparison.Ordinal);
        static double Price(IEnumerable<LicenseRow> rows, string origin)
        {
            var profiles = rows.Where(r => r.Origin == origin && r.Hts.StartsWith("7604", StringComparison.Ordinal)).ToList();
            return profiles.Sum(r => (double)r.Dollars) / profiles.Sum(r => (double)r.Kilograms);
        }

        double Change(string hs, string origin)
        {
            return Sum(now) / Sum(summer);

            double Sum(IEnumerable<LicenseRow> rows) =>
                rows.Where(r => r.IsActive && r.Origin == origin && r.Hts.StartsWith(hs, StringComparison.Ordinal)).Sum(r => (double)r.Kilograms);
        }
    }

    private static List<LicenseRow> Snapshot(DateOnly day) => LicenseRow.ReadAll(Text(_sample, day));

    /// <summary>The licences of a month as its last snapshot has them.</summary>
    private static List<LicenseRow> Final(Month month) =>
        [.. Snapshot(TuesdayFrom(new Month(month.Index + 1).LastDay.AddDays(29))).Where(r => r.Month == month)];

    private static DateOnly TuesdayFrom(DateOnly day) => day.AddDays((DayOfWeek.Tuesday - day.DayOfWeek + 7) % 7);

    private static string Text(ITradeView view, DateOnly day)
    {
        using var reader = new StreamReader(view.OpenLicenses(day)!);
        return reader.ReadToEnd();
    }

    private static double Share(IEnumerable<LicenseRow> rows, Func<LicenseRow, bool> some)
    {
        var all = rows.ToList();
        return all.Where(some).Sum(r => (double)r.Kilograms) / all.Sum(r => (double)r.Kilograms);
    }

    private static IEnumerable<TradeRow> Census(Month month) => _sample.Rows(Flow.Import, month).Where(r => IsMonitored(r.Code, month));

    private static bool IsMonitored(long code, Month month) => ReferenceData.Products[code].IsUsedIn(month)
        && (SampleOrigin.KindOf(code) is SampleKind.Crude or SampleKind.Semis || code is 7616995160 or 7616995170);
}
