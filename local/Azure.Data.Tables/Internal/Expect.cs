using Azure.Core;

namespace Azure.Data.Tables.Internal;

/// <summary>The statuses that answer each kind of request.</summary>
internal static class Expect
{
    public static readonly StatusCodeClassifier Ok = new([200]);
    public static readonly StatusCodeClassifier OkOrMissing = new([200, 404]);
    public static readonly StatusCodeClassifier Done = new([201, 204]);
    public static readonly StatusCodeClassifier DoneOrMissing = new([204, 404]);
    public static readonly StatusCodeClassifier DoneOrThere = new([201, 204, 409]);
    public static readonly StatusCodeClassifier Accepted = new([202]);
}
