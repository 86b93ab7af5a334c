using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Aim.Storage.Tests.Runtime;

public sealed class TimerTriggerTests(AzuriteFixture azurite)
{
    // The first of January at 06:00: not due while a test runs.
    private const string Yearly = "0 0 6 1 1 *";

    private readonly string _name = AzuriteFixture.UniqueName();
    private readonly Recorder _seen = new();

    [Fact]
    public async Task The_first_start_runs_nothing_and_records_when_it_is_due()
    {
        await using var host = await StartAsync(Yearly, typeof(TimerSample));
        await _seen.WaitAsync(() => Status("Timer") is not null, "a status");
        var status = Status("Timer")!;
        Assert.Equal(new DateTime(status.LastUpdated.Year + 1, 1, 1, 6, 0, 0, DateTimeKind.Utc), status.Next);
        Assert.Equal(default, status.Last);
        Assert.Empty(_seen.Lines);
    }

    [Fact]
    public async Task Missed_runs_are_made_up_for_by_one()
    {
        await WriteAsync(next: new(2021, 1, 1, 6, 0, 0, DateTimeKind.Utc));
        await using var host = await StartAsync(Yearly, typeof(TimerSample));
        await _seen.WaitForAsync("ran late with status");
        await _seen.WaitAsync(() => Status("Timer")!.Next > DateTime.UtcNow, "the next time");
        Assert.True(Status("Timer")!.Last > DateTime.UtcNow.AddMinutes(-5));
        Assert.Single(_seen.Lines);
    }

    [Fact]
    public async Task A_changed_schedule_owes_nothing()
    {
        await WriteAsync(next: new(2020, 6, 1, 0, 0, 0, DateTimeKind.Utc));
        await using var host = await StartAsync(Yearly, typeof(TimerSample));
        await _seen.WaitAsync(() => Status("Timer")!.Next > DateTime.UtcNow, "the next time");
        Assert.Empty(_seen.Lines);
    }

    [Fact]
    public async Task Run_on_startup_runs_at_every_start()
    {
        await using (await StartAsync(Yearly, typeof(StartupSample)))
            await _seen.WaitForAsync("ran");
        await using (await StartAsync(Yearly, typeof(StartupSample)))
            await _seen.WaitForAsync("ran", times: 2);
        Assert.Null(Status("Startup"));
    }

    [Fact]
    public async Task An_exception_stops_no_schedule_and_only_a_policy_tries_again()
    {
        await using var host = await StartAsync(Yearly, typeof(FailingSamples));
        await _seen.WaitForAsync("failing", times: 2);
        Assert.Equal(
            ["try 0 of 2 False", "try 1 of 2 False", "try 2 of 2 False"],
            _seen.Lines.Where(line => line.StartsWith("try", StringComparison.Ordinal)),
            StringComparer.Ordinal);
        Assert.Null(Status("Failing"));
    }

    private Task<StorageHost> StartAsync(string schedule, Type sample) => StorageHost.StartAsync(
        azurite.ConnectionString, _name, _seen, new(StringComparer.Ordinal) { ["Schedule"] = schedule }, sample);

    private BlobClient StatusBlob(string function) => StorageHost.Container(azurite.ConnectionString, "azure-webjobs-hosts")
        .GetBlobClient($"timers/{_name}/{function}/status");

    private ScheduleStatus? Status(string function) =>
        StatusBlob(function).Exists() ? StatusBlob(function).DownloadContent().Value.Content.ToObjectFromJson<ScheduleStatus>() : null;

    private Task WriteAsync(DateTime next) => StatusBlob("Timer").UploadAsync(
        BinaryData.FromObjectAsJson(new ScheduleStatus { LastUpdated = new(2020, 5, 5, 0, 0, 0, DateTimeKind.Utc), Next = next }),
        overwrite: true,
        TestContext.Current.CancellationToken);
}
