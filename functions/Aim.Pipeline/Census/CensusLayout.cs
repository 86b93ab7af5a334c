namespace Aim.Pipeline.Census;

/// <summary>Which columns of an answer make a cell.</summary>
/// <param name="CodeColumn">The column of the ten-digit commodity code.</param>
/// <param name="Measures">The columns of numbers, at most <see cref="CensusCell.MaxMeasures"/>, in the order of the cell.</param>
public sealed record CensusLayout(string CodeColumn, IReadOnlyList<CensusMeasure> Measures)
{
    /// <summary>
    /// Customs value and kilograms for consumption, the same of general imports, dutiable value and calculated duty; values in dollars.
    /// </summary>
    public static CensusLayout Imports { get; } = new("I_COMMODITY",
    [
        new("CON_VAL_MO"), new("CON_QY1_MO", IsKilograms: true), new("GEN_VAL_MO"), new("GEN_QY1_MO", IsKilograms: true),
        new("DUT_VAL_MO"), new("CAL_DUT_MO"),
    ]);

    /// <summary>Value in dollars and kilograms.</summary>
    public static CensusLayout Exports { get; } = new("E_COMMODITY", [new("ALL_VAL_MO"), new("QTY_1_MO", IsKilograms: true)]);
}

/// <summary>One column of numbers.</summary>
/// <param name="IsKilograms">A first quantity: kilograms where <c>UNIT_QY1</c> says so, else not available.</param>
public sealed record CensusMeasure(string Column, bool IsKilograms = false);
