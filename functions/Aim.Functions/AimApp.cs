using Aim.Functions.Views;
using Aim.Functions.Views.Files;
using Aim.Functions.Views.DataSets;
using Aim.Functions.Views.Subscriptions;
using Aim.Pipeline;
using Aim.Pipeline.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aim.Functions;

public static class AimApp
{
    /// <summary>The one wiring of the app, for the cloud and for a laptop alike.</summary>
    public static void AddAim(this IHostApplicationBuilder builder)
    {
        builder.Services.AddPipeline(builder.Configuration);
        builder.Services.AddTelemetry(builder.Configuration);
        builder.Services.AddViews();
    }

    /// <summary>What answers questions.</summary>
    public static IServiceCollection AddViews(this IServiceCollection services) => services
        .AddSingleton<MetaBuilder>()
        .AddSingleton<WithholdingReader>()
        .AddSingleton<TradeReader>()
        .AddSingleton<SupplyReader>()
        .AddSingleton<AccuracyReader>()
        .AddSingleton<GlobalReader>()
        .AddSingleton<IndicatorReader>()
        .AddSingleton<ForecastReader>()
        .AddSingleton<DataSetRegistry>()
        .AddSingleton<AnswerCache>()
        .AddSingleton<DataApi>()
        .AddSingleton<BulkWriter>()
        .AddSingleton<MadeFiles>()
        .AddSingleton<BulkView>()
        .AddSingleton<ProfileView>()
        .AddSingleton<IndexView>()
        .AddSingleton<StatusView>()
        .AddSingleton<OpenApiView>()
        .AddSingleton<AdminApi>()
        .AddSingleton<LicenseUpload>()
        .AddSingleton<SubscriptionApi>();
}
