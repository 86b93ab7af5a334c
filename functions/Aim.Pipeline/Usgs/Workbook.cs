using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;

namespace Aim.Pipeline.Usgs;

/// <summary>Opens a workbook (XLSX) of which nobody knows what is in it: what it may cost is bounded before it is unpacked.</summary>
internal static class Workbook
{
    /// <summary>True issues unpack to less than two megabytes.</summary>
    private const long MaxUnpacked = 24 << 20;

    private const int MaxParts = 300, MaxSheets = 40, MaxRows = 1000, MaxColumns = 60, MaxCell = 500;

    /// <exception cref="UsgsFormatException">It is no workbook, or larger than any issue.</exception>
    public static IReadOnlyList<Sheet> Read(Stream body)
    {
        using var bytes = new MemoryStream();
        body.CopyTo(bytes);
        try
        {
            CheckSize(bytes);
            bytes.Position = 0;
            // Old formats of spreadsheets name their code page, and the reader prepares for them.
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(bytes, new ExcelReaderConfiguration { LeaveOpen = true });
            if (reader.ResultsCount > MaxSheets) throw new UsgsFormatException($"no issue of the survey: {reader.ResultsCount} sheets, more than {MaxSheets}");

            var sheets = new List<Sheet>();
            do sheets.Add(SheetOf(reader));
            while (reader.NextResult());
            return sheets;
        }
        catch (Exception e) when (e is not UsgsFormatException and not OutOfMemoryException)
        {
            // The reader meets what is broken with exceptions of many kinds; that it cannot be read is all there is to know.
            throw new UsgsFormatException($"no workbook that can be read: {e.Message}", e);
        }
    }

    /// <summary>An archive never unpacks a part to more than it declares, so that what is declared bounds what is read.</summary>
    private static void CheckSize(MemoryStream bytes)
    {
        using var archive = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count > MaxParts) throw new UsgsFormatException($"no issue of the survey: {archive.Entries.Count} parts, more than {MaxParts}");

        var unpacked = archive.Entries.Sum(e => e.Length);
        if (unpacked > MaxUnpacked) throw new UsgsFormatException($"no issue of the survey: {unpacked} bytes when unpacked, more than {MaxUnpacked}");
    }

    private static Sheet SheetOf(IExcelDataReader reader)
    {
        var rows = new List<string[]>();
        while (rows.Count < MaxRows && reader.Read())
        {
            var row = new string[Math.Min(reader.FieldCount, MaxColumns)];
            for (var i = 0; i < row.Length; i++) row[i] = TextOf(reader.GetValue(i));
            rows.Add(row);
        }

        return new Sheet(reader.Name, rows);
    }

    private static string TextOf(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return string.Join(' ', (text.Length > MaxCell ? text[..MaxCell] : text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
