using Aim.Local.Runtime;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Aim.Tests.Runtime;

public sealed class FunctionRefusalTests
{
    public static TheoryData<string, string, Type> Refused => new()
    {
        { "Reserved", "begins with 'admin'", typeof(AdminRoute) },
        { "Unbound", "nothing binds to the parameter 'other'", typeof(Unbound) },
        { "Named", "has the same name", typeof(Twin) },
        { "Hidden", "must be public", typeof(HiddenMethod) },
        { "Idle", "0 triggers", typeof(NoTrigger) },
        { "Nightly", "the setting 'Aim:Schedule'", typeof(Nightly) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_the_cloud_would_refuse_stops_the_start_by_name(string function, string reason, Type type)
    {
        var builder = LocalHost.Builder(typeof(HttpSamples), type);
        var refusal = Assert.Throws<InvalidOperationException>(builder.Build);
        Assert.Contains(function, refusal.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HTTP_functions_need_the_web_application()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.FunctionClasses = [typeof(HttpSamples)];
        var refusal = Assert.Throws<InvalidOperationException>(builder.Build);
        Assert.Contains("ConfigureFunctionsWebApplication", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Triggers_that_keep_state_need_the_storage_setting()
    {
        var builder = LocalHost.Builder(typeof(Nightly));
        builder.Configuration.AddInMemoryCollection([new("Aim:Schedule", "0 0 3 * * *")]);
        Assert.Contains("AzureWebJobsStorage", Assert.Throws<InvalidOperationException>(builder.Build).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%Aim:A%", "0 5 * * *")]
    [InlineData("0 %minute% * * *", "0 30 * * *")]
    [InlineData("plain", "plain")]
    public void Settings_are_put_in_for_their_names(string text, string expected)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Aim:A", "0 5 * * *"), new("minute", "30")]).Build();
        Assert.Equal(expected, SettingText.Resolve(Sample.Function, text, settings));
    }

    [Theory]
    [InlineData("%", "without its pair")]
    [InlineData("%a% 5%", "without its pair")]
    [InlineData("%nowhere%", "'nowhere'")]
    public void A_name_without_a_setting_says_which(string text, string reason)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("a", "1")]).Build();
        var refusal = Assert.Throws<InvalidOperationException>(() => SettingText.Resolve(Sample.Function, text, settings));
        Assert.Contains("'Nightly'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}

public sealed class Nightly
{
    [Function("Nightly")]
    public static void Run([TimerTrigger("%Aim:Schedule%")] TimerInfo timer) => _ = timer;
}

internal static class Sample
{
    public static Function Function { get; } = FunctionCatalog.Find([typeof(Nightly)])[0];
}
