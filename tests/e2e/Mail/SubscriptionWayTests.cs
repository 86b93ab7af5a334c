using System.Net;
using System.Text;
using Aim.EndToEnd.Tests.Http;
using Aim.EndToEnd.Tests.Licenses;
using Aim.Storage.Tests.Mail;
using Xunit;

namespace Aim.EndToEnd.Tests.Mail;

/// <summary>The whole way of a subscriber through a running app, whose mails go to a folder.</summary>
public sealed class SubscriptionWayTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Asked_confirmed_told_of_a_release_and_gone_with_one_click()
    {
        File.WriteAllText(
            Path.Combine(data.Path, "census-imports-2025-03-06.csv"),
            "period,hts10,cty_code,con_val_usd,con_qty_kg,gen_val_usd,gen_qty_kg,dut_val_usd,cal_dut_usd\n2025-01,7601103000,1220,1000,100,1000,100,,\n");
        await using var app = await AppProcess.StartAsync("--data", data.Path);
        using var api = new Api(app.BaseAddress);
        await api.WaitUntilIdleAsync();
        Assert.Equal("/api/v1/subscriptions", (await api.JsonAsync("api/v1/")).GetProperty("subscriptions").GetString());
        using (var preflight = await api.SendAsync(HttpMethod.Options, "api/v1/subscriptions"))
        {
            Assert.Equal(["*"], preflight.Headers.GetValues("Access-Control-Allow-Origin"));
            Assert.Contains("POST", preflight.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        }

        using (var body = new StringContent("""{"email":"ann@one.example"}""", Encoding.UTF8, "application/json"))
        using (var taken = await api.SendAsync(HttpMethod.Post, "api/v1/subscriptions", body))
        {
            Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
            Assert.Equal(["*"], taken.Headers.GetValues("Access-Control-Allow-Origin"));
        }

        var asked = Assert.Single(await MailsAsync(app, 1));
        using (var page = await api.GetAsync(asked.Link("confirm").PathAndQuery)) Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        using (var confirmed = await api.SendAsync(HttpMethod.Post, asked.Link("confirm").PathAndQuery)) Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);

        await ReleaseAsync(app, api, "2025-04-04");
        var told = (await MailsAsync(app, 2)).Single(m => m["Message-ID"] != asked["Message-ID"]);
        Assert.Equal(("ann@one.example", "Import licenses: April 2025 is new"), (told.To, told["Subject"]));
        Assert.Contains($"{app.BaseAddress}api/v1/us-imports.json?by=product&source=license&from=2025-04&to=2025-04&as_of=2025-04-04", told.Text, StringComparison.Ordinal);
        Assert.All([asked, told], m => Assert.Equal(($"<{m.Link("unsubscribe")}>", "List-Unsubscribe=One-Click"), (m["List-Unsubscribe"], m["List-Unsubscribe-Post"])));
        foreach (var _ in (int[])[1, 2])
        {
            using var click = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
            using var gone = await api.SendAsync(HttpMethod.Post, told.Link("unsubscribe").PathAndQuery, click);
            Assert.Equal(HttpStatusCode.OK, gone.StatusCode);
        }

        await ReleaseAsync(app, api, "2025-04-11");
        using var ledger = await api.GetAsync("api/v1/admin/runs?feed=mail", ("x-functions-key", app.AdminKey));
        Assert.Equal(1, System.Text.Json.JsonElement.Parse(await ledger.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("runs").GetArrayLength());
        Assert.Equal(2, Files(app).Length);

        // The address stands in the mails and in no log.
        foreach (var log in Directory.GetFiles(app.State, "app.log", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain("one.example", await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    /// <summary>Publishes something; the timers of a run over recorded files tick when it starts, so that nobody waits for theirs.</summary>
    private static async Task ReleaseAsync(AppProcess app, Api api, string day)
    {
        using (var snapshot = new StringContent(UploadApp.Header + UploadApp.Row(day, "2025-04-10", 1000)))
        using (var loaded = await api.SendAsync(HttpMethod.Put, $"api/v1/admin/licenses/{day}", snapshot, ("x-functions-key", app.AdminKey)))
        {
            Assert.Equal(HttpStatusCode.OK, loaded.StatusCode);
        }

        await app.StopAsync();
        await app.StartAgainAsync();
        await api.WaitUntilIdleAsync();
    }

    private static string[] Files(AppProcess app) => Directory.GetFiles(app.State, "*.eml", SearchOption.AllDirectories);

    /// <summary>Waits for whole mails.</summary>
    private static async Task<List<ReceivedMail>> MailsAsync(AppProcess app, int count)
    {
        var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (true)
        {
            var whole = Files(app).Select(File.ReadAllText).Where(t => t.Contains("government website.", StringComparison.Ordinal)).ToList();
            if (whole.Count >= count) return whole.ConvertAll(t => new ReceivedMail(t));

            if (Environment.TickCount64 > deadline) throw new TimeoutException($"{whole.Count} mails instead of {count}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }
}
