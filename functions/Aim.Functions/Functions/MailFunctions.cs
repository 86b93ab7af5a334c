using Aim.Functions.Views.Subscriptions;
using Aim.Pipeline.Mail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Aim.Functions.Functions;

/// <summary>Releases by mail: who wants them, and the mails themselves.</summary>
public sealed class MailFunctions(SubscriptionApi subscriptions, ConfirmationMailer confirmations, ReleaseMailer releases)
{
    [Function(nameof(Subscribe))]
    public Task<IResult> Subscribe([HttpTrigger(AuthorizationLevel.Anonymous, "post", "options", Route = "v1/subscriptions")] HttpRequest request) =>
        subscriptions.SubscribeAsync(request);

    [Function(nameof(ConfirmSubscription))]
    public Task<IResult> ConfirmSubscription(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "v1/subscriptions/{id}/confirm")] HttpRequest request, string id) =>
        subscriptions.ConfirmAsync(request, id);

    [Function(nameof(Unsubscribe))]
    public Task<IResult> Unsubscribe(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "v1/subscriptions/{id}/unsubscribe")] HttpRequest request, string id) =>
        subscriptions.UnsubscribeAsync(request, id);

    [Function(nameof(MailConfirmations))]
    public Task MailConfirmations([TimerTrigger("%Aim:Schedule:Confirmations%")] TimerInfo timer, CancellationToken cancellationToken) =>
        confirmations.MailAsync(cancellationToken);

    [Function(nameof(MailReleases))]
    public Task MailReleases([TimerTrigger("%Aim:Schedule:Mail%")] TimerInfo timer, CancellationToken cancellationToken) =>
        releases.MailAsync(cancellationToken);

    [Function(nameof(ForgetUnconfirmed))]
    public Task ForgetUnconfirmed([TimerTrigger("%Aim:Schedule:Housekeeping%")] TimerInfo timer, CancellationToken cancellationToken) =>
        confirmations.CleanAsync(cancellationToken);
}
