using System.Runtime.InteropServices;
using Aim.Trade;

namespace Aim.Pipeline.Licenses;

/// <summary>A good row of a snapshot.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct License
{
    /// <summary>False: cancelled or unused; it counts as nothing.</summary>
    public required bool IsActive { get; init; }

    public required DateOnly IssueDate { get; init; }

    public required DateOnly ExpectedImportDate { get; init; }

    /// <summary>Ten digits, as a number.</summary>
    public required long Hts10 { get; init; }

    public required LicenseCountry Origin { get; init; }

    /// <summary>Of the largest volume of new metal; <c>secondary</c> when there is no new metal.</summary>
    public required LicenseCountry Smelt { get; init; }

    /// <summary>Of the second largest volume, if any.</summary>
    public required LicenseCountry SecondSmelt { get; init; }

    /// <summary>Always a country.</summary>
    public required LicenseCountry Cast { get; init; }

    public required long Kilograms { get; init; }

    /// <summary>Customs value.</summary>
    public required long Dollars { get; init; }

    /// <summary>The month in which it counts.</summary>
    public Month Month => new(ExpectedImportDate.Year, ExpectedImportDate.Month);
}
