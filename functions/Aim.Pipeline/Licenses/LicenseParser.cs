using System.Globalization;
using Aim.Pipeline.Census;

namespace Aim.Pipeline.Licenses;

/// <summary>Holds each row against the rules.</summary>
internal sealed class LicenseParser(LicenseCsv csv, LicenseRules rules, ILicenseSink sink)
{
    private const string Letters = "two capital letters (ISO 3166)";
    private const string Day = "a day that exists, as YYYY-MM-DD, in the years 1900 to 2199";

    private readonly LicenseIds ids = new();
    private readonly string smelter = $"{Letters}, N/A, or before {Text(rules.UnknownSmeltRefusedFrom)} UNKNOWN";
    private readonly string early = Invariant($"at most {rules.ValidDays} days before the expected import date");
    private readonly string late = Invariant($"at most {rules.LateDays} days after the expected import date");
    private readonly string band = Invariant($"a unit value from {rules.LeastDollarsPerTon} to {rules.MostDollarsPerTon} dollars per metric ton");
    private LicenseHeader? header;
    private bool flagged;

    public LicenseCounts Counts { get; } = new();

    /// <summary>Takes all rows that are in the buffer.</summary>
    /// <exception cref="LicenseFormatException">The header is not that of a snapshot.</exception>
    public void Take()
    {
        while (csv.TryNext())
        {
            if (header is null)
            {
                header = new LicenseHeader(csv);
                continue;
            }

            if (csv.Fault is { } fault)
                Counts.Refuse(csv.Line, "", csv.FirstLine, fault);
            else if (csv.Count != header.Count)
                Counts.Refuse(csv.Line, "", csv.FirstLine, Invariant($"as many cells as the header has: {header.Count}, not {csv.Count}"));
            else if (TryRead(header, out var license))
                Accept(header, license);
        }
    }

    /// <summary>Judges the file as a whole.</summary>
    /// <exception cref="LicenseFormatException">There was no header, or too many rows are refused.</exception>
    public void End()
    {
        if (header is null) throw new LicenseFormatException("The file is empty.");
        if (Counts.Refused > rules.MaxRefusedShare * Counts.Rows)
        {
            var first = Counts.Refusals[0];
            throw new LicenseFormatException(
                Invariant($"{Counts.Refused} of {Counts.Rows} rows are refused, more than {rules.MaxRefusedShare * 100} %. The first is in line {first.Line}: {first.Field} '{first.Value}'; expected: {first.Rule}."),
                Counts);
        }
    }

    /// <summary>Reads a row; the first rule that it breaks, in the order of the contract's columns, is noted.</summary>
    private bool TryRead(LicenseHeader columns, out License license)
    {
        license = default;
        var id = Cell(columns, LicenseColumn.LicenseId);
        if (!LicenseText.IsId(id)) return Refuse(columns, LicenseColumn.LicenseId, "1 to 64 printable ASCII characters, no space, no quote");

        var hash = LicenseIds.Hash(id);
        ids.Expect(hash);
        if (!LicenseText.TryDate(Cell(columns, LicenseColumn.IssueDate), out var issued)) return Refuse(columns, LicenseColumn.IssueDate, Day);

        var status = Cell(columns, LicenseColumn.Status);
        var isActive = status.SequenceEqual("active"u8);
        if (!isActive && !status.SequenceEqual("cancelled"u8) && !status.SequenceEqual("unused"u8))
            return Refuse(columns, LicenseColumn.Status, "active, cancelled or unused");
        if (!LicenseText.TryDate(Cell(columns, LicenseColumn.ExpectedImportDate), out var expected))
            return Refuse(columns, LicenseColumn.ExpectedImportDate, Day);
        if (!TryHts10(columns[LicenseColumn.Hts10], out var hts10))
            return Refuse(columns, LicenseColumn.Hts10, "ten digits");
        if (!LicenseCountry.TryParse(Cell(columns, LicenseColumn.CountryOrigin), out var origin))
            return Refuse(columns, LicenseColumn.CountryOrigin, Letters);
        if (!IsExport(Cell(columns, LicenseColumn.CountryExport)))
            return Refuse(columns, LicenseColumn.CountryExport, $"{Letters}, N/A, UNKNOWN or nothing");

        var mayBeUnknown = expected < rules.UnknownSmeltRefusedFrom;
        if (!TrySmelter(Cell(columns, LicenseColumn.Smelt1), mayBeUnknown, LicenseCountry.Secondary, out var smelt))
            return Refuse(columns, LicenseColumn.Smelt1, smelter);

        var second = Cell(columns, LicenseColumn.Smelt2);
        var secondSmelt = LicenseCountry.None;
        if (!second.IsEmpty && !TrySmelter(second, mayBeUnknown, LicenseCountry.None, out secondSmelt))
            return Refuse(columns, LicenseColumn.Smelt2, smelter + ", or nothing");
        if (!LicenseCountry.TryParse(Cell(columns, LicenseColumn.Cast), out var cast)) return Refuse(columns, LicenseColumn.Cast, Letters);
        if (!TryWhole(columns, LicenseColumn.QuantityKg, LicenseRules.MaxKilograms, out var kilograms))
            return Refuse(columns, LicenseColumn.QuantityKg, Invariant($"a whole number of kilograms from 0 to {LicenseRules.MaxKilograms}"));
        if (!TryWhole(columns, LicenseColumn.CustomsValueUsd, LicenseRules.MaxDollars, out var dollars))
            return Refuse(columns, LicenseColumn.CustomsValueUsd, Invariant($"a whole number of dollars from 0 to {LicenseRules.MaxDollars}"));

        // Last, so that a bad row does not bar the good one that corrects it.
        if (!ids.Add(hash)) return Refuse(columns, LicenseColumn.LicenseId, "each license once; the first one counts");

        license = new License
        {
            IsActive = isActive,
            IssueDate = issued,
            ExpectedImportDate = expected,
            Hts10 = hts10,
            Origin = origin,
            Smelt = smelt,
            SecondSmelt = secondSmelt,
            Cast = cast,
            Kilograms = kilograms,
            Dollars = dollars,
        };
        return true;
    }

    private void Accept(LicenseHeader columns, in License license)
    {
        if (license.IsActive)
        {
            Counts.Accepted++;
            Check(columns, license);
        }
        else
        {
            Counts.Inactive++;
        }

        sink.Add(license);
    }

    private void Check(LicenseHeader columns, in License license)
    {
        flagged = false;
        var ahead = license.ExpectedImportDate.DayNumber - license.IssueDate.DayNumber;
        if (ahead > rules.ValidDays) Flag(columns, LicenseColumn.IssueDate, early);
        if (-ahead > rules.LateDays) Flag(columns, LicenseColumn.IssueDate, late);
        if (!rules.IsKnownHts(license.Hts10)) Flag(columns, LicenseColumn.Hts10, "a number of the code list");

        // A dollar for a kilogram is a thousand for a ton. Value without quantity is above any band; neither is no value at all.
        var value = license.Dollars * 1_000;
        if (value < license.Kilograms * rules.LeastDollarsPerTon || value > license.Kilograms * rules.MostDollarsPerTon)
            Flag(columns, LicenseColumn.CustomsValueUsd, band);
        if (flagged) Counts.Flagged++;
    }

    private static bool IsExport(ReadOnlySpan<byte> text) =>
        LicenseCountry.TryParse(text, out _) || text.IsEmpty || text.SequenceEqual("N/A"u8) || text.SequenceEqual("UNKNOWN"u8);

    private static bool TrySmelter(ReadOnlySpan<byte> text, bool mayBeUnknown, LicenseCountry notApplicable, out LicenseCountry country)
    {
        if (LicenseCountry.TryParse(text, out country)) return true;

        var isUnknown = text.SequenceEqual("UNKNOWN"u8);
        country = isUnknown ? LicenseCountry.Unknown : notApplicable;
        return isUnknown ? mayBeUnknown : text.SequenceEqual("N/A"u8);
    }

    private bool TryHts10(int cell, out long value) =>
        CensusText.TryDigits(csv.Buffer, csv.Start(cell), csv.End(cell), out value) && csv.End(cell) - csv.Start(cell) == 10;

    private bool TryWhole(LicenseHeader columns, LicenseColumn column, long most, out long value)
    {
        var cell = columns[column];
        return LicenseText.TryWhole(csv.Buffer, csv.Start(cell), csv.End(cell), out value) && value <= most;
    }

    private ReadOnlySpan<byte> Cell(LicenseHeader columns, LicenseColumn column) => csv.Cell(columns[column]);

    private bool Refuse(LicenseHeader columns, LicenseColumn column, string rule)
    {
        Counts.Refuse(csv.Line, LicenseHeader.Name(column), Cell(columns, column), rule);
        return false;
    }

    private void Flag(LicenseHeader columns, LicenseColumn column, string rule)
    {
        flagged = true;
        Counts.Flag(csv.Line, LicenseHeader.Name(column), Cell(columns, column), rule);
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
