namespace Aim.Pipeline.Licenses;

/// <summary>What is wrong or odd about a row.</summary>
/// <param name="Line">Where the row begins: the line of the file, counted from 1, line breaks within quotes included.</param>
/// <param name="Field">The column's name; empty when it is about the row as a whole.</param>
/// <param name="Value">The text at fault as the file writes it, without the quotes around it; at most 200 characters.</param>
/// <param name="Rule">What is allowed or expected.</param>
public sealed record LicenseNote(int Line, string Field, string Value, string Rule);
