namespace Aim.Pipeline.Comtrade;

/// <summary>Reads what a reporter answers into cells.</summary>
public static class ComtradeReader
{
    /// <param name="body">One or more answers of the service, one after the other.</param>
    /// <param name="reporter">The M49 code of the reporter that was asked for.</param>
    /// <exception cref="ComtradeFormatException">
    /// The body is no such answer, tells an error, speaks of another reporter, or has a code, month or number that is none. The message
    /// names row, field and value; nothing of the answer may be used.
    /// </exception>
    public static async Task<ComtradeAnswer> ReadAsync(Stream body, int reporter, CancellationToken cancellationToken)
    {
        using var sink = new ComtradeCellSink(reporter);
        sink.Answer.Rows = await ComtradeDocuments.ReadAsync(body, ComtradeCellSink.Fields(), sink, cancellationToken);
        return sink.Answer;
    }
}
