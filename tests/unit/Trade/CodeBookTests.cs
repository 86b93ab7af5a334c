using Aim.Trade;
using Aim.Trade.Codes;
using Xunit;

namespace Aim.Tests.Trade;

/// <summary>The rule files that ship, and rules with a beginning and an end.</summary>
public sealed class CodeBookTests
{
    /// <summary>The 66 products that need a licence.</summary>
    private const string Licensed = """
        7601103000 7601106030 7601106090 7601203000 7601206000 7601209030 7601209045 7601209060 7601209075 7601209080 7601209085 7601209095
        7604101000 7604103000 7604105000 7604210010 7604210090 7604291010 7604291090 7604293030 7604293060 7604293090 7604295020 7604295050 7604295090
        7605110000 7605190000 7605210000 7605290000
        7606113030 7606113060 7606116000 7606123015 7606123025 7606123035 7606123045 7606123055 7606123091 7606123096 7606126000 7606913055 7606913095
        7606916055 7606916095 7606923025 7606923035 7606926055 7606926095
        7607113000 7607116010 7607116090 7607119030 7607119060 7607119090 7607191000 7607193000 7607196000 7607201000 7607205000
        7608100030 7608100090 7608200030 7608200090 7609000000 7616995160 7616995170
        """;

    private static readonly string Files = Path.Combine(AppContext.BaseDirectory, "Data");
    private static readonly CodeBook Book = CodeBook.Load(Files);
    private static readonly Month January = new(2025, 1);

    [Fact]
    public void The_66_licensed_codes_are_in_the_basis_and_each_has_a_name_and_a_product()
    {
        var codes = Licensed.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(66, codes.Length);
        Assert.All(codes, code =>
        {
            Assert.True(Book.InBasis("aim", code, January), code);
            Assert.NotNull(Book.HtsOf(code));
            Assert.NotEqual(CodeBook.Unmapped, Book.ProductOf(code, January));
        });
    }

    [Theory]
    [InlineData("7602000035", false, true)]
    [InlineData("7603100000", false, false)]
    [InlineData("7610900080", false, false)]
    [InlineData("7616995190", false, false)]
    [InlineData("7606999999", true, true)]
    public void Every_code_of_the_chapter_is_in_the_bases_that_it_belongs_to(string code, bool aim, bool usgs) => Assert.Equal(
        (aim, usgs, true), (Book.InBasis("aim", code, January), Book.InBasis("usgs", code, January), Book.InBasis("chapter76", code, January)));

    [Fact]
    public void Every_country_has_one_region_and_every_region_has_countries()
    {
        Assert.All(Book.Countries, c => Assert.Single(Book.RegionMembers, m => m.CtyCode == c.CtyCode && m.Months.Holds(January)));
        Assert.All(Book.Countries, c => Assert.NotEqual(CodeBook.UnmappedName, Book.RegionName(Book.RegionOf(c.CtyCode, January))));
        Assert.All(Book.Regions, r => Assert.Contains(Book.RegionMembers, m => m.Region == r.Code));
        Assert.All(Book.RegionMembers, m => Assert.NotNull(Book.CountryOf(m.CtyCode)));
    }

    [Fact]
    public void Every_product_rule_decides_for_some_code_and_every_code_of_the_tariff_has_a_product()
    {
        Assert.All(Book.Products, rule => Assert.Contains(Book.Hts, h => Book.ProductOf(h.Hts10, January) == rule.Product));
        Assert.All(Book.Hts, h => Assert.NotEqual(CodeBook.Unmapped, Book.ProductOf(h.Hts10, January)));
        Assert.All(Book.Hts, h => Assert.NotEqual(CodeBook.UnmappedName, Book.HsName(h.Hts10[..6])));
    }

    [Fact]
    public void The_longest_prefix_that_holds_in_the_month_decides()
    {
        var rules = new DatedRules(
        [
            ("7606", "sheet", default),
            ("760612", "old", new Validity(null, new Month(2024, 12))),
            ("760612", "new", new Validity(new Month(2025, 2), null)),
        ]);

        Assert.True(rules.IsDated);
        Assert.Equal(
            ("old", "sheet", "new", null),
            (rules.Find("7606123045", new Month(2024, 12)), rules.Find("7606123045", January), rules.Find("7606123045", new Month(2025, 2)), rules.Find("7607113000", January)));
    }

    [Fact]
    public void Another_text_in_any_file_is_another_version_and_only_the_bases_shape_what_is_stored()
    {
        var copy = Directory.CreateTempSubdirectory("aim-rules-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(Files)) File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
            Assert.Equal((Book.Version, Book.StoredVersion), Versions());

            File.AppendAllText(Path.Combine(copy.FullName, "products.csv"), "other,7699,Other,,\n");
            var (version, stored) = Versions();
            Assert.NotEqual(Book.Version, version);
            Assert.Equal(Book.StoredVersion, stored);

            File.AppendAllText(Path.Combine(copy.FullName, "bases.csv"), "aim,7602,Scrap,2026-01,\n");
            Assert.NotEqual(stored, Versions().Stored);
            Assert.True(CodeBook.Load(copy.FullName).IsDated);
        }
        finally
        {
            copy.Delete(recursive: true);
        }

        (string Version, string Stored) Versions() => CodeBook.Load(copy.FullName) is var book ? (book.Version, book.StoredVersion) : default;
    }
}
