using System.Globalization;
using System.Text.Json;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Mail;
using Aim.Pipeline.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Aim.Functions.Views.Subscriptions;

/// <summary>
/// Releases by mail: who asks is asked back, and only a press of a button counts, as mail scanners open links. No answer tells whether
/// an address is known.
/// </summary>
public sealed class SubscriptionApi(Postbox postbox, WishStore wishes, SubscriberStore subscribers, Catalog catalog, TimeProvider clock)
{
    private const int MaxBodyBytes = 4096;

    private static readonly Problem IsOff = Problem.NotFound("Mail is not switched on.");

    private static readonly PageAnswer Broken = new(404, "This link does not hold", "It is not whole, not of the newest mail, or older than seven days. Ask for mails again to get a new one.");

    /// <summary><c>POST subscriptions</c>: 202 for every address.</summary>
    public async Task<IResult> SubscribeAsync(HttpRequest request)
    {
        if (HttpMethods.IsOptions(request.Method)) return new Preflight("POST, OPTIONS");
        if (!postbox.IsOn) return IsOff;

        var (email, problem) = await ReadAsync(request);
        if (problem is not null) return problem;

        // The value is not told back: it may be somebody's address.
        if (MailAddressRule.BrokenBy(email) is { } rule) return Problem.Parameters([new ParameterError("email", null, rule, "name@host.tld", null)]);

        return await Patience.AnswerAsync(request.HttpContext, async cancellationToken => await wishes.TryAddAsync(email!, cancellationToken)
            ? new JsonAnswer(new { message = "If the address is not subscribed yet, a mail with a link to confirm it comes within minutes, once a day at most." }, StatusCodes.Status202Accepted)
            : new Problem(429, "Too many wishes", "This hour has seen as many wishes as it may. Try again in the next one.") { RetryAfter = SecondsToNextHour() });
    }

    /// <summary>The link that confirms: a page with a button, which posts to the same address.</summary>
    public Task<IResult> ConfirmAsync(HttpRequest request, string id) => FollowAsync(
        request,
        id,
        new PageAnswer(200, "Mails about releases", "Press the button to get a mail whenever new figures are published. Each mail has a link that ends it.", "Confirm"),
        async (token, cancellationToken) =>
        {
            var subscriber = await subscribers.FindAsync(id, cancellationToken);
            if (subscriber is null || !token.IsAmong(subscriber.ConfirmToken) || subscriber.ConfirmUntil < clock.GetUtcNow()) return Broken;

            if (subscriber.Confirmed is null && !await subscribers.ConfirmAsync(subscriber, Release.Newest(await catalog.CurrentAsync(cancellationToken), null), cancellationToken)) return Broken;

            return new PageAnswer(200, "Confirmed", "There will be a mail whenever new figures are published.");
        });

    /// <summary>The link that ends it: a page with a button; a POST alone does it too (RFC 8058). The answer is the same whoever is known.</summary>
    public Task<IResult> UnsubscribeAsync(HttpRequest request, string id) => FollowAsync(
        request,
        id,
        new PageAnswer(200, "No more mails", "Press the button to get no more mails and to have your address forgotten.", "Unsubscribe"),
        async (token, cancellationToken) =>
        {
            if (await subscribers.FindAsync(id, cancellationToken) is { } subscriber && token.IsAmong(subscriber.Tokens)) await subscribers.RemoveAsync(id, cancellationToken);
            return new PageAnswer(200, "Done", "The address of that mail gets no more of them and is forgotten.");
        });

    private async Task<IResult> FollowAsync(HttpRequest request, string id, PageAnswer page, Func<MailToken, CancellationToken, Task<IResult>> act)
    {
        if (!postbox.IsOn) return IsOff;

        var token = request.Query["token"].ToString();
        if (!IsHexadecimal(id, 64) || !IsHexadecimal(token, 32)) return Broken;

        return HttpMethods.IsPost(request.Method) ? await Patience.AnswerAsync(request.HttpContext, cancellationToken => act(new MailToken(token), cancellationToken)) : page;
    }

    /// <summary>The address of a JSON body or of a form.</summary>
    private static async Task<(string? Email, Problem? Problem)> ReadAsync(HttpRequest request)
    {
        var body = new byte[MaxBodyBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        if (length > MaxBodyBytes) return (null, new Problem(413, "Body too long", string.Create(CultureInfo.InvariantCulture, $"The body is longer than {MaxBodyBytes} bytes.")));

        try
        {
            if (request.HasFormContentType)
            {
                using var form = new FormReader(new MemoryStream(body, 0, length));
                return ((await form.ReadFormAsync(request.HttpContext.RequestAborted)).GetValueOrDefault("email").ToString().Trim(' '), null);
            }

            return (JsonSerializer.Deserialize<Body>(body.AsSpan(0, length), JsonSerializerOptions.Web)?.Email?.Trim(' '), null);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return (null, new Problem(400, "Not a wish", "The body must be {\"email\": \"name@host.tld\"}, or a form with the field email."));
        }
    }

    private int SecondsToNextHour() => 3600 - (int)(clock.GetUtcNow().TimeOfDay.TotalSeconds % 3600);

    private static bool IsHexadecimal(string text, int length) => text.Length == length && text.All(char.IsAsciiHexDigitLower);

    private sealed record Body(string? Email);
}
