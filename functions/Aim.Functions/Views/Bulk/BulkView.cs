using System.Globalization;
using Aim.Functions.Views.DataSets;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Serving;
using Aim.Pipeline.Storage;
using Azure;
using Microsoft.AspNetCore.Http;

namespace Aim.Functions.Views.Bulk;

/// <summary>Serves everything as of a vintage as one file: made once, then read from the store.</summary>
public sealed class BulkView(BulkWriter writer, Catalog catalog, FileStore files, MetaBuilder metas) : IDisposable
{
    /// <summary>Counts the form of the file: another form is another file.</summary>
    private const int Form = 1;

    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    /// <summary>Answers <c>{vintage}.zip</c>, where the vintage is an id of <c>vintages</c>.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, string file)
    {
        if (HttpMethods.IsOptions(request.Method)) return new Preflight("GET, HEAD, OPTIONS");

        var cancellationToken = request.HttpContext.RequestAborted;
        try
        {
            var snapshot = await catalog.CurrentAsync(cancellationToken);
            var vintages = VintagesOf(snapshot);
            if (!file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
                || !DateOnly.TryParseExact(file[..^4], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var vintage)
                || !vintages.Contains(vintage))
            {
                var newest = vintages.Count == 0 ? "There is none yet." : $"The newest is bulk/{Day(vintages.Max)}.zip; all are listed at /api/v1/vintages.json.";
                return Problem.NotFound($"There is no file of this vintage. {newest}");
            }

            var name = NameOf(vintage, snapshot);
            return await OpenAsync(name, vintage, cancellationToken)
                ?? (await MakeAsync(name, vintage, snapshot, cancellationToken) ? await OpenAsync(name, vintage, cancellationToken) : null)
                ?? Problem.Unavailable;
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            return Problem.Unavailable;
        }
    }

    /// <summary>Makes the file of the newest vintage, so that nobody waits for it.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var snapshot = await catalog.RefreshAsync(cancellationToken);
        if (VintagesOf(snapshot) is { Count: > 0 } vintages) await MakeAsync(NameOf(vintages.Max, snapshot), vintages.Max, snapshot, cancellationToken);
    }

    public void Dispose() => oneAtATime.Dispose();

    private static SortedSet<DateOnly> VintagesOf(Snapshot snapshot) => [.. snapshot.Feeds.Values.SelectMany(f => f.All).Where(p => p.Counts).Select(p => p.Day)];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string NameOf(DateOnly vintage, Snapshot snapshot) =>
        string.Create(CultureInfo.InvariantCulture, $"bulk/{Day(vintage)}-{metas.VersionAt(snapshot, vintage)}-{Form}.zip");

    private async Task<IResult?> OpenAsync(string name, DateOnly vintage, CancellationToken cancellationToken) =>
        await files.OpenAsync(name, cancellationToken) is { } file
            ? new FileAnswer(file.Body, file.Length, "application/zip", name[5..^4], $"aim-{Day(vintage)}.zip")
            : null;

    /// <returns>That it is there now.</returns>
    private async Task<bool> MakeAsync(string name, DateOnly vintage, Snapshot snapshot, CancellationToken cancellationToken)
    {
        // It takes much memory for a while: never two of them.
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (await files.OpenAsync(name, cancellationToken) is { } there)
            {
                await there.Body.DisposeAsync();
                return true;
            }

            await using var spool = new Spool();
            await writer.WriteAsync(spool, vintage, snapshot, cancellationToken);
            await files.PutAsync(name, spool, "application/zip", cancellationToken);
            return true;
        }
        finally
        {
            oneAtATime.Release();
        }
    }
}
