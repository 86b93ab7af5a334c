namespace Aim.Pipeline.Licenses;

/// <summary>
/// Reads a snapshot of licences: CSV in UTF-8 with a header that has all columns of <see cref="LicenseColumn"/>, in any order, and others
/// if it likes. Quotes, quoted line breaks, LF or CRLF, blank lines and a byte order mark are taken as they come.
/// </summary>
public static class LicenseReader
{
    private const int LongestRow = 64 * 1024;

    /// <summary>
    /// Reads to the end of the stream. Kept are one buffer, at most 22 bytes for each licence id, and the examples; nothing is allocated
    /// for a good row. A licence id belongs to the first good row that has it.
    /// </summary>
    /// <exception cref="LicenseFormatException">
    /// The stream is not a snapshot: empty, without the header, not CSV, or with too many bad rows. Rows before that have been handed over.
    /// </exception>
    public static Task<LicenseCounts> ReadAsync(Stream csv, LicenseRules rules, ILicenseSink sink, CancellationToken cancellationToken) =>
        ReadAsync(csv, rules, sink, LongestRow, cancellationToken);

    internal static async Task<LicenseCounts> ReadAsync(
        Stream csv, LicenseRules rules, ILicenseSink sink, int longestRow, CancellationToken cancellationToken)
    {
        var rows = new LicenseCsv(csv, longestRow);
        var parser = new LicenseParser(rows, rules, sink);
        while (await rows.FillAsync(cancellationToken))
        {
            parser.Take();
        }

        parser.End();
        return parser.Counts;
    }
}
