using System.Security.Cryptography;
using System.Text;

namespace Aim.Pipeline.Mail;

/// <summary>Proves that somebody has read a mail: 128 random bits, of which only the hash is kept.</summary>
/// <param name="Text">As in a link: 32 hexadecimal digits.</param>
public sealed record MailToken(string Text)
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashBytes = SHA256.HashSizeInBytes;

    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Text));

    public static MailToken New() => new(RandomNumberGenerator.GetHexString(32, lowercase: true));

    /// <summary>Whether it is one of those whose hashes these are, one behind the other. How long that takes does not depend on the answer.</summary>
    public bool IsAmong(ReadOnlySpan<byte> hashes)
    {
        var (hash, found) = (Hash, false);
        for (; hashes.Length >= HashBytes; hashes = hashes[HashBytes..]) found |= CryptographicOperations.FixedTimeEquals(hash, hashes[..HashBytes]);
        return found;
    }
}
