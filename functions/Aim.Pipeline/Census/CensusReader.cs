namespace Aim.Pipeline.Census;

/// <summary>
/// Reads the answer of the Census international trade service: an array of arrays of strings, the first of them the header.
/// Several documents may follow each other, each with its own header, as when a month had to be asked in parts.
/// </summary>
public static class CensusReader
{
    /// <summary>The buffer at the start: small enough to stay in the processor's cache between the two passes over it.</summary>
    private const int FirstBuffer = 128 * 1024;

    /// <summary>A row must fit into the largest buffer.</summary>
    private const int LargestBuffer = 1024 * 1024;

    /// <summary>Reads to the end of the stream. Nothing is kept of it but one buffer, and nothing is allocated for a row.</summary>
    /// <exception cref="CensusFormatException">
    /// The stream is not such an answer: it does not begin with <c>[[</c>, ends early, goes on with something else, or has a row that is
    /// malformed, longer than 1 MiB, as wide as no header said, or the header once more. Rows before it have been handed over.
    /// </exception>
    public static Task ReadAsync(Stream body, ICensusSink sink, CancellationToken cancellationToken) =>
        ReadAsync(body, sink, FirstBuffer, cancellationToken);

    internal static async Task ReadAsync(Stream body, ICensusSink sink, int firstBuffer, CancellationToken cancellationToken)
    {
        using var parser = new CensusParser(sink, firstBuffer, LargestBuffer);
        int read;
        do
        {
            // Full buffers only: a stream that drips must not make the same row be indexed again for each drop.
            while ((read = await body.ReadAsync(parser.Space, cancellationToken)) > 0 && parser.Take(read))
            {
            }

            parser.Parse();
        }
        while (read > 0);

        parser.End();
    }
}
