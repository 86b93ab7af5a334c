using System.Globalization;
using Aim.Upstream.Data;
using Xunit;

namespace Aim.Tests.Upstream;

/// <summary>A line of a licence snapshot as a client reads it.</summary>
internal sealed record LicenseRow(
    string Id, DateOnly Issued, string Status, string Entry, DateOnly Imported, string Hts, string Origin, string Export,
    string Smelt, string SecondSmelt, string Cast, long Kilograms, long Dollars, string Port)
{
    public const string Header =
        "license_id,issue_date,status,entry_type,expected_import_date,hts10,country_origin,country_export,smelt1,smelt2,cast,quantity_kg,customs_value_usd,port";

    public Month Month => new(Imported.Year, Imported.Month);

    public bool IsActive => Status is "active";

    public static List<LicenseRow> ReadAll(string csv)
    {
        var lines = csv.Split('\n');
        Assert.Equal(Header, lines[0]);
        Assert.Equal("", lines[^1]);
        return [.. lines[1..^1].Select(Parse)];
    }

    private static LicenseRow Parse(string line)
    {
        var f = line.Split(',');
        Assert.Equal(14, f.Length);
        return new(f[0], Day(f[1]), f[2], f[3], Day(f[4]), f[5], f[6], f[7], f[8], f[9], f[10], Whole(f[11]), Whole(f[12]), f[13]);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static long Whole(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
