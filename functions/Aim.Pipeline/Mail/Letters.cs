using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aim.Trade.Codes;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Mail;

/// <summary>The mails in words.</summary>
public sealed class Letters(Postbox postbox, CodeBook book, IOptions<AimOptions> options)
{
    private const string Notice = "Not a U.S. government website.";

    /// <summary>Asks the owner of an address whether the wish was theirs. Nothing in it comes from who made the wish.</summary>
    public Letter Confirmation(string address, MailToken confirm, MailToken unsubscribe)
    {
        var id = Subscriber.IdOf(address);
        return Of(address, MailToken.New().Text, "Please confirm: mails about releases of aluminum trade figures", unsubscribe, $"""
            Somebody, probably you, wants mails at this address whenever the
            Aluminum Import Monitor publishes figures:
            {postbox.Link("/")}

            If it was you, open this page within seven days and press its button:
            {postbox.Link($"/api/v1/subscriptions/{id}/confirm?token={confirm.Text}")}

            If not, do nothing: there will be no mail about releases.
            """);
    }

    /// <summary>Tells of releases.</summary>
    /// <param name="subscriber">To whom.</param>
    /// <param name="news">The releases, newest first.</param>
    /// <param name="unsubscribe">Ends it.</param>
    public Letter Digest(Subscriber subscriber, IReadOnlyList<Release> news, MailToken unsubscribe)
    {
        var text = new StringBuilder();
        foreach (var release in news)
        {
            text.Append(CultureInfo.InvariantCulture, $"{release.Title(book)}\nPublished {release.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {postbox.Link(release.Question)}\n\n");
        }

        if (news.Count == Release.MostTold) text.Append("There are more of them in the list of all releases.\n\n");
        if (news.Any(r => r.RenewsProfile)) text.Append(CultureInfo.InvariantCulture, $"The industry profile is renewed: {postbox.Link("/api/v1/industry-profile.pdf")}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"All releases: {postbox.Link("/api/v1/vintages.csv")}; as a feed: {postbox.Link("/api/v1/vintages.atom")}");
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{subscriber.Id} {news[0].Id} {news[0].At.ToUnixTimeSeconds()}")))[..32];
        var subject = news.Count == 1 ? news[0].Title(book) : string.Create(CultureInfo.InvariantCulture, $"{news.Count} releases; {news[0].Title(book)}");
        return Of(subscriber.Address, key, subject, unsubscribe, text.ToString());
    }

    private Letter Of(string address, string key, string subject, MailToken unsubscribe, string text)
    {
        var link = postbox.Link($"/api/v1/subscriptions/{Subscriber.IdOf(address)}/unsubscribe?token={unsubscribe.Text}");
        var sample = options.Value.Sample ? "Sample data: made up, not real trade.\n\n" : "";
        return new Letter(address, key, options.Value.Sample ? $"[sample] {subject}" : subject, $"{sample}{text}\n\nNo more of these, and the address forgotten: {link}\n\n{Notice}\n", link);
    }
}
