using Aim.Functions.Pdf.Drawing;
using Aim.Functions.Pdf.Writing;

namespace Aim.Functions.Pdf.Fonts;

/// <summary>The two fonts of a document, embedded in this assembly (see <c>make.sh</c> beside them).</summary>
internal sealed class FontSet
{
    private static readonly Lazy<TrueTypeFont> RegularFile = new(() => Load("Regular")), BoldFile = new(() => Load("SemiBold"));

    private readonly PdfFont _regular = new(RegularFile.Value), _bold = new(BoldFile.Value);

    public PdfFont this[FontWeight weight] => weight == FontWeight.Bold ? _bold : _regular;

    public IEnumerable<string> Missing => _regular.Missing.Union(_bold.Missing, StringComparer.Ordinal);

    /// <summary>The operand that selects a font on a page.</summary>
    public static string Name(FontWeight weight) => weight == FontWeight.Bold ? "/F2" : "/F1";

    /// <summary>Writes the fonts; the answer is the dictionary for the pages' resources.</summary>
    public string Write(PdfFile file) =>
        $"<< {Name(FontWeight.Regular)} {PdfSyntax.Reference(_regular.Write(file))} {Name(FontWeight.Bold)} {PdfSyntax.Reference(_bold.Write(file))} >>";

    private static TrueTypeFont Load(string style)
    {
        using var resource = typeof(FontSet).Assembly.GetManifestResourceStream($"AimReportSans-{style}.ttf")!;
        var file = new byte[resource.Length];
        resource.ReadExactly(file);
        return new TrueTypeFont(file);
    }
}
