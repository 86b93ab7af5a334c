using System.Text;
using Aim.Faults.House;
using Aim.Faults.Proxy;
using Aim.Pipeline.Raw;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Specialized;
using Xunit;
using static Aim.Faults.Proxy.Faults;

namespace Aim.Faults.Triggers;

/// <summary>What may become of the events of blobs.</summary>
public sealed class EventFaults
{
    private const string Published = "2025-01 1500, 2025-02 2700";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fault_13_An_event_that_comes_twice_changes_nothing()
    {
        await using var house = await HouseUnderTest.StartAsync();
        var (once, runs) = (await house.PublishedAsync(), (await house.App.RunsAsync()).Count);

        // Another tag fires again, one after the other here, and in the second instance at the same time as in the first.
        var other = await house.StartAppAsync();
        for (var time = 0; time < 2; time++)
        {
            foreach (var blob in await AnswersAsync(house)) await house.Storage.Raw.GetBlobClient(blob.Name).SetMetadataAsync(new Dictionary<string, string> { ["again"] = $"{time}" }, cancellationToken: Ct);
            await QuietAsync(house);
        }

        Assert.Equal(once, await house.PublishedAsync());
        Assert.Equal(Published, await other.MonthsAsync());
        Assert.Equal(runs, (await house.App.RunsAsync()).Count);
    }

    [Fact]
    public async Task Fault_14_Without_its_receipts_every_event_comes_again_and_nothing_is_written()
    {
        await using var house = await HouseUnderTest.StartAsync();
        var once = await house.PublishedAsync();
        await house.App.KillAsync();
        await house.Account.DeleteBlobContainerAsync("azure-webjobs-hosts", cancellationToken: Ct);
        house.Mend();

        var other = await house.StartAppAsync(("AzureFunctionsWebHost__hostid", "another"));
        await QuietAsync(house);

        Assert.Equal(Published, await other.MonthsAsync());
        Assert.Equal(once, await house.PublishedAsync());
        Assert.DoesNotContain(house.Tables.Writes, w => !w.Target.EndsWith("/Tables", StringComparison.Ordinal));
        Assert.DoesNotContain(house.Blobs.Writes, w => w.Target.Contains("/raw/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fault_15_An_answer_whose_event_never_comes_is_published_by_reconcile()
    {
        await using var house = await HouseUnderTest.StartAsync();
        var (blob, body) = await CopyAsync(house, "2025-02");
        await house.App.KillAsync();

        var deaf = await house.StartAppAsync(("AIM_LOCAL_BLOB_POLL_MS", "3600000"), ("Aim__Schedule__Reconcile", "* * * * * *"));
        await QuietAsync(house);
        await house.Storage.Raw.GetBlobClient((blob with { Unit = "2025-03", Sequence = 3 }).Name).UploadAsync(Month(body, "2025-03"), Ct);

        await deaf.UntilAsync("the answer is published", async () => await deaf.MonthsAsync() == Published + ", 2025-03 2700");
        Assert.Contains(await deaf.RunsAsync(), r => r.GetProperty("cause").GetString() == "reconcile");
    }

    [Fact]
    public async Task Fault_16_Of_two_answers_the_newer_counts_in_whatever_order_they_come()
    {
        await using var house = await HouseUnderTest.StartAsync();
        var (blob, body) = await CopyAsync(house, "2025-02");
        var (older, newer) = (blob with { Unit = "2025-03", Sequence = 5 }, blob with { Unit = "2025-03", Sequence = 6, Hash = new string('a', 32) });

        await house.Storage.Raw.GetBlobClient(newer.Name).UploadAsync(Month(body, "2025-03", value: 4444), Ct);
        await house.App.UntilAsync("the newer is published", async () => await house.App.MonthsAsync() == Published + ", 2025-03 5144");
        await house.Storage.Raw.GetBlobClient(older.Name).UploadAsync(Month(body, "2025-03"), Ct);
        await QuietAsync(house);

        Assert.Equal(Published + ", 2025-03 5144", await house.App.MonthsAsync());
    }

    [Fact]
    public async Task Fault_17_An_answer_that_is_gone_empty_or_not_yet_there_is_no_data()
    {
        await using var house = await HouseUnderTest.StartAsync();
        var (blob, body) = await CopyAsync(house, "2025-02");
        var (empty, staged, gone) = (blob with { Unit = "2025-03", Sequence = 7 }, blob with { Unit = "2025-04", Sequence = 8 }, blob with { Unit = "2025-05", Sequence = 9 });

        await house.Storage.Raw.GetBlobClient(empty.Name).UploadAsync(BinaryData.FromBytes([]), Ct);
        await house.Storage.Raw.GetBlockBlobClient(staged.Name).StageBlockAsync(Convert.ToBase64String("1"u8), Month(body, "2025-04").ToStream(), cancellationToken: Ct);
        // It goes between the event and the reading of it.
        house.Blobs.Play(new FaultRule(StorageError(404, "BlobNotFound")) { Method = "GET", Path = "/2025-05/" });
        await house.Storage.Raw.GetBlobClient(gone.Name).UploadAsync(Month(body, "2025-05"), Ct);
        await house.App.UntilAsync("the empty one is in quarantine", async () => (await house.App.QuarantineAsync()).Exists(q => q.GetProperty("unit").GetString() == "2025-03"));

        Assert.Equal(Published, await house.App.MonthsAsync());
        house.Mend();
        await house.Storage.Raw.GetBlockBlobClient(staged.Name).CommitBlockListAsync([Convert.ToBase64String("1"u8)], cancellationToken: Ct);
        await house.App.UntilAsync("what is whole is published", async () => await house.App.MonthsAsync() == Published + ", 2025-04 2700, 2025-05 2700");
    }

    [Fact]
    public async Task Fault_18_An_order_whose_event_was_accepted_and_dropped_is_carried_out_by_reconcile()
    {
        await using var house = await HouseUnderTest.StartAsync();
        await house.App.KillAsync();
        var deaf = await house.StartAppAsync(("AIM_LOCAL_BLOB_POLL_MS", "3600000"), ("Aim__Schedule__Reconcile", "* * * * * *"));
        await QuietAsync(house);

        house.Data.Imports("2025-03", (Recording.Primary, "1220", 3000));
        var id = await deaf.GiveAsync("ingest", "census-imports", "2025-03", "2025-03");
        Assert.Equal("working", (await deaf.JsonAsync("status.json")).GetProperty("state").GetString());
        // Nobody waits two minutes here: the order is made to be an old one.
        var order = (await house.Storage.Operations.GetEntityAsync<TableEntity>("operations", id, cancellationToken: Ct)).Value;
        order["Created"] = DateTimeOffset.UtcNow.AddMinutes(-3);
        await house.Storage.Operations.UpdateEntityAsync(order, order.ETag, TableUpdateMode.Replace, Ct);

        Assert.Equal("succeeded", await deaf.EndOfAsync(id));
        Assert.Equal(Published + ", 2025-03 3000", await deaf.MonthsAsync());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("json")]
    public async Task Fault_19_Poison_is_given_up_after_five_tries_with_its_reason_and_can_be_replayed(string kind)
    {
        await using var house = await HouseUnderTest.StartAsync();
        var (blob, body) = await CopyAsync(house, "2025-02");
        var (bad, good) = (blob with { Unit = "2025-03", Sequence = 3 }, blob with { Unit = "2025-04", Sequence = 4 });
        var at = house.Storage.Raw.GetBlobClient(bad.Name);

        await at.UploadAsync(kind == "gzip" ? BinaryData.FromBytes([0x1F, 0x8B, 8, 0, 1, 2, 3]) : Packed("[[\"CTY_CODE\"],"), Ct);
        await house.Storage.Raw.GetBlobClient(good.Name).UploadAsync(Month(body, "2025-04"), Ct);

        await house.App.UntilAsync("it was tried five times", async () => (await house.App.QuarantineAsync()) is [var entry] && entry.GetProperty("tries").GetInt32() == 5);
        var poison = Assert.Single(await house.App.QuarantineAsync());
        Assert.NotEqual("", poison.GetProperty("reason").GetString());
        Assert.Equal(Published + ", 2025-04 2700", await house.App.MonthsAsync());

        await at.UploadAsync(Month(body, "2025-03"), overwrite: true, Ct);
        var (_, replayed) = await house.App.AdminAsync(HttpMethod.Post, $"quarantine/{poison.GetProperty("id").GetString()}/replay");
        Assert.Equal("accepted", replayed.GetProperty("state").GetString());
        Assert.Equal(Published + ", 2025-03 2700, 2025-04 2700", await house.App.MonthsAsync());
        Assert.Empty(await house.App.QuarantineAsync());
    }

    [Fact]
    public async Task Fault_20_Publishing_writes_nothing_that_would_start_it_again()
    {
        await using var house = await HouseUnderTest.StartAsync();
        await QuietAsync(house);
        house.Mend();

        Assert.Equal("succeeded", await house.App.OrderAsync("reprocess", "census-imports"));
        await QuietAsync(house);

        Assert.NotEmpty(house.Tables.Writes);
        Assert.DoesNotContain(house.Blobs.Writes, w => w.Target.Contains("/raw/", StringComparison.Ordinal));
        Assert.Single(house.Blobs.Writes, w => w.Target.Contains("/commands/", StringComparison.Ordinal));
    }

    private static async Task<List<RawBlob>> AnswersAsync(HouseUnderTest house)
    {
        var answers = new List<RawBlob>();
        await foreach (var item in house.Storage.Raw.GetBlobsAsync(cancellationToken: Ct)) answers.Add(RawBlob.TryParse(item.Name)!);
        return answers;
    }

    /// <summary>A stored answer of a month, and its text.</summary>
    private static async Task<(RawBlob Blob, string Body)> CopyAsync(HouseUnderTest house, string month)
    {
        var blob = (await AnswersAsync(house)).Single(a => a.Unit == month);
        using var packed = new System.IO.Compression.GZipStream(
            (await house.Storage.Raw.GetBlobClient(blob.Name).DownloadContentAsync(Ct)).Value.Content.ToStream(), System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        return (blob, await reader.ReadToEndAsync(Ct));
    }

    /// <summary>The same answer for another month, and with another value for Canada.</summary>
    private static BinaryData Month(string body, string month, long value = 2000) =>
        Packed(body.Replace("2025-02", month, StringComparison.Ordinal).Replace("\"2000\"", $"\"{value}\"", StringComparison.Ordinal));

    private static BinaryData Packed(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(bytes, System.IO.Compression.CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return BinaryData.FromBytes(bytes.ToArray());
    }

    /// <summary>Waits until no instance has written to a table, or read a series, for a while.</summary>
    private static async Task QuietAsync(HouseUnderTest house)
    {
        for (var (calm, before) = (0, -1); calm < 4;)
        {
            await Task.Delay(200, Ct);
            var now = house.Tables.Calls.Count + house.Blobs.Calls.Count(c => !c.Target.Contains("comp=list", StringComparison.Ordinal));
            calm = now == before ? calm + 1 : 0;
            before = now;
        }
    }
}
