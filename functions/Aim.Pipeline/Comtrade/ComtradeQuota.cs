using System.Globalization;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Comtrade;

/// <summary>
/// The calls of the day (UTC), counted in one row of table <c>feeds</c> that all processes share. A call counts when it begins; that
/// an attempt at it fails on the way and is made again does not count, so that the service may say no a few calls earlier.
/// </summary>
public sealed class ComtradeQuota(AimStorage storage, IOptions<AimOptions> options, TimeProvider clock)
{
    private const string Partition = "comtrade", Row = "quota", Calls = "Calls", Day = "Day", Until = "Until";

    private const int CallsOfFreeKey = 500;

    private readonly int limit = options.Value.Comtrade switch
    {
        { CallsPerDay: { } calls } => calls,
        { Key.Length: > 0 } => CallsOfFreeKey,
        _ => 0,
    };

    /// <summary>Takes one of the day's calls.</summary>
    /// <exception cref="SourceException">They are used up; it tells until when.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        if (limit > 0) await ChangeAsync(Take, cancellationToken);
    }

    /// <summary>Keeps in mind that the service itself refuses calls until then.</summary>
    public async Task StopAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (limit > 0) await ChangeAsync((row, _) => row[Until] = until, cancellationToken);
    }

    /// <summary>The first moment of the next day, which has calls of its own.</summary>
    public static DateTimeOffset NextDay(DateTimeOffset now) => new(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    private void Take(TableEntity row, DateTimeOffset now)
    {
        var today = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var calls = row.Text(Day) == today ? row.GetInt32(Calls) ?? 0 : 0;
        var until = calls >= limit ? NextDay(now) : row.GetDateTimeOffset(Until);
        if (until > now)
        {
            throw new SourceException(
                SourceFault.Quota, string.Create(CultureInfo.InvariantCulture, $"The day's calls are used up; there are new ones from {until:u} on."))
            {
                Until = until,
            };
        }

        row[Day] = today;
        row[Calls] = calls + 1;
    }

    /// <summary>Who comes second reads the row again.</summary>
    private async Task ChangeAsync(Action<TableEntity, DateTimeOffset> change, CancellationToken cancellationToken)
    {
        await storage.EnsureCreatedAsync();
        while (true)
        {
            var found = await storage.Feeds.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
            var row = found.HasValue ? found.Value! : new TableEntity(Partition, Row);
            change(row, clock.GetUtcNow());
            try
            {
                if (found.HasValue) await storage.Feeds.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken);
                else await storage.Feeds.AddEntityAsync(row, cancellationToken);
                return;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                // Another process took a call in between.
            }
        }
    }
}
