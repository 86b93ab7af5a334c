using System.Globalization;
using Aim.Functions.Pdf;
using Aim.Functions.Pdf.Charts;
using Aim.Functions.Pdf.Drawing;
using Aim.Functions.Pdf.Text;
using Aim.Trade;

namespace Aim.Tests.Pdf;

/// <summary>A report with everything in it, from numbers of no meaning.</summary>
internal static class SampleReport
{
    public static readonly DocumentInfo Info = new(
        "U.S. Aluminum Production", "Aim.Functions", new DateTimeOffset(2025, 11, 20, 12, 0, 0, TimeSpan.Zero), "Industry profile, NAICS 3313");

    public static PdfReport Create(PageSize? size = null, int rows = 60) => new PdfReport(Info, "Sample data. Vintage of November 20, 2025.", size)
        .Title("Industry profile, NAICS 3313", new Prose("Vintage of November 20, 2025. Data: ").Link("example.org/data", new Uri("https://example.org/data?a=1&b=(2)")))
        .Contents()
        .Heading(1, "Summary")
        .Paragraph(new Prose("Imports of aluminum in the first half were ").Bold("2.41 million metric tons").Plain(
            ", 3.2% less than a year before; the change is \u22123.2 % in the wording of Türkiye’s and Côte d’Ivoire’s offices. Of these 53.6 % came from Canada")
            .Note(new Prose("On the basis of the U.S. Geological Survey: crude, semifabricated and scrap. See its ")
                .Link("tables", new Uri("https://example.org/usgs")).Plain(" for what is left out."))
            .Plain(", and the range 2019\u20132024 is its usual one. What follows is told in ").See("the section on prices", "prices").Plain(" below."))
        .List([
            new Prose("Production of primary metal went down in ").Bold("two").Plain(" of four smelters, the others kept theirs; a second line shows how points hang under each other."),
            "Employment did not change.",
            new Prose("Prices rose.").Note("Preliminary for the last four months."),
        ])
        .Heading(1, "Prices", "prices")
        .Heading(2, "Producer prices")
        .Paragraph(Filler(3))
        .Figure(new PdfFigure(
            "Producer price index of aluminum mills, with a forecast",
            new LineChart(
                "Index, December 2003 = 100",
                [
                    new ChartLine("Sheet and plate", new Month(2019, 1), Wave(82, 150, 0.5), Dashed: 4),
                    new ChartLine("Smelting", new Month(2019, 1), Wave(82, 146, 0.55)),
                    new ChartLine("Forecast", new Month(2025, 10), Wave(13, 190, 0.4), Dashed: 13, Colour: Colour.Series[0]),
                ],
                [
                    new ChartBand(new Month(2025, 10), Edge(-12), Edge(12), Colour.Series[0], 0.12),
                    new ChartBand(new Month(2025, 10), Edge(-7), Edge(7), Colour.Series[0], 0.25),
                ],
                IsFromZero: false),
            "Line chart: the index of sheet and plate rises from 150 in 2019 to 210 in 2025.",
            "Source: series of the Bureau of Labor Statistics; dashed: preliminary; shaded: intervals of 80 and 95 %."))
        .Heading(2, "Where imports come from")
        .Paragraph(Filler(2))
        .Figure(new PdfFigure(
            "Imports of the first half by country",
            new BarChart("Thousand metric tons", ["2024", "2025"], [
                new ChartBar("Canada", [1402.5, 1291]), new ChartBar("United Arab Emirates", [170, 195]), new ChartBar("Bahrain", [91, 120]),
                new ChartBar("Côte d’Ivoire", [null, 3]),
            ]),
            "Bar chart: Canada leads with 1,291 thousand tons."))
        .Figure(new PdfFigure(
            "Change on the year before",
            new BarChart("Percent", ["Change"], [new ChartBar("Canada", [-7.9]), new ChartBar("United Arab Emirates", [14.7]), new ChartBar("Bahrain", [31.9])], Decimals: 1),
            "Bar chart: Canada fell by 7.9 percent."))
        .Heading(1, "Trade")
        .Heading(3, "By country")
        .Table(Countries(rows))
        .Table(new PdfTable(
            "Two small columns",
            [new("Item"), new("Count", Align.Right)],
            [new PdfRow(["Smelters", "4"]), new PdfRow(["Idle", "2"]), new PdfRow(["Total", "6"], IsStrong: true)]))
        .Heading(1, "Sources")
        .SmallPrint(Filler(2));

    public static PdfTable Countries(int rows) => new(
        "Imports for consumption by country, metric tons",
        [new("Country"), new("January–June 2024", Align.Right), new("January–June 2025", Align.Right), new("Change", Align.Right), new("Note")],
        [
            .. Enumerable.Range(1, rows).Select(Country),
            new PdfRow(["Total", "4,812,345", "4,712,345", "\u22122.1%", ""], IsStrong: true),
        ],
        new Prose("Source: ").Link("U.S. Census Bureau", new Uri("https://example.org/census")).Plain(", vintage of November 2025."));

    private static PdfRow Country(int n) => new([
        $"Country {n}",
        Tons(n * 7919 % 100_000),
        Tons(n * 104_729 % 100_000),
        n % 3 == 0 ? "\u22123.2%" : "12.0%",
        n % 7 == 0 ? "Revised; the sum of two codes that were split in January" : ""]);

    private static string Tons(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Filler(int times) => string.Join(' ', Enumerable.Repeat(
        "The index for sheet, plate and foil rose for the fifth quarter in a row and stood above the one for primary metal, which kept its level of the spring, while deliveries of scrap fell.", times));

    private static double?[] Wave(int months, double start, double slope) =>
        [.. Enumerable.Range(0, months).Select(t => t == 30 ? (double?)null : start + (slope * t) + (9 * Math.Sin(t / 5.0)))];

    private static double[] Edge(double width) =>
        [.. Enumerable.Range(0, 13).Select(t => 190 + (0.4 * t) + (9 * Math.Sin(t / 5.0)) + (width * Math.Sqrt(t / 4.0)))];
}
