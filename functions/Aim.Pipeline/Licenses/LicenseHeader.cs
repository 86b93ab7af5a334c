using Aim.Pipeline.Census;

namespace Aim.Pipeline.Licenses;

/// <summary>Where the columns are.</summary>
internal sealed class LicenseHeader
{
    private static readonly string[] Names =
    [
        "license_id", "issue_date", "status", "entry_type", "expected_import_date", "hts10", "country_origin", "country_export", "smelt1",
        "smelt2", "cast", "quantity_kg", "customs_value_usd", "port",
    ];

    private readonly int[] places;

    /// <exception cref="LicenseFormatException">A column is missing, or is there twice.</exception>
    public LicenseHeader(LicenseCsv row)
    {
        if (row.Fault is { } fault)
            throw new LicenseFormatException($"The header (line {row.Line}) is not CSV: {fault}: {CensusText.Quote(row.FirstLine)}");

        var found = Enumerable.Range(0, row.Count).Select(cell => LicenseText.Text(row.Cell(cell))).ToList();
        places = [.. Names.Select(name => found.IndexOf(name))];
        Count = row.Count;
        var missing = Names.Where(name => !found.Contains(name)).ToList();
        if (missing.Count > 0)
            throw new LicenseFormatException($"The header (line {row.Line}) lacks {string.Join(", ", missing)}. It says: {CensusText.Quote(row.FirstLine)}");
        if (Array.Find(Names, name => found.LastIndexOf(name) != found.IndexOf(name)) is { } twice)
            throw new LicenseFormatException($"The header (line {row.Line}) has {twice} twice.");
    }

    /// <summary>The number of all columns, others included.</summary>
    public int Count { get; }

    public int this[LicenseColumn column] => places[(int)column];

    public static string Name(LicenseColumn column) => Names[(int)column];
}
