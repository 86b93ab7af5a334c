namespace Aim.Trade.Codes;

/// <summary>A partner country by Schedule C code; <paramref name="Iso2"/> is ISO 3166 alpha-2, <paramref name="M49"/> Comtrade's code.</summary>
public sealed record Country(string CtyCode, string Iso2, string Iso3, string M49, string Name);

/// <summary>A region: a set of countries. Regions do not overlap, so that they add up to the total.</summary>
public sealed record Region(string Code, string Name, string Note);

public sealed record RegionMember(string Region, string CtyCode, Validity Months);

/// <summary>A product group, by one of its prefixes of the tariff.</summary>
public sealed record ProductRule(string Product, string HsPrefix, string Name, Validity Months);

/// <summary>A ten-digit code of the tariff, the unit of its first quantity, and the months in which it is in the tariff.</summary>
public sealed record HtsCode(string Hts10, string Name, string Unit, Validity Months);

/// <summary>A code that gave way to another, wholly or in part. Many old changes are known without their month or their source.</summary>
/// <param name="From">The first month of the new code; null when not known.</param>
/// <param name="Certainty"><c>confirmed</c> or <c>unconfirmed</c>.</param>
public sealed record HtsChange(string Old, string New, Month? From, string Certainty);

public sealed record BasisRule(string Basis, string HsPrefix, string Name, Validity Months);

/// <summary>A tariff or policy event. <paramref name="DateCertainty"/>: <c>day</c>, <c>month</c> (the day is not certain) or <c>unconfirmed</c>.</summary>
public sealed record PolicyEvent(
    DateOnly Date, string Id, string Title, string? Detail, IReadOnlyList<string> Countries, int? RatePercent, string DateCertainty);

/// <summary>A figure of an annual summary of the industry.</summary>
/// <param name="Country">ISO 3166 alpha-2, <c>other</c> or <c>world</c>; null for the United States as a whole.</param>
/// <param name="Period">A year, or years as <c>2021-2024</c>.</param>
/// <param name="Status"><c>A</c>, or <c>E</c> where the summary estimates.</param>
/// <param name="Published">The month of its publication.</param>
public sealed record AnnualFigure(string Item, string Name, string? Country, string Period, decimal Value, string Unit, string Status, string Edition, Month Published);

/// <summary>How many there are of something, as somebody has published it. Others may have published another number.</summary>
/// <param name="Scope">What was counted, as far as it is said.</param>
/// <param name="Published">The month of its publication; null when it is not known.</param>
public sealed record IndustryCount(string Measure, string Name, string Period, decimal Value, string Unit, string Scope, string Source, string? Url, Month? Published);
