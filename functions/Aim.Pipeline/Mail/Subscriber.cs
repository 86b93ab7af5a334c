using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aim.Pipeline.Storage;
using Azure.Data.Tables;

namespace Aim.Pipeline.Mail;

/// <summary>Somebody who is told of releases, or who was asked whether that is wanted: one row of table <c>subscribers</c>.</summary>
public sealed class Subscriber(TableEntity entity)
{
    public const string Partition = "subscribers";

    /// <summary>SHA-256 of the address in lower case, 64 hexadecimal digits.</summary>
    public string Id => entity.RowKey;

    public string Address => entity.Text(nameof(Address));

    /// <summary>The day on which the address was confirmed; null while it is not.</summary>
    public string? Confirmed => entity.GetString(nameof(Confirmed));

    /// <summary>Hash of the token that confirms, and until when it does.</summary>
    public byte[] ConfirmToken => entity.GetBinary(nameof(ConfirmToken)) ?? [];

    public DateTimeOffset ConfirmUntil => entity.GetDateTimeOffset(nameof(ConfirmUntil)) ?? default;

    /// <summary>Hashes of the tokens that unsubscribe, one behind the other, newest last: each mail has one of its own.</summary>
    public byte[] Tokens => entity.GetBinary(nameof(Tokens)) ?? [];

    /// <summary>The releases that there were when the last mail was sent, or when the address was confirmed.</summary>
    public string Told => entity.Text(nameof(Told));

    /// <summary>Releases in a row whose mail the server refused because of the address.</summary>
    public int Refusals => entity.GetInt32(nameof(Refusals)) ?? 0;

    public static string IdOf(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant())));

    /// <summary>The releases as a row keeps them. One that publishes again on its day is told again.</summary>
    public static string ToTold(IEnumerable<Release> releases) => string.Join('\n', releases.Select(Line));

    /// <summary>Releases that are not told yet, in their order. What is older than all that was told is no news.</summary>
    public IReadOnlyList<Release> NewsAmong(IReadOnlyList<Release> releases)
    {
        var told = Told.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var oldest = told.Select(l => long.Parse(l.AsSpan(l.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture)).DefaultIfEmpty().Min();
        return [.. releases.Where(r => r.At.ToUnixTimeSeconds() >= oldest && !told.Contains(Line(r)))];
    }

    private static string Line(Release release) => string.Create(CultureInfo.InvariantCulture, $"{release.Id} {release.At.ToUnixTimeSeconds()}");
}
