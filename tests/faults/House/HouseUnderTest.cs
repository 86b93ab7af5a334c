using System.Globalization;
using Aim.Cli;
using Aim.Faults.Proxy;
using Aim.Pipeline.Storage;
using Aim.Storage.Tests.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Aim.Faults.House;

/// <summary>
/// The whole house with a fault proxy on each way out of the app: to blobs, to tables and to the upstreams. Nothing runs by the clock
/// unless a setting says so: a test gives orders, as an administrator does.
/// </summary>
internal sealed class HouseUnderTest : IAsyncDisposable
{
    /// <summary>Once a year: not while a test runs.</summary>
    private const string Never = "0 0 0 1 1 *";

    private readonly DirectoryInfo directory;
    private readonly Azurite azurite;
    private readonly List<App> apps = [];
    private readonly (string Name, string Value)[] settings;

    private HouseUnderTest(
        DirectoryInfo directory, Azurite azurite, (string Name, string Value)[] settings, Recording data, FaultProxy blobs, FaultProxy tables, FaultProxy source)
    {
        (this.directory, this.azurite, this.settings, Data, Blobs, Tables, Source) = (directory, azurite, settings, data, blobs, tables, source);
        Account = new BlobServiceClient(ConnectionString);
        Storage = new AimStorage(Account, new TableServiceClient(ConnectionString));
    }

    public Recording Data { get; }

    public FaultProxy Blobs { get; }

    public FaultProxy Tables { get; }

    public FaultProxy Source { get; }

    /// <summary>Past the proxies.</summary>
    public AimStorage Storage { get; }

    public BlobServiceClient Account { get; }

    public App App => apps[0];

    private string ConnectionString => azurite.ConnectionString;

    /// <summary>With an empty storage; the app is started by <see cref="StartAppAsync"/>.</summary>
    public static async Task<HouseUnderTest> BuildAsync(params (string Name, string Value)[] settings)
    {
        var place = Directory.CreateTempSubdirectory("aim-house-");
        var storage = await Azurite.StartAsync(place.FullName);
        var data = await Recording.StartAsync();
        return new HouseUnderTest(
            place,
            storage,
            settings,
            data,
            await FaultProxy.StartAsync(Endpoint(storage.ConnectionString, "Blob")),
            await FaultProxy.StartAsync(Endpoint(storage.ConnectionString, "Table")),
            await FaultProxy.StartAsync(data.Address));
    }

    /// <summary>With one instance of the app running, and two months of imports published.</summary>
    public static async Task<HouseUnderTest> StartAsync(params (string Name, string Value)[] settings)
    {
        var house = await BuildAsync(settings);
        house.Data.Imports("2025-01", (Recording.Primary, "1220", 1000), (Recording.Plate, "2010", 500));
        house.Data.Imports("2025-02", (Recording.Primary, "1220", 2000), (Recording.Plate, "2010", 700));
        house.Data.Exports("2025-01", 300);
        await house.StartAppAsync();
        Assert.Equal("succeeded", await house.App.OrderAsync("ingest", "census-imports", "2025-01", "2025-02"));
        Assert.Equal("2025-01 1500, 2025-02 2700", await house.App.MonthsAsync());
        return house;
    }

    /// <summary>Starts one more instance, which gets all events and timers that the others get.</summary>
    public async Task<App> StartAppAsync(params (string Name, string Value)[] more)
    {
        var values = Settings();
        foreach (var (name, value) in settings.Concat(more)) values[name] = value;
        var app = new App(values);
        apps.Add(app);
        await app.StartAsync();
        return app;
    }

    /// <summary>All that a reader's answer follows from, without claims and times of writing.</summary>
    public Task<string> PublishedAsync() => StoredState.PublishedAsync(Storage);

    /// <summary>Ends all rules, and forgets what came.</summary>
    public void Mend()
    {
        foreach (var proxy in (FaultProxy[])[Blobs, Tables, Source])
        {
            proxy.Mend();
            proxy.Forget();
        }
    }

    /// <summary>Searches a text, all logs, all blobs and all tables for secrets, by value.</summary>
    public async Task AssertNoSecretsAsync(string text)
    {
        if (Secrets.FindIn(text, ConnectionString) is { } seen) Assert.Fail(seen);
        if (Secrets.FindIn(string.Join('\n', apps.Select(a => a.Log)), ConnectionString) is { } logged) Assert.Fail(logged);
        if (Secrets.FindIn(await Secrets.StoredAsync(ConnectionString), ConnectionString) is { } stored) Assert.Fail(stored);
    }

    /// <summary>Ends everything, and searches what is left for secrets: whatever a test has done, none may be there.</summary>
    public async ValueTask DisposeAsync()
    {
        Mend();
        foreach (var app in apps) await app.DisposeAsync();
        foreach (var proxy in (FaultProxy[])[Blobs, Tables, Source]) await proxy.DisposeAsync();
        await Data.DisposeAsync();
        try
        {
            await AssertNoSecretsAsync("");
        }
        finally
        {
            await azurite.DisposeAsync();
            directory.Delete(recursive: true);
        }
    }

    private static Uri Endpoint(string connectionString, string service) => new(connectionString.Split($"{service}Endpoint=")[1].Split(';')[0]);

    private Dictionary<string, string> Settings()
    {
        var source = Source.Address.ToString();
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AzureWebJobsStorage"] = ConnectionString
                .Replace(Endpoint(ConnectionString, "Blob").GetLeftPart(UriPartial.Authority), Blobs.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
                .Replace(Endpoint(ConnectionString, "Table").GetLeftPart(UriPartial.Authority), Tables.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal),
            ["AzureFunctionsWebHost__hostid"] = string.Create(CultureInfo.InvariantCulture, $"instance{apps.Count}"),
            ["AIM_LOCAL_BLOB_POLL_MS"] = "100",
            ["AIM_LOCAL_BLOB_RETRY_MS"] = "50",
            ["Aim__AdminKey"] = Secrets.AdminKey,
            ["Aim__RefreshSeconds"] = "0",
            ["Aim__Census__BaseUrl"] = source,
            ["Aim__Census__Key"] = Secrets.CensusKey,
            ["Aim__Census__FirstMonth"] = "2025-01",
            ["Aim__Comtrade__BaseUrl"] = source,
            ["Aim__Comtrade__Key"] = Secrets.ComtradeKey,
            ["Aim__Comtrade__FirstMonth"] = "2025-01",
            ["Aim__Comtrade__AvailabilityMinutes"] = "0",
            ["Aim__Comtrade__CallsPerDay"] = "0",
            ["Aim__Bls__BaseUrl"] = source,
            ["Aim__Bls__Key"] = Secrets.BlsKey,
            ["Aim__Bls__FirstYear"] = "2025",
            ["Aim__Usgs__BaseUrl"] = source,
            ["Aim__Usgs__FirstIssue"] = "2025-01",
            ["Aim__Licenses__Url"] = $"{source}licenses/",
        };
        foreach (var timer in (string[])["Ingest", "Reconcile", "Files", "Housekeeping", "Confirmations", "Mail"]) values[$"Aim__Schedule__{timer}"] = Never;
        foreach (var feed in (string[])["Census", "Comtrade", "Bls", "Usgs"])
        {
            values[$"Aim__{feed}__PauseMilliseconds"] = "0";
            values[$"Aim__{feed}__AttemptSeconds"] = "1";
            values[$"Aim__{feed}__BudgetSeconds"] = "4";
            values[$"Aim__{feed}__Retries"] = "1";
            values[$"Aim__{feed}__RetryMilliseconds"] = "5";
        }

        return values;
    }
}
