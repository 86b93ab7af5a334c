using Aim.Functions.Views.Profile.Sections;
using Aim.Trade;

namespace Aim.Functions.Views.Profile;

/// <summary>Puts the profile together, section by section.</summary>
internal static class ProfileComposer
{
    /// <summary>The newest quarter of which some imports are whole; null where there is none.</summary>
    public static async Task<Quarter?> NewestAsync(Evidence evidence)
    {
        Quarter? newest = null;
        foreach (var source in Developments.Imports.Append(TradeSource.Imports("aim")))
        {
            var months = await source.MonthsAsync(evidence);
            foreach (var quarter in months.Select(Quarter.Of).Distinct().Where(q => q.Months.All(months.Contains)))
            {
                if (newest is null || quarter.First > newest.Value.First) newest = quarter;
            }
        }

        return newest;
    }

    public static async Task<IReadOnlyList<ProfileSection>> ComposeAsync(ProfileContext context) =>
    [
        await Summary.ComposeAsync(context),
        await Structure.ComposeAsync(context),
        await Developments.ComposeAsync(context),
        await Series.PricesAsync(context),
        await Series.ProductionAsync(context),
        await Series.EmploymentAsync(context),
        await Series.WagesAsync(context),
        await TradeByPartner.ComposeAsync(context),
        await Tariffs.ComposeAsync(context),
        await Forecasts.ComposeAsync(context),
        await Sections.Sources.ComposeAsync(context),
    ];
}
