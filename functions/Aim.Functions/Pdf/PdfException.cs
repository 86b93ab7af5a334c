namespace Aim.Functions.Pdf;

/// <summary>What was given cannot be set as a PDF. The message says what to change.</summary>
public sealed class PdfException(string message) : Exception(message);
