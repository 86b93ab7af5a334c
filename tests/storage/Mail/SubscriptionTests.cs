using System.Text.Json;
using System.Text.RegularExpressions;
using Aim.Pipeline.Mail;
using Aim.Storage.Tests.Pipeline;
using Xunit;

namespace Aim.Storage.Tests.Mail;

/// <summary>Who asks for mails is asked back, and nobody learns from us who has them.</summary>
public sealed partial class SubscriptionTests(AzuriteFixture azurite) : IDisposable
{
    private const string Ann = "Ann@one.example";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aim-mail-");
    private readonly string prefix = AzuriteFixture.UniqueName();
    private readonly FrozenClock clock = new(new DateTimeOffset(2025, 6, 10, 14, 30, 0, TimeSpan.Zero));

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_answer_and_its_cost_are_the_same_whether_or_not_the_address_is_known()
    {
        await using var process = Process();
        await process.ConfirmedAsync(Ann);
        await process.SubscribeAsync("first@of.all.example");
        var calls = new List<string>();
        foreach (var address in (string[])[Ann, "bob@two.example", "bob@two.example", "ANN@ONE.EXAMPLE"])
        {
            process.Pipeline.Wire.Reset();
            var (status, body, _) = await process.SubscribeAsync(address);
            calls.Add($"{status} {body} {string.Join('\n', process.Pipeline.Wire.Requests.Select(r => Hash().Replace(r, "#")))}");
        }

        Assert.StartsWith("202 ", Assert.Single(calls.Distinct()), StringComparison.Ordinal);
        Assert.DoesNotContain("example", calls[0], StringComparison.OrdinalIgnoreCase);
        await process.ConfirmationsAsync();
        Assert.Equal(["bob@two.example", "first@of.all.example"], Mails().Select(m => m.To).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_only_opens_the_link_confirms_nobody_and_the_button_does()
    {
        await using var process = Process();
        var link = await AskAsync(process, Ann);
        foreach (var method in (string[])["GET", "HEAD", "GET"])
        {
            var (status, body, headers) = await process.FollowAsync(method, link);
            Assert.Equal(200, status);
            Assert.Equal("no-store", headers.CacheControl);
            Assert.Equal("no-referrer", headers["Referrer-Policy"]);
            Assert.Matches("^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$", headers.ContentSecurityPolicy.ToString());
            Assert.DoesNotContain("<script", body, StringComparison.Ordinal);
            Assert.Equal(method == "GET" ? 1 : 0, body.Split("<form method=\"post\">").Length - 1);
        }

        Assert.Null((await process.FindAsync(Ann))!.Confirmed);
        Assert.Equal((200, 200), ((await process.FollowAsync("POST", link)).Status, (await process.FollowAsync("POST", link)).Status));
        Assert.Equal("2025-06-10", (await process.FindAsync(Ann))!.Confirmed);
    }

    [Fact]
    public async Task A_wrong_a_foreign_an_old_and_a_broken_token_confirm_nobody()
    {
        await using var process = Process();
        var (link, bob) = (await AskAsync(process, Ann), await AskAsync(process, "bob@two.example"));
        var address = link.ToString();
        var token = address[^32..];
        foreach (var wrong in (string[])[MailToken.New().Text, bob.ToString()[^32..], Mails()[0].Link("unsubscribe").ToString()[^32..], token[..^1], token + "0", token.ToUpperInvariant() + "%00", ""])
        {
            Assert.Equal(404, (await process.FollowAsync("POST", new Uri(address[..^32] + wrong))).Status);
        }

        Assert.Equal(404, (await process.FollowAsync("POST", new Uri(address.Replace(Subscriber.IdOf(Ann), Subscriber.IdOf("nobody@two.example"), StringComparison.Ordinal)))).Status);

        // A newer mail takes the place of an older one, and each holds for seven days.
        clock.Now += TimeSpan.FromDays(1);
        var newer = await AskAsync(process, Ann);
        Assert.Equal(404, (await process.FollowAsync("POST", link)).Status);
        clock.Now += TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1);
        Assert.Equal(404, (await process.FollowAsync("POST", newer)).Status);
        Assert.Null((await process.FindAsync(Ann))!.Confirmed);
    }

    [Fact]
    public async Task One_mail_a_day_asks_for_confirmation_and_none_who_has_confirmed()
    {
        await using var process = Process();
        var link = await AskAsync(process, Ann);
        await process.SubscribeAsync(Ann.ToUpperInvariant());
        await process.ConfirmationsAsync();
        Assert.Single(Mails());

        // Not even who leaves and comes back the same day.
        Assert.Equal(200, (await process.FollowAsync("POST", Mails()[0].Link("unsubscribe"))).Status);
        await process.SubscribeAsync(Ann);
        await process.ConfirmationsAsync();
        Assert.Single(Mails());
        Assert.Equal(404, (await process.FollowAsync("POST", link)).Status);

        clock.Now += TimeSpan.FromDays(1);
        await process.FollowAsync("POST", await AskAsync(process, Ann));
        clock.Now += TimeSpan.FromDays(1);
        await process.SubscribeAsync(Ann);
        await process.ConfirmationsAsync();
        Assert.Equal(2, Mails().Count);
    }

    [Fact]
    public async Task An_hour_takes_as_many_wishes_as_it_may()
    {
        await using var process = Process(("ConfirmationsPerHour", "2"));
        var wishes = new List<(int Status, string Body, Microsoft.AspNetCore.Http.IHeaderDictionary Headers)>();
        for (var i = 0; i < 3; i++) wishes.Add(await process.SubscribeAsync($"{i}@many.example"));

        Assert.Equal([202, 202, 429], wishes.Select(w => w.Status));
        Assert.Equal("1800", wishes[2].Headers.RetryAfter);
        clock.Now += TimeSpan.FromMinutes(30);
        Assert.Equal(202, (await process.SubscribeAsync("2@many.example")).Status);
        await process.ConfirmationsAsync();
        Assert.Equal(3, Mails().Count);
    }

    [Theory]
    [InlineData("", "missing")]
    [InlineData("ann", "form")]
    [InlineData("ann@one", "form")]
    [InlineData("ann@@one.example", "form")]
    [InlineData("Ann <ann@one.example>", "form")]
    [InlineData("ann@one.example,bob@two.example", "form")]
    [InlineData("a..b@one.example", "form")]
    [InlineData("ann@-one.example", "form")]
    [InlineData("ann@[127.0.0.1]", "form")]
    [InlineData("änn@one.example", "ASCII")]
    [InlineData("ann@one.example\\r\\nBcc: bob@two.example", "line end")]
    [InlineData("ann@one.example\\n", "line end")]
    [InlineData("\\u0000ann@one.example", "line end")]
    public async Task What_is_no_address_is_told_by_field_and_rule_and_kept_nowhere(string address, string rule)
    {
        await using var process = Process();
        var (status, body, _) = await process.SubscribeAsync(address);

        Assert.Equal(400, status);
        var error = Assert.Single(JsonElement.Parse(body).GetProperty("errors").EnumerateArray());
        Assert.Equal("email", error.GetProperty("parameter").GetString());
        Assert.Contains(rule, error.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("one.example", body, StringComparison.Ordinal);
        Assert.Equal(0, process.Pipeline.Wire.Count);
    }

    [Fact]
    public async Task Forms_are_read_too_and_rubbish_is_a_problem()
    {
        const string form = "application/x-www-form-urlencoded";
        await using var process = Process();
        Assert.Equal(202, (await process.PostAsync("email=ann%2Bnews%40one.example", form)).Status);
        await process.ConfirmationsAsync();
        Assert.Equal("ann+news@one.example", Assert.Single(Mails()).To);
        foreach (var (body, type, status) in ((string, string, int)[])[
            ("", form, 400), ("mail=a", form, 400), ("email=a%0d%0a%40b.example", form, 400), (new string('x', 3000) + "=1", form, 400), ("email=" + new string('a', 300) + "@b.example", form, 400),
            ("", "application/json", 400), ("null", "application/json", 400), ("[]", "application/json", 400), ("{\"email\":5}", "application/json", 400), ("{\"email\":\"" + new string('a', 4096), "application/json", 413)])
        {
            Assert.True((await process.PostAsync(body, type)).Status == status, $"{type} {body}");
        }
    }

    [Fact]
    public async Task One_click_removes_the_row_and_twice_is_the_same()
    {
        await using var process = Process();
        await process.FollowAsync("POST", await AskAsync(process, Ann));
        var link = Mails()[0].Link("unsubscribe");
        var wrong = new Uri(link.ToString()[..^32] + MailToken.New().Text);
        var (_, page, _) = await process.FollowAsync("GET", link);
        var foreign = await process.FollowAsync("POST", wrong);
        Assert.Contains("<button>Unsubscribe</button>", page, StringComparison.Ordinal);
        Assert.NotNull(await process.FindAsync(Ann));

        var (first, second) = (await process.FollowAsync("POST", link), await process.FollowAsync("POST", link));
        Assert.Equal((200, 200, 200), (first.Status, second.Status, foreign.Status));
        Assert.Equal((first.Body, first.Body), (second.Body, foreign.Body));
        Assert.DoesNotContain(await process.RowsAsync(), r => r.PartitionKey == Subscriber.Partition || r.ContainsKey("Address"));
    }

    [Fact]
    public async Task Who_does_not_confirm_in_seven_days_is_forgotten()
    {
        await using var process = Process();
        await AskAsync(process, "bob@two.example");
        await process.FollowAsync("POST", await AskAsync(process, Ann));
        var mailer = process.Pipeline.Get<ConfirmationMailer>();
        clock.Now += TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1);
        await mailer.CleanAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(await process.FindAsync("bob@two.example"));

        clock.Now += TimeSpan.FromMinutes(1);
        await mailer.CleanAsync(TestContext.Current.CancellationToken);
        Assert.Equal([Subscriber.IdOf(Ann), "~count"], (await process.RowsAsync()).Select(r => r.RowKey));
    }

    [Fact]
    public async Task A_wish_waits_for_a_server_that_is_down()
    {
        await using (var down = new MailProcess(azurite.ConnectionString, prefix, clock, new Dictionary<string, string?>(StringComparer.Ordinal) { ["Server"] = "smtp://127.0.0.1:9" }))
        {
            await down.SubscribeAsync(Ann);
            await down.ConfirmationsAsync();
            Assert.Contains(down.Pipeline.Log, l => l.Contains("NotTaken", StringComparison.Ordinal));
            Assert.DoesNotContain(down.Pipeline.Log, l => l.Contains("one.example", StringComparison.OrdinalIgnoreCase));
        }

        await using var up = Process();
        await up.ConfirmationsAsync();
        Assert.Empty(Mails());
        clock.Now += TimeSpan.FromMinutes(15);
        await up.ConfirmationsAsync();
        Assert.Single(Mails());
    }

    [Fact]
    public async Task Without_a_server_and_a_folder_there_is_no_mail()
    {
        await using var process = new MailProcess(azurite.ConnectionString, prefix, clock, new Dictionary<string, string?>(StringComparer.Ordinal));
        var link = new Uri($"{MailProcess.Site}/api/v1/subscriptions/{Subscriber.IdOf(Ann)}/confirm?token={MailToken.New().Text}");
        foreach (var (status, body, _) in new[] { await process.SubscribeAsync(Ann), await process.FollowAsync("GET", link), await process.FollowAsync("POST", link) })
        {
            Assert.Equal((404, "Mail is not switched on."), (status, JsonElement.Parse(body).GetProperty("detail").GetString()));
        }

        await process.ConfirmationsAsync();
        await process.ReleasesAsync();
        Assert.Equal(0, process.Pipeline.Wire.Count);
    }

    /// <summary>Asks for mails, and gives the link that confirms.</summary>
    private async Task<Uri> AskAsync(MailProcess process, string address)
    {
        var before = Mails().Select(m => m["Message-ID"]).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(202, (await process.SubscribeAsync(address)).Status);
        await process.ConfirmationsAsync();
        return Assert.Single(Mails(), m => !before.Contains(m["Message-ID"])).Link("confirm");
    }

    private List<ReceivedMail> Mails() => [.. folder.GetFiles("*.eml").OrderBy(f => f.CreationTimeUtc).Select(f => new ReceivedMail(File.ReadAllText(f.FullName)))];

    private MailProcess Process(params (string Name, string? Value)[] more) => new(
        azurite.ConnectionString, prefix, clock, more.Append(("Folder", folder.FullName)).ToDictionary(s => s.Item1, s => s.Item2, StringComparer.Ordinal));

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hash();
}
