using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Aim.Pipeline.Mail;

/// <summary>Asks the owners of new addresses to confirm, once a day at most.</summary>
public sealed partial class ConfirmationMailer(WishStore wishes, SubscriberStore subscribers, Postbox postbox, Letters letters, TimeProvider clock, ILogger<ConfirmationMailer> logger)
{
    /// <summary>After a failure.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    private string Today => clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Deals with all wishes that wait.</summary>
    public async Task MailAsync(CancellationToken cancellationToken)
    {
        if (!postbox.IsOn || await wishes.OpenAsync(cancellationToken) is not { Count: > 0 } open) return;

        using var round = postbox.Begin();
        foreach (var wish in open)
        {
            if (round.IsHopeless) break;
            if (wish.Mailed == Today || (await subscribers.FindAsync(wish.Id, cancellationToken))?.Confirmed is not null) await wishes.CloseAsync(wish, cancellationToken);
            else await MailAsync(round, wish, cancellationToken);
        }
    }

    /// <summary>Forgets who did not confirm, and what nobody needs to know any more.</summary>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        if (!postbox.IsOn) return;

        await subscribers.CleanAsync(cancellationToken);
        await wishes.CleanAsync(Today, cancellationToken);
    }

    private async Task MailAsync(PostRound round, Wish wish, CancellationToken cancellationToken)
    {
        var (confirm, unsubscribe) = (MailToken.New(), MailToken.New());
        await subscribers.InviteAsync(wish.Address, confirm, unsubscribe, cancellationToken);
        if (await wishes.TryTakeAsync(wish, Today, cancellationToken) is not { } taken) return;

        var delivery = await round.SendAsync(letters.Confirmation(wish.Address, confirm, unsubscribe), cancellationToken);
        if (delivery != Delivery.Taken) LogTrouble(delivery, round.Trouble);
        if (delivery == Delivery.NotTaken) await wishes.PutBackAsync(taken, clock.GetUtcNow() + Pause, cancellationToken);
        else await wishes.CloseAsync(taken, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A mail that asks for confirmation: {Delivery}, {Reason}")]
    private partial void LogTrouble(Delivery delivery, string reason);
}
