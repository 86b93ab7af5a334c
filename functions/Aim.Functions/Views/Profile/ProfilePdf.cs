using Aim.Functions.Pdf;
using Aim.Functions.Pdf.Charts;
using Aim.Functions.Pdf.Drawing;
using Aim.Functions.Pdf.Text;
using Aim.Trade;

namespace Aim.Functions.Views.Profile;

/// <summary>The profile as a typeset report. The same profile gives the same bytes.</summary>
/// <param name="site">Where the addresses beside the numbers lead to; null prints them without a link.</param>
internal sealed class ProfilePdf(Uri? site)
{
    public PdfOutput Build(IndustryProfile profile)
    {
        var meta = profile.Meta;
        var vintage = $"As published by the end of {meta.AsOf}, data version {meta.DataVersion}";
        var sample = meta.Sample ? "Sample data: made up, not real trade. " : "";
        var told = profile.Quarter is { } known ? $"The {known.Words}" : "No quarter yet";
        var info = new DocumentInfo(meta.Title, "Aim: an open Aluminum Import Monitor", Subject: $"NAICS 3313. {told}. {vintage}");
        var report = new PdfReport(info, $"{sample}{vintage}").Title(told, $"{sample}{vintage}. Not a U.S. government publication.");
        if (profile.Quarter is null) report.Paragraph("No quarter of imports has been published whole.");
        else report.Contents();
        foreach (var section in profile.Sections) Add(report, section);
        return report.Build();
    }

    private void Add(PdfReport report, ProfileSection section)
    {
        report.Heading(1, section.Title, section.Id);
        foreach (var statement in section.Statements)
        {
            var text = new Prose(statement.Text.ToString());
            report.Paragraph(text.Note(Notes(statement.Links)));
        }

        foreach (var chart in section.Charts) report.Figure(new PdfFigure($"{chart.Title}", DrawingOf(chart), chart.Text, Notes([.. chart.Series.Select(s => s.Link).DistinctBy(l => l.Url)])));
        foreach (var table in section.Tables.Where(t => t.Rows.Count > 0)) report.Table(TableOf(table));
        foreach (var note in section.Notes) report.SmallPrint(note);
    }

    private PdfTable TableOf(ProfileTable table)
    {
        var source = Notes([table.Link]);
        return new PdfTable(
            table.Title,
            [.. table.Columns.Select(c => new PdfColumn(c.Title, c.Format == "text" ? Align.Left : Align.Right))],
            [.. table.Rows.Select(r => new PdfRow([.. r.Zip(table.Columns, (cell, column) => new Prose(Text(cell, column)))]))],
            table.Note is null ? source : source.Plain($" {table.Note}"));
    }

    private static string Text(object? cell, ProfileColumn column) => cell switch
    {
        null => "–",
        decimal number => Words.Cell(number, column.Format),
        _ => cell.ToString()!,
    };

    /// <summary>Where numbers come from: each address, with its title.</summary>
    private Prose Notes(IReadOnlyList<ProfileLink> links)
    {
        var prose = new Prose("");
        foreach (var (link, at) in links.Select((link, at) => (link, at)))
        {
            prose.Plain($"{(at > 0 ? "; " : "")}{link.Title}: ");
            if (site is null) prose.Plain(link.Url);
            else prose.Link(link.Url, new Uri(site, link.Url));
        }

        return prose.Plain(".");
    }

    private static IDrawing DrawingOf(ProfileChart chart) => chart.Kind == ChartKind.Bar
        ? new BarChart(chart.Unit, [.. chart.Series.Select(s => s.Name)], [.. chart.Series[0].Keys.Select((key, at) => new ChartBar(key, [.. chart.Series.Select(s => (double?)s.Values[at])]))])
        : new LineChart(chart.Unit, [.. chart.Series.Select(LineOf)], [.. chart.Series.Where(s => s.Low is not null).Select(BandOf)], IsFromZero: chart.Format == "tons");

    /// <summary>Every month from the first to the last, those without a row as gaps.</summary>
    private static ChartLine LineOf(ProfileSeries series)
    {
        var values = series.Keys.Select(Month.Parse).Zip(series.Values).ToDictionary(p => p.First, p => p.Second);
        var (first, last) = (values.Keys.Min(), values.Keys.Max());
        return new ChartLine(
            series.Name,
            first,
            [.. Enumerable.Range(0, last.Index - first.Index + 1).Select(i => (double?)values.GetValueOrDefault(first + i))],
            series.EstimatedFrom is { } from ? last.Index - Month.Parse(from).Index + 1 : 0);
    }

    private static ChartBand BandOf(ProfileSeries series) =>
        new(Month.Parse(series.Keys[0]), [.. series.Low!.Select(v => (double)v!)], [.. series.High!.Select(v => (double)v!)], Colour.Series[1]);
}
