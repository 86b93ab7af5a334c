namespace System.IO.Hashing;

/// <summary>
/// The base class that Azure.Storage.Common derives its checksum from. The package itself does not restore on a partial feed;
/// here are the members that the two storage packages call.
/// </summary>
public abstract class NonCryptographicHashAlgorithm(int hashLengthInBytes)
{
    public int HashLengthInBytes { get; } = hashLengthInBytes;

    public abstract void Append(ReadOnlySpan<byte> source);

    public abstract void Reset();

    /// <returns>The number of bytes written, always <see cref="HashLengthInBytes"/>.</returns>
    public int GetCurrentHash(Span<byte> destination)
    {
        GetCurrentHashCore(destination[..HashLengthInBytes]);
        return HashLengthInBytes;
    }

    protected abstract void GetCurrentHashCore(Span<byte> destination);
}
