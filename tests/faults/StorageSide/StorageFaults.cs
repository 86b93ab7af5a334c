using System.Globalization;
using System.Text;
using Aim.Faults.House;
using Aim.Faults.Proxy;
using Xunit;
using static Aim.Faults.Proxy.Faults;

namespace Aim.Faults.StorageSide;

/// <summary>What storage may do to the running app.</summary>
public sealed class StorageFaults
{
    private const string Month = "2025-02", Published = "2025-01 1500, 2025-02 2700";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fault_28_A_write_whose_answer_is_lost_is_known_again_as_our_own()
    {
        await using var house = await HouseUnderTest.StartAsync();
        var (tables, blobs) = await WritesOfAsync(house);
        Assert.InRange(tables, 6, 40);

        // Each write of a cycle, of an order's row and blob, of the claim and the ledger, of an answer, of series, of the publication.
        var value = 20_000;
        foreach (var (proxy, count) in (List<(FaultProxy, int)>)[(house.Tables, tables), (house.Blobs, blobs)])
        {
            for (var nth = 1; nth <= count; nth++)
            {
                house.Data.Imports(Month, (Recording.Primary, "1220", ++value));
                var rule = new FaultRule(LoseAnswer) { Writes = true, Nth = nth, Count = 1 };
                proxy.Play(rule);

                Assert.Equal("succeeded", await house.App.PullAsync(Month));

                Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"2025-01 1500, 2025-02 {value}"), await house.App.MonthsAsync());
                Assert.True(rule.Struck == 1 || nth > count - 2, $"write {nth} of {count} was not struck");
                house.Mend();
            }
        }

        // Each answer is stored once: those, and the one of each of the two cycles before.
        var answers = 0;
        await foreach (var _ in house.Storage.Raw.GetBlobsAsync(prefix: $"census-imports/{Month}/", cancellationToken: Ct)) answers++;
        Assert.Equal(value - 20_000 + 2, answers);
    }

    [Fact]
    public async Task Fault_28_Writes_that_all_arrive_twice_change_nothing()
    {
        await using var house = await HouseUnderTest.StartAsync();
        house.Tables.Play(new FaultRule(Repeat) { Writes = true });
        house.Blobs.Play(new FaultRule(Repeat) { Writes = true });
        for (var value = 25_000; value < 25_003; value++)
        {
            house.Data.Imports(Month, (Recording.Primary, "1220", value));
            Assert.Equal("succeeded", await house.App.PullAsync(Month));
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"2025-01 1500, 2025-02 {value}"), await house.App.MonthsAsync());
        }
    }

    [Theory]
    [InlineData(503, "ServerBusy", 1)]
    [InlineData(500, "InternalError", 1)]
    [InlineData(500, "OperationTimedOut", 3)]
    [InlineData(0, "refused", 2)]
    public async Task Fault_29_A_busy_storage_is_asked_again_at_whatever_call(int status, string code, int times)
    {
        await using var house = await HouseUnderTest.StartAsync();
        var fault = status == 0 ? Refuse : StorageError(status, code);
        var (value, struck) = (30_000, 0);
        for (var nth = 1; nth <= 25; nth += Heavy.Step(times + 3))
        {
            house.Data.Imports(Month, (Recording.Primary, "1220", ++value));
            var rules = (FaultRule[])[new(fault) { Nth = nth, Count = times }, new(fault) { Nth = nth, Count = times }];
            house.Tables.Play(rules[0]);
            house.Blobs.Play(rules[1]);

            Assert.Equal("succeeded", await house.App.PullAsync(Month));

            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"2025-01 1500, 2025-02 {value}"), await house.App.MonthsAsync());
            struck += rules.Sum(r => r.Struck);
            house.Mend();
        }

        Assert.InRange(struck, 5, int.MaxValue);
    }

    [Fact]
    public async Task Fault_34_Names_with_any_characters_are_stored_found_and_replayed()
    {
        await using var house = await HouseUnderTest.StartAsync();
        string[] names = ["a/b", @"c\d", "e#f", "g?h", "100%", "O'Hare", "\u00e9 \ud83d\ude00", new string('x', 300)];
        var rows = names.Select((name, i) => $"\"{name}\",2025-03-01,active,consumption,2025-03-15,7601103000,CA,CA,{(i % 2 == 0 ? "CA" : "UNKNOWN")},N/A,CA,1000,2700,\"{name}\"");
        var csv = "license_id,issue_date,status,entry_type,expected_import_date,hts10,country_origin,country_export,smelt1,smelt2,cast,quantity_kg,customs_value_usd,port\n" + string.Join('\n', rows) + "\n"
            + string.Join('\n', Enumerable.Range(0, 100).Select(i => $"L{i},2025-03-01,active,consumption,2025-03-15,7601103000,CA,CA,CA,N/A,CA,1000,2700,2704")) + "\n";

        var (status, loaded) = await house.App.AdminAsync(HttpMethod.Put, "licenses/2025-03-20", new StringContent(csv, Encoding.UTF8, "text/csv"));
        Assert.True(status == System.Net.HttpStatusCode.OK, $"{status} {loaded}");
        await house.App.UntilAsync("the snapshot is published", async () => (await house.App.JsonAsync("smelt.json")).GetProperty("meta").GetProperty("row_count").GetInt32() > 0);

        // An id has no space and at most 64 characters.
        Assert.Equal(103_000, (await house.App.JsonAsync("smelt.json?by=origin")).GetProperty("data").GetProperty("quantity_t").EnumerateArray().Sum(q => q.GetDecimal()) * 1000);
        // Rows with an unknown smelter are refused; the list of them can be read, and be tried again.
        var refused = Assert.Single(await house.App.QuarantineAsync());
        Assert.Equal("refused", (await house.App.AdminAsync(HttpMethod.Post, $"quarantine/{refused.GetProperty("id").GetString()}/replay")).Body.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Fault_35_No_table_is_deleted_and_one_that_is_being_deleted_is_waited_for()
    {
        await using var house = await HouseUnderTest.BuildAsync(("Aim__Schedule__Housekeeping", "* * * * * *"));
        house.Data.Imports("2025-01", (Recording.Primary, "1220", 1000));
        house.Tables.Play(new FaultRule(StorageError(409, "TableBeingDeleted")) { Method = "POST", Path = "/Tables", Count = 3 });
        var app = await house.StartAppAsync();

        // The first order may find the tables gone; the one after it does not.
        await app.UntilAsync("an order is taken", async () => (await app.AdminAsync(HttpMethod.Post, "ingest", System.Net.Http.Json.JsonContent.Create(new { feed = "census-imports", from = "2025-01", to = "2025-01" }))).Status == System.Net.HttpStatusCode.Accepted);
        await app.UntilAsync("the month is published", async () => await app.MonthsAsync() == "2025-01 1000");
        Assert.Equal("succeeded", await app.OrderAsync("reprocess", "census-imports"));
        await Task.Delay(1500, Ct);

        Assert.DoesNotContain(house.Tables.Calls, c => c.Method == "DELETE" && c.Target.Contains("/Tables(", StringComparison.Ordinal));
        Assert.DoesNotContain(house.Blobs.Calls, c => c.Method == "DELETE" && c.Target.Contains("restype=container", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fault_38_A_publication_that_fails_half_way_is_not_seen_and_is_completed()
    {
        await using var house = await HouseUnderTest.StartAsync();
        await using var undisturbed = await HouseUnderTest.StartAsync();
        for (var complete = 0; complete < 4; complete++)
        {
            var before = await house.App.TextAsync("us-imports.json?by=country");
            foreach (var data in (Recording[])[house.Data, undisturbed.Data])
                data.Imports(Month, (Recording.Primary, "1220", 50_000 + complete), (Recording.Plate, "2010", 600 + complete), (Recording.Plate, "5200", 10));
            house.Tables.Play(new FaultRule(StorageError(500, "InternalError")) { Path = "$batch", Nth = complete + 3 }, new FaultRule(StorageError(500, "InternalError")) { Writes = true, Path = "series", Nth = complete + 1 });

            await house.App.PullAsync(Month);
            Assert.Equal(before, await house.App.TextAsync("us-imports.json?by=country"));

            house.Mend();
            Assert.Equal("succeeded", await house.App.PullAsync(Month));
            Assert.Equal("succeeded", await undisturbed.App.PullAsync(Month));
            Assert.Equal(await DataAsync(undisturbed.App), await DataAsync(house.App));
        }

        static async Task<string> DataAsync(App app) => (await app.JsonAsync("us-imports.json?by=hts10,country")).GetProperty("data").GetRawText();
    }

    [Fact]
    public async Task Fault_39_A_refused_signature_is_told_and_ends_when_it_is_right_again()
    {
        await using var house = await HouseUnderTest.StartAsync();
        var before = await house.App.TextAsync("us-imports.json?by=total");
        house.Data.Imports(Month, (Recording.Primary, "1220", 60_000));
        house.Tables.Play(new FaultRule(StorageError(403, "AuthenticationFailed")));
        house.Blobs.Play(new FaultRule(StorageError(403, "AuthenticationFailed")));

        Assert.Equal(before, await house.App.TextAsync("us-imports.json?by=total"));
        using var status = await house.App.Http.GetAsync(new Uri("api/v1/status.json", UriKind.Relative), Ct);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, status.StatusCode);
        await house.App.UntilAsync("the log says why", () => Task.FromResult(house.App.Log.Contains("AuthenticationFailed", StringComparison.Ordinal)));

        house.Mend();
        Assert.Equal("succeeded", await house.App.PullAsync(Month));
        Assert.Equal("2025-01 1500, 2025-02 60000", await house.App.MonthsAsync());
    }

    [Fact]
    public async Task Fault_40_One_version_of_the_service_is_asked_for_and_one_that_it_refuses_is_told()
    {
        await using var house = await HouseUnderTest.StartAsync();
        Assert.Single(house.Tables.Calls.Select(c => c.Header("x-ms-version")).Distinct(StringComparer.Ordinal));
        Assert.Single(house.Blobs.Calls.Select(c => c.Header("x-ms-version")).Distinct(StringComparer.Ordinal));

        house.Tables.Play(new FaultRule(StorageError(400, "InvalidHeaderValue")));
        Assert.Equal(Published, await house.App.MonthsAsync());
        using var status = await house.App.Http.GetAsync(new Uri("api/v1/status.json", UriKind.Relative), Ct);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, status.StatusCode);
        await house.App.UntilAsync("the log says why", () => Task.FromResult(house.App.Log.Contains("InvalidHeaderValue", StringComparison.Ordinal)));
    }

    /// <summary>The writes of an order to pull and publish a month, to tables and to blobs.</summary>
    private static async Task<(int Tables, int Blobs)> WritesOfAsync(HouseUnderTest house)
    {
        house.Data.Imports(Month, (Recording.Primary, "1220", 10_000));
        house.Mend();
        Assert.Equal("succeeded", await house.App.PullAsync(Month));
        return (house.Tables.Writes.Count(), house.Blobs.Writes.Count());
    }
}
