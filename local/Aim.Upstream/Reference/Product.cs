using Aim.Upstream.Data;

namespace Aim.Upstream.Reference;

/// <summary>A ten-digit code of the tariff schedule.</summary>
/// <param name="Unit">The unit of its first quantity as Census writes it: <c>KG</c> or <c>NO</c>.</param>
/// <param name="From">The first month in which it is used.</param>
/// <param name="To">The last month in which it is used.</param>
/// <param name="DutyPercent">The general rate of duty.</param>
/// <param name="Weight">Its size among the codes of its kind in the sample; no published figure.</param>
/// <param name="Price">Its price in the sample as a multiple of the price of ingot; no published figure.</param>
internal sealed record Product(
    long Code, string Unit, Month From, Month To, double DutyPercent, double Weight, double Price, string Name)
{
    public bool IsUsedIn(Month month) => month >= From && month <= To;
}
