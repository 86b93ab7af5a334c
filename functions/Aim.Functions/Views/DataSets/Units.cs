using Aim.Pipeline.Comtrade;

namespace Aim.Functions.Views.DataSets;

/// <summary>From the thousandths in which world trade is stored.</summary>
internal static class Units
{
    /// <summary>Whole dollars or kilograms, half to even.</summary>
    public static long? Whole(long? thousandths) => thousandths is { } value ? (long)Math.Round((decimal)value / ComtradeFeed.Scale) : null;
}
