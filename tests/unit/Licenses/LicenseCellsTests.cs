using Aim.Pipeline.Licenses;
using Aim.Trade;
using Xunit;

namespace Aim.Tests.Licenses;

public sealed class LicenseCellsTests
{
    [Fact]
    public async Task Active_licences_are_summed_by_month_code_origin_smelt_and_cast()
    {
        using var cells = await GroupAsync(
            LicenseFile.Row("L1"),
            LicenseFile.Row("L2", ("smelt2", "IS"), ("quantity_kg", "5"), ("customs_value_usd", "15")),
            LicenseFile.Row("L3", ("smelt2", "N/A"), ("status", "unused")),
            LicenseFile.Row("L4", ("smelt1", "N/A")),
            LicenseFile.Row("L5", ("smelt1", "UNKNOWN"), ("expected_import_date", "2021-07-01")),
            LicenseFile.Row("L6", ("hts10", "9999999999"), ("country_origin", "ZZ"), ("smelt1", "ZZ"), ("cast", "ZZ")),
            LicenseFile.Row("L7", ("hts10", "0000000000"), ("country_origin", "AA"), ("smelt1", "AA"), ("cast", "AA")));

        var ca = LicenseCells(new(2025, 3), cells);
        Assert.Equal(
            [
                "7601103000 CA CA CA 20005 52015 5 2", "7601103000 CA secondary CA 20000 52000 0 1",
                "9999999999 ZZ ZZ ZZ 20000 52000 0 1", "0000000000 AA AA AA 20000 52000 0 1",
            ],
            ca);
        Assert.Equal(["7601103000 CA unknown CA 20000 52000 0 1"], LicenseCells(new(2021, 7), cells));
    }

    [Fact]
    public async Task The_months_covered_are_those_of_all_good_rows()
    {
        using var cells = await GroupAsync(
            LicenseFile.Row("L1", ("expected_import_date", "2025-05-01"), ("status", "cancelled")),
            LicenseFile.Row("L2", ("expected_import_date", "2025-04-30")),
            LicenseFile.Row("L3", ("expected_import_date", "2025-06-30"), ("cast", "N/A")),
            LicenseFile.Row("L4", ("expected_import_date", "1900-01-01")),
            LicenseFile.Row("L5", ("expected_import_date", "2199-12-31")));

        Assert.Equal(["1900-01", "2025-04", "2025-05", "2199-12"], cells.Months.Select(month => month.ToString()));
        Assert.Equal(0, cells.Of(new Month(2025, 5)).Count);
        Assert.Equal(0, cells.Of(new Month(2025, 6)).Count);
    }

    private static List<string> LicenseCells(Month month, LicenseCells cells)
    {
        var texts = new List<string>();
        foreach (var (of, hts10, origin, smelt, cast, sums) in cells.Of(month))
        {
            Assert.Equal(month, of);
            texts.Add(FormattableString.Invariant(
                $"{hts10:D10} {origin} {smelt} {cast} {sums.Kilograms} {sums.Dollars} {sums.SecondSmeltKilograms} {sums.Licenses}"));
        }

        return texts;
    }

    private static async Task<LicenseCells> GroupAsync(params string[] rows)
    {
        var cells = new LicenseCells();
        foreach (var license in (await LicenseFile.ReadRowsAsync(rows)).Licenses)
        {
            cells.Add(license);
        }

        return cells;
    }
}
