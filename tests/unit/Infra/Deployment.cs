using System.Reflection;
using System.Text.RegularExpressions;
using Aim.Functions.Functions;
using Aim.Pipeline;
using Microsoft.Azure.Functions.Worker;

namespace Aim.Tests.Infra;

/// <summary>What the code wants of a deployment: its functions and its settings.</summary>
internal static partial class Deployment
{
    /// <summary>Settings that are not ours, but of the platform or of the SDK of OpenTelemetry.</summary>
    public static string[] OfThePlatform { get; } =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AZURE_CLIENT_ID", "AzureWebJobsStorage__accountName",
        "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__credential", "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT",
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_METRIC_EXPORT_INTERVAL",
        "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG",
    ];

    /// <summary>The names of the environments.</summary>
    public static string[] Environments { get; } = ["test", "prod"];

    /// <summary>Options by the name of their setting, as <c>Aim__Census__Key</c>, with their defaults.</summary>
    public static SortedDictionary<string, object?> Options { get; } = Find(new AimOptions(), "Aim");

    /// <summary>Settings with schedules, as <c>Aim__Schedule__Ingest</c>.</summary>
    public static SortedSet<string> Schedules { get; } = new(
        Triggers<TimerTriggerAttribute>().Select(t => Percent().Match(t.Trigger.Schedule).Groups["name"].Value.Replace(":", "__", StringComparison.Ordinal)),
        StringComparer.Ordinal);

    public static string PathOf(params string[] parts) => Path.Combine([Root(), .. parts]);

    public static IEnumerable<(string Function, T Trigger)> Triggers<T>()
        where T : Attribute =>
        from type in typeof(PublishFunctions).Assembly.GetExportedTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        from parameter in method.GetParameters()
        from trigger in parameter.GetCustomAttributes<T>()
        select (function.Name, trigger);

    private static SortedDictionary<string, object?> Find(object options, string section)
    {
        var found = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in options.GetType().GetProperties().Where(p => p.CanWrite))
        {
            var (name, value) = ($"{section}__{property.Name}", property.GetValue(options));
            if (value?.GetType().Assembly == typeof(AimOptions).Assembly)
            {
                foreach (var (inner, innerValue) in Find(value, name)) found.Add(inner, innerValue);
            }
            else
            {
                found.Add(name, value);
            }
        }

        return found;
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Aim.Functions.sln"))) directory = directory.Parent!;
        return directory.FullName;
    }

    [GeneratedRegex("^%(?<name>Aim:Schedule:[A-Za-z]+)%$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Percent();
}
