using System.Text.Json;
using Aim.Pipeline.Storage;
using Azure;
using Azure.Data.Tables;

namespace Aim.Pipeline.Quality;

/// <summary>Table <c>quality</c>: a row for each month of a feed that has open issues.</summary>
public sealed class QualityStore(AimStorage storage)
{
    private const string Column = "Issues";

    /// <summary>Sets the open issues of a month; none closes it.</summary>
    public async Task SetAsync(string feed, string period, IReadOnlyList<QualityIssue> issues, CancellationToken cancellationToken)
    {
        if (issues.Count == 0)
        {
            await storage.Quality.DeleteEntityAsync(feed, period, cancellationToken: cancellationToken);
            return;
        }

        var entity = new TableEntity(feed, period);
        PackedColumns.Write(entity, Column, JsonSerializer.Serialize(issues));
        await storage.Quality.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>All open issues, newest month first.</summary>
    public async Task<List<QualityIssue>> OpenAsync(CancellationToken cancellationToken)
    {
        var issues = new List<QualityIssue>();
        try
        {
            await foreach (var entity in storage.Quality.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
            {
                issues.AddRange(JsonSerializer.Deserialize<QualityIssue[]>(PackedColumns.Read(entity, Column)) ?? []);
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Nothing has been published yet.
        }

        return [.. issues.OrderByDescending(i => i.Period, StringComparer.Ordinal).ThenBy(i => i.Feed, StringComparer.Ordinal)];
    }
}
