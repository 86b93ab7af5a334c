using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Aim.Tests.Infra;

/// <summary>The table of settings of the run book tells of every setting, of no other, and the defaults that the code has.</summary>
public sealed partial class SettingsTableTests
{
    [Fact]
    public void The_table_has_every_setting_with_its_default()
    {
        var deployed = BicepFile.Load("main.bicep").Values["defaults"]!;
        var expected = Deployment.Options.Select(o => $"{Shown(o.Key)} = {Shown(o.Value)}")
            .Concat(Deployment.Schedules.Select(s => $"{Shown(s)} = {(string)deployed[s]!}"));
        var rows = Row().Matches(File.ReadAllText(Deployment.PathOf("docs", "operations.md")));

        Assert.Equal(expected.Order(), rows.Select(r => $"{r.Groups["name"].Value} = {r.Groups["default"].Value.Trim('`')}").Order());
        Assert.DoesNotContain(rows, r => string.IsNullOrWhiteSpace(r.Groups["what"].Value));
    }

    private static string Shown(string setting) => setting.Replace("__", ":", StringComparison.Ordinal);

    private static string Shown(object? value) => value switch
    {
        null => "none",
        bool on => on ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Uri address => address.OriginalString,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    [GeneratedRegex(@"^\| `(?<name>Aim:[A-Za-z:]+)` \| (?<default>[^|]+) \| (?<what>[^|]+) \|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
