using System.Globalization;
using System.Text;

namespace Aim.Bench.Licenses;

/// <summary>A made-up snapshot of many good licences: the same bytes each time.</summary>
internal static class LicenseSnapshot
{
    /// <summary>As many codes as the licence system knows.</summary>
    private const int Codes = 66;

    /// <summary>Uneven, as trade is: the first ones are drawn most.</summary>
    private static readonly string[] Countries = "CA AE MX BH AR IN CN AU DE BR TR ZA OM KR TH ID AT IT FR ES RU GR NO IS NZ JP TW MY VN SA".Split(' ');

    private static readonly string[] Ports =
    [
        "2704 Los Angeles-Long Beach Seaport District", "3901 Chicago-Rockford Interior District", "\"3801 Detroit, Michigan, Ambassador Bridge\"",
        "\"1303 Baltimore, Maryland, Dundalk Marine Terminal\"", "0901 Buffalo-Niagara Falls Peace Bridge", "2002 New Orleans-Gramercy River District",
    ];

    public static void Write(string file, int rows)
    {
        var random = new Random(76);
        using var output = new StreamWriter(file, append: false, Encoding.ASCII, 1 << 20) { NewLine = "\n" };
        output.WriteLine(
            "license_id,issue_date,status,entry_type,expected_import_date,hts10,country_origin,country_export,smelt1,smelt2,cast,quantity_kg,customs_value_usd,port");
        var first = new DateOnly(2024, 1, 1);
        for (var row = 0; row < rows; row++)
        {
            var issued = first.AddDays((int)(row * 360L / rows));
            var expected = issued.AddDays(random.Next(-5, 60));
            var status = random.Next(30) switch { 0 => "cancelled", 1 => "unused", _ => "active" };
            var origin = Country(random);
            var smelt = random.Next(10) switch { 0 => "N/A", 1 => Country(random), _ => origin };
            var second = random.Next(8) switch { 0 => Country(random), 1 => "N/A", _ => "" };
            var cast = random.Next(10) == 0 ? Country(random) : origin;
            var kilograms = (int)Math.Pow(10, 2 + (random.NextDouble() * 4));
            var dollars = (long)(kilograms * (2 + random.NextDouble()));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"AIM-2024-{row:D10},{issued:yyyy-MM-dd},{status},Consumption,{expected:yyyy-MM-dd},{Code(random)},{origin},{origin},{smelt},{second},{cast},{kilograms},{dollars},{Ports[random.Next(Ports.Length)]}"));
        }
    }

    private static long Code(Random random) => 7_601_103_000 + (random.Next(Codes) * 101_010);

    private static string Country(Random random) => Countries[(int)(random.NextDouble() * random.NextDouble() * Countries.Length)];
}
