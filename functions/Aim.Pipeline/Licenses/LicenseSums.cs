namespace Aim.Pipeline.Licenses;

/// <summary>The sums of a cell.</summary>
/// <param name="Kilograms">Over all its licences.</param>
/// <param name="Dollars">Customs value.</param>
/// <param name="SecondSmeltKilograms">Of the licences that name a second smelter's country; its share of them is not known.</param>
/// <param name="Licenses">Their number.</param>
public readonly record struct LicenseSums(long Kilograms, long Dollars, long SecondSmeltKilograms, int Licenses);
