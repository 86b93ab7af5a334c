using Aim.Trade;

namespace Aim.Pipeline.Census;

/// <summary>Reads the answer for one month into cells.</summary>
public static class CensusMonthReader
{
    /// <param name="body">One or more documents, as <see cref="CensusReader"/> takes them.</param>
    /// <param name="layout">The columns to read.</param>
    /// <param name="month">The month that was asked for.</param>
    /// <exception cref="CensusFormatException">
    /// The body is no such answer, lacks a column, speaks of another month, says a cell twice, or has a code, country or number that is
    /// none. The message names row, column and value; nothing of the month may be used.
    /// </exception>
    public static async Task<CensusMonth> ReadAsync(Stream body, CensusLayout layout, Month month, CancellationToken cancellationToken)
    {
        var result = new CensusMonth(layout);
        try
        {
            await CensusReader.ReadAsync(body, new CensusMonthSink(result, month), cancellationToken);
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }
}
