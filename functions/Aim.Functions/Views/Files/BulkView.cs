using System.Globalization;
using Aim.Functions.Views.DataSets;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Serving;
using Azure;
using Microsoft.AspNetCore.Http;

namespace Aim.Functions.Views.Files;

/// <summary>Serves everything as of a vintage as one file.</summary>
public sealed class BulkView(BulkWriter writer, Catalog catalog, MadeFiles files, MetaBuilder metas)
{
    /// <summary>Counts the form of the file: another form is another file.</summary>
    private const int Form = 1;

    private const string ZipType = "application/zip";

    /// <summary>Answers <c>{vintage}.zip</c>, where the vintage is an id of <c>vintages</c>.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, string file)
    {
        if (HttpMethods.IsOptions(request.Method)) return new Preflight("GET, HEAD, OPTIONS");

        var cancellationToken = request.HttpContext.RequestAborted;
        try
        {
            var snapshot = await catalog.CurrentAsync(cancellationToken);
            if (!file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
                || !DateOnly.TryParseExact(file[..^4], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var vintage)
                || !snapshot.Vintages.Contains(vintage))
            {
                var newest = snapshot.VintageAt(null) is { } day ? $"The newest is bulk/{Day(day)}.zip; all are listed at /api/v1/vintages.json." : "There is none yet.";
                return Problem.NotFound($"There is no file of this vintage. {newest}");
            }

            return await files.AnswerAsync(NameOf(vintage, snapshot), ZipType, $"aim-{Day(vintage)}.zip", (output, token) => writer.WriteAsync(output, vintage, snapshot, token), cancellationToken);
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
        if (snapshot.VintageAt(null) is { } vintage) await files.MakeAsync(NameOf(vintage, snapshot), ZipType, (output, token) => writer.WriteAsync(output, vintage, snapshot, token), cancellationToken);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string NameOf(DateOnly vintage, Snapshot snapshot) => string.Create(CultureInfo.InvariantCulture, $"bulk/{Day(vintage)}-{metas.VersionAt(snapshot, vintage)}-{Form}.zip");
}
