namespace System.IO.Hashing;

/// <summary>
/// The base class that Azure.Storage.Common derives its checksum from. The package itself does not restore on a partial feed;
/// no code path of this project computes such a checksum, so the type only has to exist.
/// </summary>
public abstract class NonCryptographicHashAlgorithm(int hashLengthInBytes)
{
    public int HashLengthInBytes { get; } = hashLengthInBytes;

    public abstract void Append(ReadOnlySpan<byte> source);

    public abstract void Reset();

    protected abstract void GetCurrentHashCore(Span<byte> destination);
}
