using Aim.Pipeline.Licenses;
using Xunit;

namespace Aim.Tests.Licenses;

public sealed class LicenseRuleTests
{
    [Theory]
    [InlineData("license_id", "")]
    [InlineData("license_id", "a b")]
    [InlineData("license_id", "Ünique")]
    [InlineData("license_id", "12345678901234567890123456789012345678901234567890123456789012345")]
    [InlineData("issue_date", "2025-02-29")]
    [InlineData("issue_date", "")]
    [InlineData("issue_date", "02/10/2025")]
    [InlineData("issue_date", "2025-02-10T00:00")]
    [InlineData("status", "Active")]
    [InlineData("status", "")]
    [InlineData("status", "void")]
    [InlineData("expected_import_date", "2025-13-01")]
    [InlineData("expected_import_date", "2025-00-01")]
    [InlineData("expected_import_date", "2025-04-31")]
    [InlineData("expected_import_date", "2025-04-00")]
    [InlineData("expected_import_date", "1899-12-31")]
    [InlineData("expected_import_date", "2025-0a-01")]
    [InlineData("expected_import_date", "2025/04/01")]
    [InlineData("expected_import_date", "20250401")]
    [InlineData("hts10", "760110300")]
    [InlineData("hts10", "7601.10.30")]
    [InlineData("hts10", "76011030000")]
    [InlineData("hts10", "76011O3000")]
    [InlineData("hts10", "12345678.0")]
    [InlineData("country_origin", "")]
    [InlineData("country_origin", "ca")]
    [InlineData("country_origin", "CAN")]
    [InlineData("country_origin", "N/A")]
    [InlineData("country_origin", "UNKNOWN")]
    [InlineData("country_origin", "C1")]
    [InlineData("country_export", "CAN")]
    [InlineData("smelt1", "")]
    [InlineData("smelt1", "UNKNOWN")]
    [InlineData("smelt1", "NA/")]
    [InlineData("smelt2", "UNKNOWN")]
    [InlineData("smelt2", "none")]
    [InlineData("cast", "")]
    [InlineData("cast", "N/A")]
    [InlineData("cast", "UNKNOWN")]
    [InlineData("quantity_kg", "-1")]
    [InlineData("quantity_kg", "")]
    [InlineData("quantity_kg", "1000000001")]
    [InlineData("quantity_kg", "12.5")]
    [InlineData("quantity_kg", "12.")]
    [InlineData("quantity_kg", ".0")]
    [InlineData("quantity_kg", "1e3")]
    [InlineData("quantity_kg", "99999999999999999999999999")]
    [InlineData("customs_value_usd", "-0")]
    [InlineData("customs_value_usd", "1000000000001")]
    [InlineData("customs_value_usd", "12.01")]
    [InlineData("customs_value_usd", "$5")]
    public async Task A_bad_value_is_refused_by_line_field_and_value(string column, string value)
    {
        var read = await LicenseFile.ReadRowsAsync(
            LicenseFile.Row("L1"), LicenseFile.Row("L2", (column, value)), LicenseFile.Row("L3"));

        var refusal = Assert.Single(read.Counts.Refusals);
        Assert.Equal((3, column, value), (refusal.Line, refusal.Field, refusal.Value));
        Assert.NotEmpty(refusal.Rule);
        Assert.Equal((3, 2, 0, 1), (read.Counts.Rows, read.Counts.Accepted, read.Counts.Inactive, read.Counts.Refused));
        Assert.Equal(2, read.Licenses.Count);
    }

    [Theory]
    [InlineData("quantity_kg", "20000.000")]
    [InlineData("quantity_kg", "00020000")]
    [InlineData("customs_value_usd", "52000.0")]
    [InlineData("entry_type", "")]
    [InlineData("port", "")]
    [InlineData("country_export", "")]
    [InlineData("country_export", "N/A")]
    [InlineData("country_export", "UNKNOWN")]
    [InlineData("smelt2", "N/A")]
    public async Task What_is_allowed_changes_nothing(string column, string value)
    {
        var read = await LicenseFile.ReadRowsAsync(LicenseFile.Row("L1"), LicenseFile.Row("L2", (column, value)));

        Assert.Equal(read.Licenses[0], read.Licenses[1]);
        Assert.Equal(0, read.Counts.Flagged);
    }

    [Fact]
    public async Task Every_value_arrives()
    {
        var read = await LicenseFile.ReadRowsAsync(LicenseFile.Row(
            "L1", ("country_origin", "DE"), ("country_export", "NL"), ("smelt1", "AE"), ("smelt2", "ZZ"), ("cast", "AT")));

        var license = Assert.Single(read.Licenses);
        Assert.True(license.IsActive);
        Assert.Equal((new DateOnly(2025, 2, 10), new DateOnly(2025, 3, 5)), (license.IssueDate, license.ExpectedImportDate));
        Assert.Equal("2025-03", license.Month.ToString());
        Assert.Equal((7601103000, 20_000, 52_000), (license.Hts10, license.Kilograms, license.Dollars));
        Assert.Equal(["DE", "AE", "ZZ", "AT"], new[] { license.Origin, license.Smelt, license.SecondSmelt, license.Cast }.Select(c => c.ToString()));
    }

    [Fact]
    public async Task An_unknown_smelter_is_taken_for_imports_until_the_day_before_the_rule()
    {
        var read = await LicenseFile.ReadRowsAsync(
            LicenseFile.Row("L1", ("issue_date", "2022-06-01"), ("expected_import_date", "2022-06-28"), ("smelt1", "UNKNOWN"), ("smelt2", "UNKNOWN")),
            LicenseFile.Row("L2", ("issue_date", "2022-06-01"), ("expected_import_date", "2022-06-29"), ("smelt1", "UNKNOWN")));

        var license = Assert.Single(read.Licenses);
        Assert.Equal((LicenseCountry.Unknown, LicenseCountry.Unknown), (license.Smelt, license.SecondSmelt));
        Assert.Contains("2022-06-29", Assert.Single(read.Counts.Refusals).Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_smelter_is_secondary_metal() =>
        Assert.Equal(LicenseCountry.Secondary, Assert.Single((await LicenseFile.ReadRowsAsync(LicenseFile.Row("L1", ("smelt1", "N/A")))).Licenses).Smelt);

    [Fact]
    public async Task Of_a_licence_that_comes_twice_the_first_good_row_counts()
    {
        var read = await LicenseFile.ReadRowsAsync(
            LicenseFile.Row("L1", ("quantity_kg", "x")),
            LicenseFile.Row("L1"),
            LicenseFile.Row("L1", ("quantity_kg", "30000")));

        Assert.Equal(20_000, Assert.Single(read.Licenses).Kilograms);
        Assert.Equal([(2, "quantity_kg", "x"), (4, "license_id", "L1")], read.Counts.Refusals.Select(note => (note.Line, note.Field, note.Value)));
    }

    [Fact]
    public async Task Cancelled_and_unused_licences_are_inactive_and_not_flagged()
    {
        var read = await LicenseFile.ReadRowsAsync(
            LicenseFile.Row("L1", ("status", "cancelled"), ("hts10", "9999999999")), LicenseFile.Row("L2", ("status", "unused")));

        Assert.Equal((0, 2, 0), (read.Counts.Accepted, read.Counts.Inactive, read.Counts.Flagged));
        Assert.All(read.Licenses, license => Assert.False(license.IsActive));
    }

    [Theory]
    [InlineData("issue_date", "2024-12-18")]
    [InlineData("issue_date", "2025-05-05")]
    [InlineData("hts10", "7700000000")]
    [InlineData("customs_value_usd", "5999")]
    [InlineData("customs_value_usd", "1200001")]
    public async Task What_is_odd_is_kept_and_flagged(string column, string value)
    {
        var read = await LicenseFile.ReadRowsAsync(LicenseFile.Row("L1"), LicenseFile.Row("L2", (column, value)));

        var flag = Assert.Single(read.Counts.Flags);
        Assert.Equal((3, column, value), (flag.Line, flag.Field, flag.Value));
        Assert.Equal((2, 1), (read.Counts.Accepted, read.Counts.Flagged));
    }

    [Theory]
    [InlineData("issue_date", "2024-12-20")]
    [InlineData("issue_date", "2025-05-04")]
    [InlineData("customs_value_usd", "6000")]
    [InlineData("customs_value_usd", "1200000")]
    public async Task What_is_just_within_the_limits_is_not_flagged(string column, string value) =>
        Assert.Equal(0, (await LicenseFile.ReadRowsAsync(LicenseFile.Row("L1", (column, value)))).Counts.Flagged);

    [Fact]
    public async Task Value_without_quantity_is_flagged_and_neither_is_not()
    {
        var read = await LicenseFile.ReadRowsAsync(
            LicenseFile.Row("L1", ("quantity_kg", "0")), LicenseFile.Row("L2", ("quantity_kg", "0"), ("customs_value_usd", "0")));

        Assert.Equal(2, Assert.Single(read.Counts.Flags).Line);
    }

    [Fact]
    public async Task A_row_with_two_oddities_is_one_flagged_row()
    {
        var read = await LicenseFile.ReadRowsAsync(LicenseFile.Row("L1", ("hts10", "7700000000"), ("quantity_kg", "1")));

        Assert.Equal((1, 2), (read.Counts.Flagged, read.Counts.Flags.Count));
    }

    [Fact]
    public async Task All_are_counted_and_a_thousand_kept()
    {
        var read = await LicenseFile.ReadRowsAsync(
            [.. Enumerable.Range(0, 1_500).SelectMany(i => new[] { LicenseFile.Row($"A{i}", ("cast", "")), LicenseFile.Row($"B{i}", ("hts10", "0000000000")) })]);

        Assert.Equal((1_500, 1_000), (read.Counts.Refused, read.Counts.Refusals.Count));
        Assert.Equal((1_500, 1_000), (read.Counts.Flagged, read.Counts.Flags.Count));
    }

    [Fact]
    public async Task More_than_a_share_of_bad_rows_is_no_snapshot()
    {
        var rules = LicenseFile.Rules with { MaxRefusedShare = 0.05 };
        string[] good = [LicenseFile.Header, .. Enumerable.Range(0, 19).Select(i => LicenseFile.Row($"L{i}"))];
        var oneInTwenty = string.Join('\n', [.. good, LicenseFile.Row("X", ("cast", "N/A"))]);
        Assert.Equal(1, (await LicenseFile.ReadAsync(oneInTwenty, rules)).Counts.Refused);

        var error = await LicenseFile.RefusedAsync(oneInTwenty + "\n" + LicenseFile.Row("L1"), rules);
        Assert.Equal(
            "2 of 21 rows are refused, more than 5 %. The first is in line 21: cast 'N/A'; expected: two capital letters (ISO 3166).", error.Message);
        Assert.Equal([21, 22], error.Counts!.Refusals.Select(note => note.Line));
    }
}
