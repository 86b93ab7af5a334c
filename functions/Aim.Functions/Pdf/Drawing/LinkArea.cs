namespace Aim.Functions.Pdf.Drawing;

/// <summary>Where a link leads: to an address, or to a place in the document.</summary>
internal sealed record LinkTarget(Uri? Address, string? Anchor);

/// <summary>A part of a page that leads somewhere.</summary>
/// <param name="Page">The page.</param>
/// <param name="Target">Where to.</param>
/// <param name="Label">What it says.</param>
/// <param name="From">Its lower left corner, as a PDF counts.</param>
/// <param name="To">Its upper right corner.</param>
/// <param name="Owner">The element that it belongs to.</param>
internal sealed record LinkArea(PdfPage Page, LinkTarget Target, string Label, Point From, Point To, Element Owner);
