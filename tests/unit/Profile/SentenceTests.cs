using System.Globalization;
using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Profile;
using Xunit;

namespace Aim.Tests.Profile;

public sealed class SentenceTests
{
    private static readonly Rows Rows = new(
        new ProfileLink("/api/v1/x.json", "x", "census"),
        new Table([new TextColumn("country", ["CA", "AE", "CA", "MX"]), new TonsColumn("quantity_t", [60_000, 30_000, 1, null])], 1));

    [Theory]
    [InlineData("1609200", "tons", "1.61 million metric tons")]
    [InlineData("299880", "tons", "300 thousand metric tons")]
    [InlineData("53649.9", "tons", "53.6 thousand metric tons")]
    [InlineData("4.5", "tons", "4.5 metric tons")]
    [InlineData("0.5364", "change", "53.6 % more than a year earlier")]
    [InlineData("-0.5", "change", "50.0 % less than a year earlier")]
    [InlineData("-0.0004", "change", "as much as a year earlier")]
    [InlineData("0.5364", "share", "53.6 %")]
    [InlineData("-0.123", "below", "12.3 %")]
    [InlineData("53.64", "0.0", "53.6")]
    public void Rounding_keeps_three_digits(string value, string format, string words)
    {
        var number = new Number(decimal.Parse(value, CultureInfo.InvariantCulture), Rule.Sum, []);
        var sentence = new Sentence(0, 1);
        sentence.AppendFormatted(number, format);
        Assert.Equal((words, new PrintedNumber(words, number)), (sentence.ToString(), Assert.Single(sentence.Numbers)));
    }

    [Fact]
    public void A_sentence_knows_the_numbers_of_its_parts_in_their_order()
    {
        var (canada, all) = (Rows.Sum("quantity_t", ("country", "CA"))!, Rows.Sum("quantity_t")!);
        List<Sentence> countries = [Of("Canada"), Of("Mexico"), Of("Chile")];
        Sentence text = $"{all:0.000} tons; {canada.ShareOf(all)!:share} of them from {countries}.";
        Assert.Equal("90.001 tons; 66.7 % of them from Canada (60.001), Mexico (60.001) and Chile (60.001).", text.ToString());
        Assert.Equal(["90.001", "66.7 %", "60.001", "60.001", "60.001"], text.Numbers.Select(n => n.Text));
        Assert.Equal([("/api/v1/x.json", "CA"), ("/api/v1/x.json", "")], text.Numbers[1].Number.Of.Select(c => (c.Url, c.Where.GetValueOrDefault("country", ""))));

        Sentence Of(string name) => $"{name} ({canada:0.000})";
    }

    [Fact]
    public void Nothing_that_matches_is_0_and_nothing_that_is_known_is_null()
    {
        Assert.Equal(0, Rows.Sum("quantity_t", ("country", "RU"))!.Value);
        Assert.Null(Rows.Sum("quantity_t", ("country", "MX")));
        Assert.Null(Rows.Sum("quantity_t", ("country", "CA"))!.ShareOf(Rows.Sum("quantity_t", ("country", "RU"))));
    }
}
