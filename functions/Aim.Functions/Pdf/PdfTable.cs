using Aim.Functions.Pdf.Drawing;
using Aim.Functions.Pdf.Text;

namespace Aim.Functions.Pdf;

/// <summary>A column of a table.</summary>
/// <param name="Head">What stands above it.</param>
/// <param name="Align">Numbers go to the right: figures are all as wide.</param>
public sealed record PdfColumn(string Head, Align Align = Align.Left);

/// <summary>A row of a table; its first cell names it.</summary>
/// <param name="Cells">As many as there are columns.</param>
/// <param name="IsStrong">Set in bold: totals.</param>
public sealed record PdfRow(IReadOnlyList<Prose> Cells, bool IsStrong = false);

/// <summary>A table; on every further page its head comes again.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">At least one.</param>
/// <param name="Rows">Not broken across pages.</param>
/// <param name="Source">Small print below it.</param>
public sealed record PdfTable(string Caption, IReadOnlyList<PdfColumn> Columns, IReadOnlyList<PdfRow> Rows, Prose? Source = null);
