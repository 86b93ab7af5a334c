using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Mail;

/// <summary>Where mails go: to an SMTP server, or into a folder.</summary>
public sealed class Postbox
{
    private readonly MailOptions options;
    private readonly MailAddress? from;

    /// <exception cref="InvalidOperationException">Mail is switched on, and a setting that it needs is missing or wrong.</exception>
    public Postbox(IOptions<AimOptions> options)
    {
        this.options = options.Value.Mail;
        if (!IsOn) return;

        if (!MailAddress.TryCreate(this.options.From, out from)) throw new InvalidOperationException("Setting Aim:Mail:From is missing or no address.");
        if (this.options.SiteUrl is not { IsAbsoluteUri: true, Scheme: "https" or "http" }) throw new InvalidOperationException("Setting Aim:Mail:SiteUrl is missing or not an absolute address.");
        if (this.options is { Folder: null or "", Server: not { IsAbsoluteUri: true, Scheme: "smtp" } })
            throw new InvalidOperationException("Setting Aim:Mail:Server is not smtp://host:port; with a port that begins with TLS (smtps) this does not work, use one with STARTTLS.");
    }

    /// <summary>Whether mail is switched on.</summary>
    public bool IsOn => options.IsOn;

    /// <summary>The absolute address of a path, which begins with a slash.</summary>
    public Uri Link(string path) => new(options.SiteUrl!.AbsoluteUri.TrimEnd('/') + path);

    /// <summary>Begins to send; connects with the first mail and keeps the connection for the next ones.</summary>
    public PostRound Begin() => new(Client(), Message);

    private SmtpClient Client()
    {
        if (options.Folder is { Length: > 0 } folder)
        {
            // Who can read the mails can unsubscribe others.
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = Path.GetFullPath(folder) };
        }

        return new SmtpClient(options.Server!.Host, options.Server.IsDefaultPort || options.Server.Port < 0 ? 25 : options.Server.Port)
        {
            EnableSsl = options.StartTls,
            Timeout = (int)(1000 * options.AttemptSeconds),
            Credentials = options.User is { Length: > 0 } user ? new NetworkCredential(user, options.Password) : null,
        };
    }

    private MailMessage Message(Letter letter)
    {
        var message = new MailMessage(from!, new MailAddress(letter.To))
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = letter.Text.ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        message.Headers["Message-ID"] = $"<{letter.Key}@{from!.Host}>";
        message.Headers["Auto-Submitted"] = "auto-generated";
        message.Headers["List-Unsubscribe"] = $"<{letter.Unsubscribe.AbsoluteUri}>";
        message.Headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
        return message;
    }
}
