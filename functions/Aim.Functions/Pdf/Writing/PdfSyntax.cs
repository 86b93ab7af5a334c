using System.Globalization;
using System.Text;

namespace Aim.Functions.Pdf.Writing;

/// <summary>How values are written in a PDF (ISO 32000-1, section 7.3).</summary>
internal static class PdfSyntax
{
    /// <summary>A thousandth of a point is finer than any printer.</summary>
    /// <exception cref="PdfException">It is not finite: a reader would refuse the page.</exception>
    public static string Number(double value)
    {
        if (!double.IsFinite(value)) throw new PdfException("A length or a place on a page is not finite.");

        var text = value.ToString("0.###", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    public static string Numbers(params ReadOnlySpan<double> values)
    {
        var text = new StringBuilder();
        foreach (var value in values) text.Append(text.Length == 0 ? "" : " ").Append(Number(value));
        return text.ToString();
    }

    /// <summary>A text string, in UTF-16 with its byte order mark.</summary>
    public static string Text(string value) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(value))}>";

    /// <summary>A string of ASCII characters.</summary>
    public static string Ascii(string value) => $"({string.Concat(value.Select(c => c is '(' or ')' or '\\' ? $"\\{c}" : c.ToString()))})";

    public static string Date(DateTimeOffset value) => Ascii(value.UtcDateTime.ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture));

    public static string Reference(int id) => string.Create(CultureInfo.InvariantCulture, $"{id} 0 R");

    public static string Array(IEnumerable<string> items) => $"[{string.Join(' ', items)}]";
}
