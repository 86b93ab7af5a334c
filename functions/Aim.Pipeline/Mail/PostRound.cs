using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Aim.Pipeline.Mail;

/// <summary>Mails that are sent one after the other.</summary>
public sealed class PostRound(SmtpClient client, Func<Letter, MailMessage> message) : IDisposable
{
    /// <summary>A server that fails this often in a row is left alone until the next round.</summary>
    private const int MaxTroubles = 3;

    private int troubles;

    /// <summary>Whether the server seems to be down.</summary>
    public bool IsHopeless => troubles >= MaxTroubles;

    /// <summary>What went wrong with the last mail: never the server's own words, as these may hold the address.</summary>
    public string Trouble { get; private set; } = "";

    public async Task<Delivery> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        using var mail = message(letter);
        try
        {
            await client.SendMailAsync(mail, cancellationToken);
            troubles = 0;
            return Delivery.Taken;
        }
        catch (SmtpFailedRecipientException e)
        {
            troubles = 0;
            Trouble = $"the server does not take the address: {e.StatusCode}";
            return (int)e.StatusCode >= 500 ? Delivery.Refused : Delivery.NotTaken;
        }
        catch (Exception e) when (e is SmtpException or IOException or AuthenticationException)
        {
            troubles++;
            var status = (e as SmtpException)?.StatusCode ?? SmtpStatusCode.GeneralFailure;
            var cause = e.InnerException ?? e;
            Trouble = $"the mail was not taken: {status}, {cause.GetType().Name}";
            return status != SmtpStatusCode.GeneralFailure || cause is SocketException or AuthenticationException ? Delivery.NotTaken : Delivery.Unknown;
        }
    }

    public void Dispose() => client.Dispose();
}
