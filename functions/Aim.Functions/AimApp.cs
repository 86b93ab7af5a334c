using Aim.Functions.Views;
using Aim.Functions.Views.DataSets;
using Aim.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aim.Functions;

public static class AimApp
{
    /// <summary>The one wiring of the app, for the cloud and for a laptop alike.</summary>
    public static void AddAim(this IHostApplicationBuilder builder)
    {
        builder.Services.AddPipeline(builder.Configuration);
        builder.Services.AddSingleton<MetaBuilder>();
        builder.Services.AddSingleton<WithholdingReader>();
        builder.Services.AddSingleton<TradeReader>();
        builder.Services.AddSingleton<SupplyReader>();
        builder.Services.AddSingleton<AccuracyReader>();
        builder.Services.AddSingleton<GlobalReader>();
        builder.Services.AddSingleton<IndicatorReader>();
        builder.Services.AddSingleton<DataSetRegistry>();
        builder.Services.AddSingleton<AnswerCache>();
        builder.Services.AddSingleton<DataApi>();
        builder.Services.AddSingleton<IndexView>();
        builder.Services.AddSingleton<StatusView>();
        builder.Services.AddSingleton<OpenApiView>();
        builder.Services.AddSingleton<AdminApi>();
        builder.Services.AddSingleton<LicenseUpload>();
    }
}
