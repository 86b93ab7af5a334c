using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aim.Local.Runtime;

/// <summary>The key of functions that are not open to all. Without one set, nothing opens them.</summary>
internal sealed class HostKey(string? key)
{
    private readonly byte[]? _hash = string.IsNullOrEmpty(key) ? null : Hash(key);

    /// <summary>Looks at the header <c>x-functions-key</c>, else at <c>?code=</c>.</summary>
    public bool Opens(HttpRequest request)
    {
        var header = request.Headers["x-functions-key"];
        var shown = header.Count > 0 ? header : request.Query["code"];
        // Hashes have one length, so the time tells nothing of the key, its length included.
        return _hash is not null && CryptographicOperations.FixedTimeEquals(_hash, Hash(shown.ToString()));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
