using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Aim.Upstream.Indicators;

/// <summary>Makes a workbook of cells that are texts or numbers. The same cells give the same bytes.</summary>
internal static class WorkbookWriter
{
    private static readonly DateTimeOffset _epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="sheets">Their names and rows; a cell is a string, a decimal or null.</param>
    public static byte[] Write(IEnumerable<(string Name, IReadOnlyList<object?[]> Rows)> sheets)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            document.ChangeIdOfPart(workbook, "rId1");
            var list = new Sheets();
            var texts = new Dictionary<string, int>(StringComparer.Ordinal);
            var number = 0u;
            foreach (var (name, rows) in sheets)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"rId{++number}");
                workbook.AddNewPart<WorksheetPart>(id).Worksheet = new Worksheet(new SheetData(rows.Select((cells, i) => RowOf(cells, i, texts))));
                list.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = id, SheetId = number, Name = name });
            }

            workbook.AddNewPart<SharedStringTablePart>("rIdTexts").SharedStringTable = new SharedStringTable(texts.Keys.Select(t => new SharedStringItem(new Text(t) { Space = SpaceProcessingModeValues.Preserve })));
            workbook.Workbook = new Workbook(list);
        }

        return Undated(bytes.ToArray());
    }

    private static Row RowOf(object?[] cells, int index, Dictionary<string, int> texts) => new(cells.Select((cell, column) => CellOf(cell, $"{(char)('A' + column)}{index + 1}", texts)).OfType<Cell>())
    {
        RowIndex = (uint)(index + 1),
    };

    private static Cell? CellOf(object? value, string place, Dictionary<string, int> texts) => value switch
    {
        string text => new Cell { CellReference = place, DataType = CellValues.SharedString, CellValue = new CellValue(PlaceOf(text, texts)) },
        decimal number => new Cell { CellReference = place, CellValue = new CellValue(number) },
        _ => null,
    };

    private static int PlaceOf(string text, Dictionary<string, int> texts)
    {
        if (!texts.TryGetValue(text, out var place)) texts.Add(text, place = texts.Count);
        return place;
    }

    /// <summary>A package carries the time at which each part was written.</summary>
    private static byte[] Undated(byte[] package)
    {
        using var bytes = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read))
        using (var to = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in from.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
            {
                var copy = to.CreateEntry(part.FullName, CompressionLevel.Fastest);
                copy.LastWriteTime = _epoch;
                using var source = part.Open();
                using var target = copy.Open();
                source.CopyTo(target);
            }
        }

        return bytes.ToArray();
    }
}
