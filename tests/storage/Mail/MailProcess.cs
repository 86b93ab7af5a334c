using System.Text;
using Aim.Functions.Views.Subscriptions;
using Aim.Pipeline.Census;
using Aim.Pipeline.Mail;
using Aim.Storage.Tests.Pipeline;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aim.Storage.Tests.Mail;

/// <summary>A process that mails, and those who call it.</summary>
internal sealed class MailProcess(string connectionString, string prefix, TimeProvider clock, IReadOnlyDictionary<string, string?> mail, StorageWire? wire = null) : IAsyncDisposable
{
    public const string Site = "https://aim.example";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public PipelineProcess Pipeline { get; } = new(
        connectionString,
        prefix,
        clock,
        mail.Append(new("From", "Aim <aim@aim.example>")).Append(new("SiteUrl", Site)).Append(new("StartTls", mail.GetValueOrDefault("StartTls") ?? "false"))
            .DistinctBy(s => s.Key, StringComparer.Ordinal).ToDictionary(s => $"Aim:Mail:{s.Key}", s => s.Value, StringComparer.Ordinal),
        wire);

    public Task ConfirmationsAsync() => Pipeline.Get<ConfirmationMailer>().MailAsync(Ct);

    public Task ReleasesAsync() => Pipeline.Get<ReleaseMailer>().MailAsync(Ct);

    /// <summary>Publishes a month of imports: the first twelve are new, later ones revise.</summary>
    /// <param name="sequence">From 1 on; each is published nine hours after the one before, the first on June 1st at 21:00.</param>
    public async Task PublishAsync(int sequence)
    {
        var month = $"2025-{((sequence - 1) % 12) + 1:D2}";
        var body = RandomAnswers.Body(month, [new ImportRow("7601103000", "1220", 1_000 * sequence, 10, 1_000, 10)]);
        await Pipeline.PutAsync(RandomAnswers.Blob(CensusFeed.Imports, month, sequence, 1, body), body);
        await Pipeline.PublishAsync();
    }

    /// <summary>Puts a subscriber there who has been told all that there is.</summary>
    public async Task ConfirmedAsync(string address)
    {
        var store = Pipeline.Get<SubscriberStore>();
        await store.InviteAsync(address, MailToken.New(), MailToken.New(), Ct);
        var snapshot = await Pipeline.Get<Aim.Pipeline.Serving.Catalog>().RefreshAsync(Ct);
        Assert.True(await store.ConfirmAsync((await FindAsync(address))!, Release.Newest(snapshot, null), Ct));
    }

    public Task<Subscriber?> FindAsync(string address) => Pipeline.Get<SubscriberStore>().FindAsync(Subscriber.IdOf(address), Ct);

    public Task<List<TableEntity>> RowsAsync() => StoredState.EntitiesAsync(Pipeline.Storage.Subscribers);

    public Task<(int Status, string Body, IHeaderDictionary Headers)> SubscribeAsync(string address) => PostAsync($$"""{"email":"{{address}}"}""", "application/json");

    public Task<(int Status, string Body, IHeaderDictionary Headers)> PostAsync(string body, string type) =>
        CallAsync("POST", "", body, type, (api, request) => api.SubscribeAsync(request));

    /// <summary>Follows a link of a mail.</summary>
    public Task<(int Status, string Body, IHeaderDictionary Headers)> FollowAsync(string method, Uri link) => CallAsync(
        method,
        link.Query,
        "List-Unsubscribe=One-Click",
        "application/x-www-form-urlencoded",
        (api, request) => link.Segments[^1] == "confirm" ? api.ConfirmAsync(request, link.Segments[^2].TrimEnd('/')) : api.UnsubscribeAsync(request, link.Segments[^2].TrimEnd('/')));

    public ValueTask DisposeAsync() => Pipeline.DisposeAsync();

    private async Task<(int Status, string Body, IHeaderDictionary Headers)> CallAsync(
        string method, string query, string body, string type, Func<SubscriptionApi, HttpRequest, Task<IResult>> call)
    {
        using var answer = new MemoryStream();
        var http = new DefaultHttpContext
        {
            Request = { Method = method, QueryString = new QueryString(query), ContentType = type, Body = new MemoryStream(Encoding.UTF8.GetBytes(body)) },
            Response = { Body = answer },
        };
        await (await call(Pipeline.Get<SubscriptionApi>(), http.Request)).ExecuteAsync(http);
        return (http.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()), http.Response.Headers);
    }
}
