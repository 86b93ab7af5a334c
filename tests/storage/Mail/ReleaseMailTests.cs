using System.Globalization;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Mail;
using Aim.Storage.Tests.Pipeline;
using Xunit;

namespace Aim.Storage.Tests.Mail;

/// <summary>Releases by mail, over a real mail server and real storage, and what goes wrong on the way.</summary>
public sealed class ReleaseMailTests(AzuriteFixture azurite, SmtpServer smtp) : IClassFixture<SmtpServer>
{
    private const string Ann = "Ann@one.example", Bob = "bob@two.example", Cid = "cid@three.example";

    private readonly string prefix = AzuriteFixture.UniqueName();
    private readonly FrozenClock clock = new(new DateTimeOffset(2025, 6, 10, 14, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_is_told_once_in_a_mail_that_has_all_a_mail_needs()
    {
        await using var process = Process(("User", "aim"), ("Password", "secret"));
        await process.PublishAsync(1);
        await process.ConfirmedAsync(Ann);
        await process.ReleasesAsync();
        Assert.Empty(await smtp.TakeAsync());
        Assert.Empty(await RunsAsync(process));

        await process.PublishAsync(2);
        await process.PublishAsync(4);
        await process.ReleasesAsync();
        await process.ReleasesAsync();

        var mail = Assert.Single(await smtp.TakeAsync());
        Assert.Equal(("Ann@one.example", "2 releases; U.S. imports: April 2025 is new"), (mail.To, mail["Subject"]));
        Assert.Contains("aim@aim.example", mail["From"], StringComparison.Ordinal);
        Assert.Equal(("text/plain; charset=utf-8", "aim"), (mail["Content-Type"], mail["X-User"]));
        Assert.Matches("^<[0-9a-f]{32}@aim.example>$", mail["Message-ID"]);
        Assert.True(DateTimeOffset.TryParse(mail["Date"], CultureInfo.InvariantCulture, out _));
        Assert.Equal(($"<{mail.Link("unsubscribe")}>", "List-Unsubscribe=One-Click"), (mail["List-Unsubscribe"], mail["List-Unsubscribe-Post"]));
        Assert.Contains("U.S. imports: February 2025 is new\r\nPublished 2025-06-02 06:00 UTC: https://aim.example/api/v1/us-imports.json?by=product&source=census&from=2025-02&to=2025-02&as_of=2025-06-02\r\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Not a U.S. government website.", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ample data", mail.Text, StringComparison.Ordinal);
        var run = Assert.Single(await RunsAsync(process));
        Assert.Equal((Outcomes.Succeeded, 1), (run.Outcome, run.Stored));

        Assert.Equal(200, (await process.FollowAsync("POST", mail.Link("unsubscribe"))).Status);
        Assert.DoesNotContain(await process.RowsAsync(), r => r.PartitionKey == Subscriber.Partition);
        await process.PublishAsync(5);
        await process.ReleasesAsync();
        Assert.Empty(await smtp.TakeAsync());
        await NothingIsToldAsync(process, mail);
    }

    [Fact]
    public async Task A_day_that_publishes_more_is_told_again_and_what_is_older_than_all_that_was_told_is_not()
    {
        await using var process = Process();
        await process.PublishAsync(4);
        await process.ConfirmedAsync(Ann);

        // The fifth is of the same day as the fourth, the third of the day before.
        await process.PublishAsync(5);
        await process.ReleasesAsync();
        await process.PublishAsync(3);
        await process.ReleasesAsync();
        await process.ReleasesAsync();

        Assert.Equal(["U.S. imports: April to May 2025 are new"], (await smtp.TakeAsync()).Select(m => m["Subject"]));
    }

    [Fact]
    public async Task A_server_that_is_down_leaves_all_for_the_next_tick_and_the_run_says_so()
    {
        await using (var down = new MailProcess(azurite.ConnectionString, prefix, clock, new Dictionary<string, string?>(StringComparer.Ordinal) { ["Server"] = "smtp://127.0.0.1:9" }))
        {
            foreach (var address in (string[])[Ann, Bob, Cid, "dan@four.example"]) await down.ConfirmedAsync(address);
            await down.PublishAsync(1);
            await down.ReleasesAsync();
            var failed = Assert.Single(await RunsAsync(down));
            Assert.Equal((Outcomes.Failed, 3, 0), (failed.Outcome, failed.Asked, failed.Stored));
            Assert.Contains("seems to be down", failed.Errors[^1], StringComparison.Ordinal);
        }

        await using (var plain = Process(("StartTls", "true")))
        {
            await plain.ReleasesAsync();
            Assert.Empty(await smtp.TakeAsync());
        }

        await using var up = Process();
        await up.ReleasesAsync();
        await up.ReleasesAsync();
        Assert.Equal([Ann, Bob, Cid, "dan@four.example"], (await smtp.TakeAsync()).Select(m => m.To).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_address_that_is_refused_for_three_releases_is_removed_and_the_others_are_mailed()
    {
        await using var process = Process();
        foreach (var address in (string[])[Ann, Bob, Cid]) await process.ConfirmedAsync(address);
        for (var sequence = 1; sequence <= 4; sequence++)
        {
            Assert.Equal(sequence < 4, await process.FindAsync(Bob) is not null);
            await process.PublishAsync(sequence);
            await smtp.SetAsync((Bob, "550"), (Cid, "450"));
            await process.ReleasesAsync();
            await process.ReleasesAsync();

            // A mailbox that is busy, or a text that is not liked, is tried again and never held against the address.
            Assert.Equal([Ann], (await smtp.TakeAsync()).Select(m => m.To));
            await smtp.SetAsync((Cid, "d554"));
            await process.ReleasesAsync();
            Assert.Empty(await smtp.TakeAsync());
            await process.ReleasesAsync();
            Assert.Equal([Cid], (await smtp.TakeAsync()).Select(m => m.To));
        }

        await NothingIsToldAsync(process, null);
    }

    [Fact]
    public async Task A_connection_that_breaks_behind_the_text_repeats_one_mail_under_the_same_id()
    {
        await using var process = Process();
        foreach (var address in (string[])[Ann, Bob, Cid]) await process.ConfirmedAsync(address);
        await process.PublishAsync(1);
        await smtp.SetAsync((Bob, "cut"));
        await process.ReleasesAsync();
        var first = await smtp.TakeAsync();
        await process.ReleasesAsync();
        await process.ReleasesAsync();

        Assert.Equal([Ann, Bob, Cid], first.Select(m => m.To).Order(StringComparer.Ordinal));
        var again = Assert.Single(await smtp.TakeAsync());
        Assert.Equal(first.Single(m => m.To == Bob)["Message-ID"], again["Message-ID"]);

        // Both have a link that holds.
        Assert.Equal(200, (await process.FollowAsync("POST", first.Single(m => m.To == Bob).Link("unsubscribe"))).Status);
        Assert.Null(await process.FindAsync(Bob));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up()
    {
        await using var process = Process(("AttemptSeconds", "1"));
        await process.ConfirmedAsync(Ann);
        await process.PublishAsync(1);
        await smtp.SetAsync((Ann, "hang"));
        await process.ReleasesAsync();

        Assert.Equal(Outcomes.Failed, Assert.Single(await RunsAsync(process)).Outcome);
        await smtp.TakeAsync();
    }

    [Fact]
    public async Task Fault_26_Whatever_write_of_a_mail_run_a_process_dies_at_nobody_is_left_out_and_one_mail_at_most_comes_twice()
    {
        string[] all = [Ann, Bob, Cid];
        using var quiet = new StorageWire();
        var storage = PipelineProcess.Connect(azurite.ConnectionString, prefix, quiet);
        await using var calm = Process();
        foreach (var address in all) await calm.ConfirmedAsync(address);
        var (sequence, created) = (0, await WritesOfStartAsync());
        foreach (var mishap in (Mishap[])[Mishap.DiesBefore, Mishap.DiesAfter])
        {
            // Its writes: it begins, stores a token and the progress for each mail, and ends.
            for (var write = 1; write <= 8; write++)
            {
                await calm.PublishAsync(++sequence);
                var wire = new StorageWire { Mishap = mishap, StrikesWrite = created + write };
                await using (var dying = new MailProcess(azurite.ConnectionString, prefix, clock, Settings(), wire))
                {
                    await dying.Pipeline.Storage.EnsureCreatedAsync();
                    await Assert.ThrowsAnyAsync<Exception>(dying.ReleasesAsync);
                }

                await StoredState.LetClaimsDieAsync(storage);
                await calm.ReleasesAsync();
                var mails = await smtp.TakeAsync();
                Assert.Equal(all, mails.Select(m => m.To).Distinct().Order(StringComparer.Ordinal));
                Assert.InRange(mails.Count, 3, 4);
                Assert.All(mails.GroupBy(m => m.To), g => Assert.Single(g.Select(m => m["Message-ID"]).Distinct()));
            }
        }
    }

    private async Task<int> WritesOfStartAsync()
    {
        await using var process = Process();
        await process.Pipeline.Storage.EnsureCreatedAsync();
        return process.Pipeline.Wire.Writes;
    }

    private static Task<List<Run>> RunsAsync(MailProcess process) => process.Pipeline.Get<FeedLedger>().RunsAsync(ReleaseMailer.LedgerName, null, 20, Ct);

    /// <summary>No address and no token stands anywhere but in the rows of subscribers.</summary>
    private static async Task NothingIsToldAsync(MailProcess process, ReceivedMail? mail)
    {
        var told = await StoredState.EverythingAsync(process.Pipeline.Storage) + string.Join('\n', process.Pipeline.Log);
        Assert.DoesNotContain(".example", told.Replace("aim.example", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        if (mail is not null) Assert.DoesNotContain(mail.Link("unsubscribe").Query[7..], told, StringComparison.Ordinal);
    }

    private MailProcess Process(params (string Name, string? Value)[] more) => new(azurite.ConnectionString, prefix, clock, Settings(more));

    private Dictionary<string, string?> Settings(params (string Name, string? Value)[] more) =>
        more.Append(("Server", $"smtp://127.0.0.1:{smtp.Port}")).ToDictionary(s => s.Item1, s => s.Item2, StringComparer.Ordinal);
}
