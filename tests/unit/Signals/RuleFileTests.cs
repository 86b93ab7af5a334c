using Aim.Trade;
using Aim.Trade.Codes;
using Xunit;

namespace Aim.Tests.Signals;

/// <summary>What is wrong in a rule file is named by file, line and column, and thresholds hold in their months.</summary>
public sealed class RuleFileTests : IDisposable
{
    private readonly DirectoryInfo copy = Directory.CreateTempSubdirectory("aim-rules-");

    public RuleFileTests()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Data"))) File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
    }

    [Theory]
    [InlineData("alert-rules.csv", "serge,,,3,3,0.25,500,,,,,", "rule 'serge' is not a rule")]
    [InlineData("alert-rules.csv", "surge,,,3,3,much,500,,,,,", "min_change 'much' is not a number")]
    [InlineData("alert-rules.csv", "surge,,,3,3,-0.25,500,,,,,", "min_change '-0.25' is not a number")]
    [InlineData("alert-rules.csv", "surge,,,3.5,3,0.25,500,,,,,", "baseline_months '3.5' is not a whole number")]
    [InlineData("alert-rules.csv", "surge,2026,,3,3,0.25,500,,,,,", "valid_from '2026' is not a month")]
    [InlineData("alert-rules.csv", "surge,,,3,3", "5 cells, the header has 12")]
    [InlineData("smelters.csv", "ZZ,,,confirmed,", "country 'ZZ' is no country")]
    [InlineData("smelters.csv", ",,,confirmed,", "country '' is empty")]
    [InlineData("sanctions.csv", "RU,Russia,,,confirmed,", "origin 'Russia' is no country")]
    public void A_bad_row_is_named(string file, string row, string why)
    {
        var path = Path.Combine(copy.FullName, file);
        var line = File.ReadAllLines(path).Length + 1;
        File.AppendAllText(path, row + "\n");

        var error = Assert.Throws<InvalidDataException>(() => CodeBook.Load(copy.FullName));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"line {line}: {why}"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_column_is_named()
    {
        var path = Path.Combine(copy.FullName, "smelters.csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace("valid_to", "valid_until", StringComparison.Ordinal));

        Assert.Contains("smelters.csv line 1: there is no column valid_until", Assert.Throws<InvalidDataException>(() => CodeBook.Load(copy.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Thresholds_hold_in_their_months_and_a_rule_without_any_is_off()
    {
        var path = Path.Combine(copy.FullName, "alert-rules.csv");
        File.WriteAllText(path, File.ReadAllLines(path)[0] + "\nsurge,,2025-12,3,3,0.25,500,,,,,\nsurge,2026-01,,3,3,0.5,700,,,,,\n");
        var rules = CodeBook.Load(copy.FullName).Signals;

        Assert.Equal(
            (0.25, 500_000, 0.5, 700_000),
            (rules.Find("surge", new Month(2025, 12))!.MinChange, rules.Find("surge", new Month(2025, 12))!.MinDifferenceKg, rules.Find("surge", new Month(2026, 1))!.MinChange, rules.Find("surge", new Month(2026, 1))!.MinDifferenceKg));
        Assert.Null(rules.Find("code-shift", new Month(2026, 1)));
    }

    public void Dispose() => copy.Delete(recursive: true);
}
