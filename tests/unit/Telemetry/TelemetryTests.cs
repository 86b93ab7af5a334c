using Aim.Pipeline.Feeds;
using Aim.Pipeline.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aim.Tests.Telemetry;

public sealed class TelemetryTests
{
    [Fact]
    public void Without_an_endpoint_nothing_is_made_and_nobody_listens()
    {
        var services = new ServiceCollection().AddTelemetry(new ConfigurationBuilder().Build());

        Assert.Empty(services);
        Assert.False(AimTelemetry.Source.HasListeners());
        Assert.False(AimTelemetry.SourceDuration.Enabled);
        Assert.Null(AimTelemetry.Start(Run.Begin("census-imports", "ingest", Causes.Timer, DateTimeOffset.UnixEpoch)));
    }

    [Fact]
    public void With_an_endpoint_it_is_exported() => Assert.Contains(
        new ServiceCollection().AddTelemetry(new ConfigurationBuilder().AddInMemoryCollection([new(TelemetryExport.Endpoint, "http://127.0.0.1:4318")]).Build()),
        service => service.ImplementationType == typeof(TelemetryExport));
}
