using System.Globalization;
using System.Runtime.CompilerServices;
using Aim.Pipeline.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Mail;

/// <summary>
/// Wishes to be told of releases. Taking one costs the same calls whoever's address it is, so that nobody learns from the answer or its
/// time whether it is known; mails are sent by a timer.
/// </summary>
public sealed class WishStore(AimStorage storage, TimeProvider clock, IOptions<AimOptions> options)
{
    /// <summary>The row that counts the wishes of an hour; no hash sorts behind it.</summary>
    private const string CountRow = "~count", Hour = "Hour", Count = "Count";

    /// <summary>A wish that could not be dealt with for so long is dropped.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromDays(7);

    /// <summary>Takes a wish.</summary>
    /// <returns>False when this hour has seen as many as it may.</returns>
    public async Task<bool> TryAddAsync(string address, CancellationToken cancellationToken)
    {
        await storage.EnsureCreatedAsync();
        while (true)
        {
            var found = await storage.Subscribers.GetEntityIfExistsAsync<TableEntity>(Wish.Partition, CountRow, cancellationToken: cancellationToken);
            var count = found.HasValue ? found.Value! : new TableEntity(Wish.Partition, CountRow);
            var now = clock.GetUtcNow();
            var hour = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture);
            var before = count.Text(Hour) == hour ? count.GetInt32(Count) ?? 0 : 0;
            if (before >= options.Value.Mail.ConfirmationsPerHour) return false;

            count[Hour] = hour;
            count[Count] = before + 1;
            var wish = new TableEntity(Wish.Partition, Subscriber.IdOf(address)) { [nameof(Wish.Address)] = address, [nameof(Wish.Asked)] = now };
            try
            {
                TableTransactionAction counted = found.HasValue ? new(TableTransactionActionType.UpdateReplace, count, count.ETag) : new(TableTransactionActionType.Add, count);
                await storage.Subscribers.SubmitTransactionAsync([counted, new(TableTransactionActionType.UpsertMerge, wish)], cancellationToken);
                return true;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                // Another wish was counted in between.
            }
        }
    }

    /// <summary>Wishes that are to be dealt with now.</summary>
    public async Task<List<Wish>> OpenAsync(CancellationToken cancellationToken)
    {
        var open = new List<Wish>();
        await foreach (var wish in AllAsync(cancellationToken))
        {
            if (wish.IsOpen && wish.NotBefore <= clock.GetUtcNow()) open.Add(wish);
        }

        return open;
    }

    /// <summary>Takes the right to send the mail of today for a wish, and keeps in mind that it is sent: whoever dies now does not send two.</summary>
    /// <returns>The wish as it now stands; null when another process has it, or it has been made again meanwhile.</returns>
    public Task<Wish?> TryTakeAsync(Wish wish, string day, CancellationToken cancellationToken) =>
        TryReplaceAsync(wish, new(Wish.Partition, wish.Id) { [nameof(Wish.Address)] = wish.Address, [nameof(Wish.Asked)] = wish.Asked, [nameof(Wish.Mailed)] = day }, cancellationToken);

    /// <summary>Puts a wish back whose mail has surely not been sent.</summary>
    public Task PutBackAsync(Wish wish, DateTimeOffset notBefore, CancellationToken cancellationToken) =>
        TryReplaceAsync(wish, new(Wish.Partition, wish.Id) { [nameof(Wish.Address)] = wish.Address, [nameof(Wish.Asked)] = wish.Asked, [nameof(Wish.NotBefore)] = notBefore }, cancellationToken);

    /// <summary>Forgets the address; that there was a mail today stays known until the day is over.</summary>
    public Task CloseAsync(Wish wish, CancellationToken cancellationToken) =>
        TryReplaceAsync(wish, new(Wish.Partition, wish.Id) { [nameof(Wish.Asked)] = wish.Asked, [nameof(Wish.Mailed)] = wish.Mailed ?? "" }, cancellationToken);

    /// <summary>Forgets what was dealt with before today, and what could not be dealt with for long.</summary>
    public async Task CleanAsync(string today, CancellationToken cancellationToken)
    {
        var old = clock.GetUtcNow() - Age;
        await foreach (var wish in AllAsync(cancellationToken))
        {
            if (wish.IsOpen ? wish.Asked < old : wish.Mailed != today) await TryDeleteAsync(wish, cancellationToken);
        }
    }

    private async IAsyncEnumerable<Wish> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await storage.EnsureCreatedAsync();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Wish.Partition} and RowKey lt {CountRow}");
        await foreach (var entity in storage.Subscribers.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)) yield return new Wish(entity);
    }

    private async Task<Wish?> TryReplaceAsync(Wish wish, TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            var response = await storage.Subscribers.UpdateEntityAsync(row, wish.ETag, TableUpdateMode.Replace, cancellationToken);
            row.ETag = response.Headers.ETag ?? default;
            return new Wish(row);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return null;
        }
    }

    private async Task TryDeleteAsync(Wish wish, CancellationToken cancellationToken)
    {
        try
        {
            await storage.Subscribers.DeleteEntityAsync(Wish.Partition, wish.Id, wish.ETag, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            // It has just been made again.
        }
    }
}
