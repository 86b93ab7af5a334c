using System.Buffers;

namespace Azure.Data.Tables.Internal;

/// <summary>A request body that grows in rented memory.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>
{
    private byte[] rented = ArrayPool<byte>.Shared.Rent(16 * 1024);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => rented.AsMemory(0, Length);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return rented.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return rented.AsSpan(Length);
    }

    /// <summary>
    /// Gives the memory back. Only after success: a request that was given up, or refused half-read, may still be on its way out of
    /// this memory, which is then left to the garbage collector.
    /// </summary>
    public void Return()
    {
        ArrayPool<byte>.Shared.Return(rented);
        rented = [];
        Length = 0;
    }

    private void Reserve(int sizeHint)
    {
        if (rented.Length - Length >= Math.Max(sizeHint, 1))
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(rented.Length * 2, Length + sizeHint));
        rented.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(rented);
        rented = larger;
    }
}
