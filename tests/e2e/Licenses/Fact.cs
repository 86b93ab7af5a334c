namespace Aim.EndToEnd.Tests.Licenses;

/// <summary>What one source says of a month, a commodity and a way: a Census row, or one active licence.</summary>
/// <param name="Country">Schedule C, or <c>unmapped</c>.</param>
/// <param name="Way">Origin, smelt and cast; of the Census, the country of origin only.</param>
/// <param name="Now">Dollars and kilograms; null: the row is no longer there.</param>
/// <param name="Then">What was said first.</param>
/// <param name="SecondSmelter">Kilograms of a licence that names one.</param>
internal sealed record Fact(
    string Month, string Code, string Country, (string Origin, string Smelt, string Cast) Way, (long? Value, long? Kilograms)? Now, (long? Value, long? Kilograms)? Then,
    long SecondSmelter, bool IsLicense);
