namespace Aim.Pipeline.Quality;

/// <summary>Something in the newest data of a month that a reader should know of.</summary>
/// <param name="Kind">
/// <c>world-differs</c>, <c>total-differs</c>, <c>year-to-date-differs</c>, <c>unknown-country</c>, <c>unknown-hts</c>, <c>unknown-series</c> or <c>unknown-table</c>.
/// </param>
/// <param name="Feed">The feed.</param>
/// <param name="Period">The month.</param>
/// <param name="Code">The code it is about.</param>
/// <param name="Measure">The column it is about, where it is about one.</param>
/// <param name="Expected">What the source states as the total.</param>
/// <param name="Actual">What the parts add up to, or the value that comes with an unknown code.</param>
public sealed record QualityIssue(string Kind, string Feed, string Period, string Code, string? Measure, long? Expected, long? Actual);
