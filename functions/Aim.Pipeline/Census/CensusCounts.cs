namespace Aim.Pipeline.Census;

/// <summary>What became of the rows of an answer: each row is in exactly one of the first five, and all together are <see cref="Rows"/>.</summary>
public sealed class CensusCounts
{
    /// <summary>Rows of a commodity and a country.</summary>
    public int Cells { get; internal set; }

    /// <summary>Rows of a commodity over all countries.</summary>
    public int World { get; internal set; }

    /// <summary>Rows of groups of countries, which would count their members twice.</summary>
    public int CountryGroups { get; internal set; }

    /// <summary>Rows of headings and chapters, which would count their codes twice.</summary>
    public int OtherLevels { get; internal set; }

    /// <summary>Rows that break a total out, as by district, and would count it twice.</summary>
    public int BrokenOut { get; internal set; }

    /// <summary>Rows among <see cref="Cells"/> and <see cref="World"/> whose first unit is not the kilogram.</summary>
    public int NotInKilograms { get; internal set; }

    public int Rows => Cells + World + CountryGroups + OtherLevels + BrokenOut;
}
