using System.Globalization;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Quarantine;
using Aim.Pipeline.Storage;
using Microsoft.AspNetCore.Http;

namespace Aim.Functions.Views;

/// <summary>Loads a licence snapshot that somebody brings.</summary>
public sealed class LicenseUpload(LicenseFeed feed, Ingest ingest, Publisher publisher, QuarantineStore quarantine)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>200 with counts and the rows that were refused; 422, and nothing loaded, when it is not a snapshot.</summary>
    public async Task<IResult> LoadAsync(HttpRequest request, string date, CancellationToken cancellationToken)
    {
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return Problem.Parameters([new ParameterError("date", date, "it is not a day of the calendar", "YYYY-MM-DD", null)]);

        await using var body = new Spool();
        LicenseCounts counts;
        try
        {
            await request.Body.CopyToAsync(body, cancellationToken);
            counts = await feed.CheckAsync(date, body.Rewind(), cancellationToken);
        }
        catch (BadHttpRequestException e)
        {
            return new Problem(e.StatusCode, "The file did not arrive", $"Nothing is loaded. {e.Message}");
        }
        catch (LicenseFormatException e)
        {
            return new Problem(422, "Not a license snapshot", $"Nothing is loaded. {e.Message}")
            {
                Type = "urn:aim:problem:not-a-snapshot",
                Errors = e.Counts?.Refusals.Select(n => new ParameterError($"line {n.Line}, {n.Field}", n.Value, n.Rule, null, null)).ToList(),
            };
        }

        var until = DateTimeOffset.UtcNow + Patience;
        while (!await ingest.StoreAsync(feed, date, body, counts.Rows, new Uri($"upload:{date}"), cancellationToken))
        {
            if (DateTimeOffset.UtcNow > until) return new Problem(409, "Busy", "Another load is under way. Try again when it has ended.") { RetryAfter = 5 };
            await Task.Delay(250, cancellationToken);
        }

        // Another process may be publishing the feed: what it does not take along is published then. After that the blob's event sees to it.
        while (!await publisher.PublishPendingAsync(feed, Causes.Admin, cancellationToken) && DateTimeOffset.UtcNow < until) await Task.Delay(250, cancellationToken);
        if (counts.Refused == 0) await quarantine.RemoveRowsAsync(feed.Name, date, cancellationToken);
        return new JsonAnswer(new
        {
            date,
            rows = counts.Rows,
            accepted = counts.Accepted,
            inactive = counts.Inactive,
            refused = counts.Refused,
            flagged = counts.Flagged,
            refusals = counts.Refusals,
            flags = counts.Flags,
        });
    }
}
