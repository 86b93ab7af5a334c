using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aim.Local.Runtime;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Storage;
using Aim.Tests.Runtime;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Aim.Tests.Infra;

/// <summary>Names that code, templates and this machine's settings must agree on; a deployment would find out too late.</summary>
public sealed partial class DeploymentTests
{
    private static readonly BicepFile Main = BicepFile.Load("main.bicep");
    private static readonly JsonObject Defaults = (JsonObject)Main.Values["defaults"]!;

    [Fact]
    public void Every_setting_is_one_that_somebody_reads()
    {
        var read = Deployment.Options.Keys.Concat(Deployment.Schedules).Concat(Deployment.OfThePlatform).ToHashSet(StringComparer.Ordinal);

        Assert.All(Defaults.Select(s => s.Key), name => Assert.Contains(name, read));
        foreach (var environment in Deployment.Environments)
        {
            Assert.All(Secrets(environment).Concat(Settings(environment).Select(s => s.Key)), name => Assert.Contains(name, read));
        }
    }

    [Fact]
    public void The_storage_is_named_and_no_connection_string_goes_before_the_name() =>
        Assert.Equal(
            ["AzureWebJobsStorage__accountName", "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__credential"],
            Defaults.Select(s => s.Key).Where(n => n.StartsWith("AzureWebJobsStorage", StringComparison.Ordinal)).Order());

    [Fact]
    public void Keys_and_passwords_stand_in_the_vault_alone()
    {
        bool IsSecret(string name) => name.EndsWith("Key", StringComparison.Ordinal) || name.EndsWith("Password", StringComparison.Ordinal);

        Assert.DoesNotContain(Defaults, s => IsSecret(s.Key));
        foreach (var environment in Deployment.Environments)
        {
            Assert.DoesNotContain(Settings(environment), s => IsSecret(s.Key));
            Assert.All(Secrets(environment), name => Assert.True(IsSecret(name), name));
            Assert.Contains("Aim__AdminKey", Secrets(environment));
        }
    }

    [Fact]
    public void Every_schedule_of_an_attribute_is_set_in_the_cloud_and_on_this_machine()
    {
        var cloud = Defaults.Where(s => s.Key.StartsWith("Aim__Schedule__", StringComparison.Ordinal)).ToList();
        var local = ScheduleName().Matches(File.ReadAllText(Deployment.PathOf("local", "Aim.Cli", "AppSettings.cs"))).Select(m => m.Value);

        Assert.Equal(Deployment.Schedules, cloud.Select(s => s.Key).Order());
        Assert.Equal(Deployment.Schedules, local.Order());
        Assert.All(cloud, s => Schedule.Parse(Sample.Function, (string)s.Value!));
    }

    [Fact]
    public void Fault_18_Each_blob_function_is_told_of_the_blobs_of_its_path_and_of_no_others()
    {
        var wanted = from trigger in Deployment.Triggers<BlobTriggerAttribute>()
                     let path = trigger.Trigger.BlobPath
                     let slash = path.IndexOf('/', StringComparison.Ordinal)
                     let begin = path.IndexOf('{', StringComparison.Ordinal)
                     let end = path.LastIndexOf('}')
                     select $"{trigger.Function}: {path[..slash]}, {path[(slash + 1)..begin]}, {path[(end + 1)..]}";
        var subscribed = from function in BicepFile.Load("subscriptions.bicep").Values["functions"]!.AsArray()
                         select $"{function!["name"]}: {function["container"]}, {function["begins"]}, {function["ends"]}";

        Assert.Equal(wanted.Order(), subscribed.Order());
        Assert.All(Deployment.Triggers<BlobTriggerAttribute>(), t => Assert.Equal(BlobTriggerSource.EventGrid, t.Trigger.Source));
    }

    /// <summary>The host takes its id from the first 32 characters of the app's name; a unique string has 13.</summary>
    [Fact]
    public void Fault_25_The_host_id_is_of_the_whole_name_of_the_app_and_the_storage_is_its_own()
    {
        Assert.Contains("app: 'aim-${environmentName}-${suffix}'", File.ReadAllText(Deployment.PathOf("infra", "main.bicep")), StringComparison.Ordinal);
        Assert.All(Deployment.Environments, environment => Assert.InRange($"aim-{environment}-".Length + 13, 1, 32));
        Assert.Contains("AzureWebJobsStorage__accountName: names.storage", File.ReadAllText(Deployment.PathOf("infra", "main.bicep")), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_container_and_table_is_made_by_the_code_or_by_the_template()
    {
        const string Nowhere = "AccountName=a;AccountKey=Yg==;BlobEndpoint=http://127.0.0.1/a;TableEndpoint=http://127.0.0.1/a;";
        var storage = new AimStorage(new BlobServiceClient(Nowhere), new TableServiceClient(Nowhere));
        var source = File.ReadAllText(Deployment.PathOf("functions", "Aim.Pipeline", "Storage", "AimStorage.cs"));
        var created = source[source.IndexOf("CreateAsync() =>", StringComparison.Ordinal)..];
        var ofCode = typeof(AimStorage).GetProperties().Where(p => p.PropertyType == typeof(BlobContainerClient) || p.PropertyType == typeof(TableClient)).ToList();
        Assert.All(ofCode, property => Assert.Matches($@"\b{property.Name}\b", created));

        var containers = ofCode.Select(p => p.GetValue(storage)).OfType<BlobContainerClient>().Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        Assert.All(Deployment.Triggers<BlobTriggerAttribute>(), t => Assert.Contains(t.Trigger.BlobPath.Split('/')[0], containers));

        var template = BicepFile.Load("storage.bicep");
        var ofTemplate = template.Values["containerNames"]!.AsArray().Select(n => (string)n!).Append((string)template.Values["deadLetters"]!["name"]!).ToList();
        Assert.Empty(ofTemplate.Intersect(containers, StringComparer.Ordinal));
        var used = Directory.EnumerateFiles(Deployment.PathOf("infra"), "*.sh").Select(File.ReadAllText).SelectMany(text => ContainerOption().Matches(text).Select(m => m.Groups["name"].Value))
            .Append((string)Defaults["Aim__Licenses__Container"]!).Append("app-package").Append("deadletters");
        Assert.Equal(ofTemplate.Order(), used.Distinct(StringComparer.Ordinal).Order());
    }

    [Theory]
    [InlineData(typeof(Ingest), "LogEnded")]
    [InlineData(typeof(Reconciler), "LogFailed")]
    public void Alerts_look_for_sentences_that_the_app_says(Type type, string method)
    {
        var message = type.GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!.GetCustomAttribute<LoggerMessageAttribute>()!.Message;
        var queries = BicepFile.Load("alerts.bicep").Values["queries"]!.AsArray().Select(q => (string)q!["query"]!);

        // A query takes a sentence apart as its template puts it together: "{Feed}: pull {Outcome}: asked " is "Feed ': pull ' Outcome ': asked '".
        Assert.Contains(queries, query => Parse().Match(query) is { Success: true } parse && message.StartsWith(Template(parse.Groups["shape"].Value), StringComparison.Ordinal));
    }

    private static string Template(string shape) => string.Concat(
        Part().Matches(shape).Select(m => m.Groups["text"].Success ? m.Groups["text"].Value : $"{{{m.Groups["name"].Value}}}"));

    private static JsonObject Settings(string environment) => (JsonObject)BicepFile.Load($"{environment}.bicepparam").Values["settings"]!;

    private static List<string> Secrets(string environment) =>
        [.. BicepFile.Load($"{environment}.bicepparam").Values["secrets"]!.AsArray().Select(s => (string)s!)];

    [GeneratedRegex("Aim__Schedule__[A-Za-z]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ScheduleName();

    [GeneratedRegex("(upload|download) -c (?<name>[a-z-]+) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContainerOption();

    [GeneratedRegex(@"parse Message with (?<shape>.+?)( \*)?$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parse();

    [GeneratedRegex("'(?<text>[^']*)'|(?<name>[A-Za-z]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();
}
