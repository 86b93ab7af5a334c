using Aim.Faults.House;
using Aim.Faults.Proxy;
using Xunit;

namespace Aim.Faults.Triggers;

/// <summary>What may become of the process.</summary>
public sealed class ProcessFaults
{
    /// <summary>
    /// The real process, at some of its writes; at every one in <c>aim bench faults</c>. That every call of a cycle may be its last is shown
    /// for a process within the tests, by CrashTests.
    /// </summary>
    [Fact]
    public async Task Fault_26_Killed_amid_a_run_readers_see_the_old_or_the_new_and_the_next_start_completes_it()
    {
        await using var house = await HouseUnderTest.StartAsync();
        var points = 0;
        for (var isOver = false; !isOver; points++)
        {
            var at = 1 + (Heavy.Step(4) * points);
            var (before, after) = (await house.App.MonthsAsync(), $"2025-01 1500, 2025-02 {20_000 + at}");
            house.Data.Imports("2025-02", (Recording.Primary, "1220", 20_000 + at));
            // The order itself is there; what dies is its execution.
            var order = await house.App.GiveAsync("ingest", "census-imports", "2025-02", "2025-02");
            var (killed, count) = (new TaskCompletionSource(), 0);
            var kill = new FaultRule(async call =>
            {
                if (Interlocked.Increment(ref count) == at)
                {
                    await house.App.KillAsync();
                    killed.SetResult();
                }

                await call.PassAsync();
            })
            { Writes = true };
            house.Tables.Play(kill);
            house.Blobs.Play(kill);
            isOver = await Task.WhenAny(killed.Task, EndAsync()) != killed.Task;
            house.Mend();
            if (!isOver) await house.App.RestartAsync();

            await house.App.UntilAsync($"the order that was cut off at write {at} is carried out", async () =>
            {
                var months = await house.App.MonthsAsync();
                Assert.Contains(months, (string[])[before, after]);
                return months == after;
            });

            async Task EndAsync()
            {
                try
                {
                    await house.App.EndOfAsync(order);
                }
                catch (HttpRequestException)
                {
                    // The process has been killed.
                    await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
                }
            }
        }

        Assert.InRange(points, 4, 60);
    }

    [Fact]
    public async Task Fault_27_A_large_answer_passes_through_a_small_memory()
    {
        await using var house = await HouseUnderTest.BuildAsync();
        house.Data.Imports("2025-01", (Recording.Primary, "1220", 1000));
        // A million rows of a group of countries, which count as nothing: 90 MiB, and the heap may have 64 in all.
        house.Source.Play(new FaultRule(async call =>
        {
            using var answer = await call.ForwardAsync();
            var body = await answer.Content.ReadAsStringAsync();
            var (cut, row) = (body.LastIndexOf('[', body.Length - 3), body[body.LastIndexOf('[')..].TrimEnd(']', '\n', ' ') + "],\n");
            answer.Content.Headers.ContentLength = null;
            await call.AnswerAsync(answer, async to =>
            {
                await using var writer = new StreamWriter(to);
                await writer.WriteAsync(body[..cut]);
                for (var n = 0; n < 1_000_000; n++) await writer.WriteAsync(Group(row, n));
                await writer.WriteAsync(body[cut..]);
            });
        })
        { Path = "/imports/" });
        var app = await house.StartAppAsync(("DOTNET_GCHeapHardLimit", "0x4000000"), ("Aim__Census__AttemptSeconds", "30"), ("Aim__Census__BudgetSeconds", "60"));

        Assert.Equal("succeeded", await app.PullAsync("2025-01"));
        Assert.Equal("2025-01 1000", await app.MonthsAsync());

        static string Group(string row, int n) => row.Replace("\"-\"", "\"0003\"", StringComparison.Ordinal).Replace("\"1220\"", "\"0003\"", StringComparison.Ordinal)
            .Replace(Recording.Primary, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"76{n:D8}"), StringComparison.Ordinal);
    }
}
