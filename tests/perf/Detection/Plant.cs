using Aim.Trade.Signals;

namespace Aim.Bench.Detection;

/// <summary>A pattern in a random data set, and the alert that must say so.</summary>
/// <param name="What">Its name and strength.</param>
/// <param name="Rule">The rule that must find it.</param>
/// <param name="Origin">Where.</param>
/// <param name="Product">In which product group; null: in all.</param>
/// <param name="Related">The smelter's country, or the group that the tons leave.</param>
/// <param name="Tons">What the tons of a code are multiplied by.</param>
/// <param name="Price">The same for its price.</param>
/// <param name="Smelt">The share of licences smelted in the related country.</param>
/// <param name="Moved">The share of the related group's tons that goes to this one.</param>
internal sealed record Plant(string What, string Rule, string Origin, string? Product, string? Related, double Tons = 1, double Price = 1, double Smelt = 0, double Moved = 0)
{
    public bool IsFoundBy(Signal signal) =>
        signal.Rule.Name == Rule && signal.Country == Origin && signal.Product == (Rule == "sanctioned-smelt" ? null : Product) && signal.Related == Related;
}
