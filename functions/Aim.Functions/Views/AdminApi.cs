using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aim.Functions.Views.Requests;
using Aim.Pipeline;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Mail;
using Aim.Pipeline.Operations;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Quarantine;
using Aim.Trade;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Aim.Functions.Views;

/// <summary>What an administrator can order and see. Every call needs the key.</summary>
public sealed class AdminApi(
    FeedRegistry feeds, OperationRunner operations, FeedLedger ledger, QuarantineStore quarantine, Ingest ingest, Publisher publisher, IOptions<AimOptions> options)
{
    private const int MaxBodyBytes = 16 * 1024, MaxRuns = 200;

    private static readonly Parameter FeedParameter = new("feed", "Only this feed.");
    private static readonly Parameter Since = new("since", "Runs that started on this day or later.");

    /// <summary>Carries out a call that holds the right key. The key is compared in fixed time.</summary>
    public async Task<IResult> GuardedAsync(HttpRequest request, Func<CancellationToken, Task<IResult>> call)
    {
        if (HttpMethods.IsOptions(request.Method)) return new Preflight("GET, POST, PUT, OPTIONS");

        var given = request.Headers["x-functions-key"].ToString();
        if (given.Length == 0) return new Problem(401, "Key required", "Put the admin key into the header x-functions-key.");

        var right = options.Value.AdminKey is { Length: > 0 } key
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return right ? await Patience.AnswerAsync(request.HttpContext, call) : new Problem(403, "Wrong key", "The key in x-functions-key is not the admin key.");
    }

    /// <summary><c>POST ingest</c> and <c>POST reprocess</c>.</summary>
    public async Task<IResult> OrderAsync(HttpRequest request, string kind, CancellationToken cancellationToken)
    {
        var (order, problem) = await ReadOrderAsync(request, cancellationToken);
        if (order is null) return problem!;

        var operation = await operations.QueueAsync(kind, order.Feed!, order.From, order.To, cancellationToken);
        return new JsonAnswer(operation, StatusCodes.Status202Accepted, $"/api/v1/admin/operations/{operation.Id}");
    }

    public async Task<IResult> OperationAsync(string id, CancellationToken cancellationToken) =>
        id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && await operations.FindAsync(id, cancellationToken) is { } operation
            ? new JsonAnswer(operation)
            : Problem.NotFound("There is no operation of this id.");

    public async Task<IResult> RunsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var arguments = new Arguments(request.Query, [FeedParameter, Since]);
        var names = feeds.All.Select(f => f.Name).Append(ReleaseMailer.LedgerName).ToList();
        var wanted = arguments.Items(FeedParameter).Select(f => arguments.Known(FeedParameter, f, names)).OfType<string>().ToList();
        var since = arguments.Day(Since);
        if (arguments.Errors.Count > 0) return Problem.Parameters(arguments.Errors);

        var runs = new List<Run>();
        foreach (var feed in wanted.Count > 0 ? wanted : names)
        {
            runs.AddRange(await ledger.RunsAsync(feed, since is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null, MaxRuns, cancellationToken));
        }

        return new JsonAnswer(new { runs = runs.OrderBy(r => r.Key, StringComparer.Ordinal).Take(MaxRuns) });
    }

    public async Task<IResult> QuarantineAsync(CancellationToken cancellationToken) => new JsonAnswer(new { quarantine = await quarantine.ListAsync(cancellationToken) });

    /// <summary>Tries a refused thing again: 200 with what became of it.</summary>
    public async Task<IResult> ReplayAsync(string id, CancellationToken cancellationToken)
    {
        if (!id.All(char.IsAsciiHexDigit) || await quarantine.FindAsync(id, cancellationToken) is not { } entry || feeds.Find(entry.Feed) is not { } feed)
            return Problem.NotFound("There is nothing of this id in quarantine.");

        try
        {
            if (entry.Kind == "rows") await ingest.RecheckAsync(feed, entry.Unit, cancellationToken);
            var done = entry.Kind == "answer"
                ? await ingest.ReplayAsync(feed, entry, cancellationToken)
                : await publisher.RetryAsync(feed, entry.Unit, cancellationToken);
            if (!done) return new Problem(409, "Busy", "Another run of the feed is under way. Try again when it has ended.") { RetryAfter = 5 };

            // Rows that are refused again have told so on their own.
            if (await quarantine.FindAsync(id, cancellationToken) is { } again && again.Tries > entry.Tries)
                return new JsonAnswer(new { id, state = "refused", reason = again.Reason });
        }
        catch (Exception e) when (e is SourceException or InvalidDataException)
        {
            return new JsonAnswer(new { id, state = "refused", reason = e.Message });
        }

        await quarantine.RemoveAsync(entry, cancellationToken);
        return new JsonAnswer(new { id, state = "accepted", reason = (string?)null });
    }

    private async Task<(Order? Order, Problem? Problem)> ReadOrderAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new byte[MaxBodyBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > MaxBodyBytes) return (null, new Problem(413, "Body too long", string.Create(CultureInfo.InvariantCulture, $"The body is longer than {MaxBodyBytes} bytes.")));

        Order? order;
        try
        {
            order = JsonSerializer.Deserialize<Order>(body.AsSpan(0, length), Order.Json);
        }
        catch (JsonException e)
        {
            return (null, new Problem(400, "Not an order", $"The body must be {{\"feed\": \"census-imports\", \"from\": \"2025-01\", \"to\": \"2025-03\"}}; from and to may be left out. {e.Message}"));
        }

        var names = feeds.All.Select(f => f.Name).ToList();
        var errors = new List<ParameterError>();
        if (order?.Feed is null || !names.Contains(order.Feed, StringComparer.Ordinal))
            errors.Add(new ParameterError("feed", order?.Feed, "it is not a feed", names, order?.Feed is { } given ? Nearest.To(given, names) : null));
        CheckMonth("from", order?.From);
        CheckMonth("to", order?.To);
        if (errors.Count == 0 && order!.From is not null && order.To is not null && string.CompareOrdinal(order.From, order.To) > 0)
            errors.Add(new ParameterError("from", order.From, "it is after to", null, order.To));
        return errors.Count > 0 ? (null, Problem.Parameters(errors)) : (order, null);

        void CheckMonth(string name, string? month)
        {
            if (month is not null && !Month.TryParse(month, out _)) errors.Add(new ParameterError(name, month, "it is not a month", "YYYY-MM", null));
        }
    }

    private sealed record Order(string? Feed, string? From, string? To)
    {
        public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };
    }
}
