using System.Globalization;
using System.Runtime.CompilerServices;
using Aim.Pipeline.Storage;
using Azure;
using Azure.Data.Tables;

namespace Aim.Pipeline.Mail;

/// <summary>
/// Table <c>subscribers</c>. What changes a row writes its own columns and only where there is a row: nobody who has gone is brought back.
/// </summary>
public sealed class SubscriberStore(AimStorage storage, TimeProvider clock)
{
    /// <summary>Mails whose link to unsubscribe holds: more than a year of daily ones.</summary>
    private const int MaxTokens = 400;

    /// <summary>For how long an address can be confirmed; after it the row goes.</summary>
    public static TimeSpan ConfirmWithin { get; } = TimeSpan.FromDays(7);

    public async Task<Subscriber?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await storage.EnsureCreatedAsync();
        var found = await storage.Subscribers.GetEntityIfExistsAsync<TableEntity>(Subscriber.Partition, id, cancellationToken: cancellationToken);
        return found.HasValue ? new Subscriber(found.Value!) : null;
    }

    /// <summary>All rows, confirmed or not, without their addresses and tokens.</summary>
    public async IAsyncEnumerable<Subscriber> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await storage.EnsureCreatedAsync();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Subscriber.Partition}");
        string[] columns = ["RowKey", nameof(Subscriber.Confirmed), nameof(Subscriber.ConfirmUntil), nameof(Subscriber.Told)];
        await foreach (var entity in storage.Subscribers.QueryAsync<TableEntity>(filter, select: columns, cancellationToken: cancellationToken)) yield return new Subscriber(entity);
    }

    /// <summary>Prepares the mail that asks for confirmation: what its two links prove is stored before it is sent.</summary>
    public async Task InviteAsync(string address, MailToken confirm, MailToken unsubscribe, CancellationToken cancellationToken)
    {
        var id = Subscriber.IdOf(address);
        var row = Row(id);
        row[nameof(Subscriber.Address)] = address;
        row[nameof(Subscriber.ConfirmToken)] = confirm.Hash;
        row[nameof(Subscriber.ConfirmUntil)] = clock.GetUtcNow() + ConfirmWithin;
        row[nameof(Subscriber.Tokens)] = WithToken((await FindAsync(id, cancellationToken))?.Tokens ?? [], unsubscribe);
        await storage.Subscribers.UpsertEntityAsync(row, TableUpdateMode.Merge, cancellationToken);
    }

    /// <summary>Confirms the address; it is told what comes after these releases.</summary>
    /// <returns>False when the row has gone.</returns>
    public Task<bool> ConfirmAsync(Subscriber subscriber, IReadOnlyList<Release> releases, CancellationToken cancellationToken)
    {
        var row = Row(subscriber.Id);
        row[nameof(Subscriber.Confirmed)] = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        row[nameof(Subscriber.Told)] = Subscriber.ToTold(releases);
        return ChangeAsync(row, cancellationToken);
    }

    /// <summary>Prepares a mail: its token is stored before it is sent.</summary>
    /// <returns>False when the row has gone.</returns>
    public Task<bool> AddTokenAsync(Subscriber subscriber, MailToken token, CancellationToken cancellationToken)
    {
        var row = Row(subscriber.Id);
        row[nameof(Subscriber.Tokens)] = WithToken(subscriber.Tokens, token);
        return ChangeAsync(row, cancellationToken);
    }

    /// <summary>Keeps in mind that these releases were told, or that the server refused to.</summary>
    /// <returns>False when the row has gone.</returns>
    public Task<bool> SetToldAsync(Subscriber subscriber, IReadOnlyList<Release> releases, int refusals, CancellationToken cancellationToken)
    {
        var row = Row(subscriber.Id);
        row[nameof(Subscriber.Told)] = Subscriber.ToTold(releases);
        row[nameof(Subscriber.Refusals)] = refusals;
        return ChangeAsync(row, cancellationToken);
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => storage.Subscribers.DeleteEntityAsync(Subscriber.Partition, id, cancellationToken: cancellationToken);

    /// <summary>Forgets who did not confirm in time.</summary>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await foreach (var subscriber in AllAsync(cancellationToken))
        {
            if (subscriber.Confirmed is null && subscriber.ConfirmUntil < now) await RemoveAsync(subscriber.Id, cancellationToken);
        }
    }

    private static TableEntity Row(string id) => new(Subscriber.Partition, id);

    private static byte[] WithToken(byte[] tokens, MailToken token) =>
        [.. tokens.AsSpan(Math.Max(0, tokens.Length - ((MaxTokens - 1) * MailToken.HashBytes))), .. token.Hash];

    private async Task<bool> ChangeAsync(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await storage.Subscribers.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }
}
