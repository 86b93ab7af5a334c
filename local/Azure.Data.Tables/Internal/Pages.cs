using System.Runtime.CompilerServices;

namespace Azure.Data.Tables.Internal;

/// <summary>
/// The pages of a query. A page may be empty and yet have a successor; only a missing continuation ends the query. A
/// continuation that comes back would never end, so it is an error.
/// </summary>
/// <param name="readPage">Reads the page of a continuation (null for the first), with at most so many items.</param>
internal sealed class Pages<T>(Func<string?, int?, CancellationToken, Task<Page<T>>> readPage, int? maxPerPage, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        ReadAsync(continuationToken, pageSizeHint ?? maxPerPage, CancellationToken);

    private async IAsyncEnumerable<Page<T>> ReadAsync(
        string? continuation, int? size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            if (continuation is not null && !seen.Add(continuation))
                throw new RequestFailedException(200, "The table service repeats a continuation: the query would never end.");
            var page = await readPage(continuation, size, cancellationToken);
            yield return page;
            continuation = page.ContinuationToken;
        }
        while (continuation is not null);
    }
}
