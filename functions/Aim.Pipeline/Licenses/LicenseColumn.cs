namespace Aim.Pipeline.Licenses;

/// <summary>The columns of a snapshot, in the order of the contract; they may come in any.</summary>
internal enum LicenseColumn
{
    LicenseId,
    IssueDate,
    Status,
    EntryType,
    ExpectedImportDate,
    Hts10,
    CountryOrigin,
    CountryExport,
    Smelt1,
    Smelt2,
    Cast,
    QuantityKg,
    CustomsValueUsd,
    Port,
}
