namespace Aim.Pipeline.Bls;

/// <summary>The body is not an answer of the service, or one of its values is not what its field says.</summary>
public sealed class BlsFormatException : FormatException
{
    public BlsFormatException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>What the service says instead of an answer; null when the body is none of its refusals.</summary>
    public string? Refusal { get; init; }

    internal static BlsFormatException Of(string series, string period, string field, string? value, string allowed) =>
        new($"series {series}, {period}, field {field}: '{(value is { Length: > 60 } ? value[..60] : value)}' is not {allowed}");
}
