using System.Diagnostics.CodeAnalysis;

namespace Azure.Data.Tables.Internal;

/// <summary>The answer to a question for a row that is not there.</summary>
internal sealed class NoEntity<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    [SuppressMessage("Design", "CA1065", Justification = "The base class prescribes that reading a missing value fails.")]
    public override T Value => throw new InvalidOperationException("The entity does not exist.");

    public override Response GetRawResponse() => response;
}
