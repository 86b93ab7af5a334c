using System.Buffers;
using System.Numerics;

namespace Aim.Pipeline.Census;

/// <summary>Values by number, in the order in which the numbers first came; its memory is pooled and goes back when disposed.</summary>
public sealed class KeyTable<TValue> : IDisposable
    where TValue : unmanaged
{
    // Open addressing. A slot holds 1 + the place of its key, or 0. There are twice as many slots as there may be keys.
    private int[] slots;
    private ulong[] keys;
    private TValue[] values;
    private int capacityBits;

    /// <param name="capacity">How many keys it holds, at least, before it grows.</param>
    public KeyTable(int capacity = 1024)
    {
        (slots, keys, values) = ([], [], []);
        Resize(BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)capacity)));
    }

    public int Count { get; private set; }

    public ReadOnlySpan<ulong> Keys => keys.AsSpan(0, Count);

    public ReadOnlySpan<TValue> Values => values.AsSpan(0, Count);

    /// <summary>The value of a key, or a new default one; the reference holds until the next call.</summary>
    public ref TValue GetOrAdd(ulong key, out bool added)
    {
        if (Count == 1 << capacityBits)
        {
            Resize(capacityBits + 1);
        }

        var slot = Find(key);
        added = slots[slot] == 0;
        if (added)
        {
            keys[Count] = key;
            values[Count] = default;
            slots[slot] = ++Count;
        }

        return ref values[slots[slot] - 1];
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(slots);
        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<TValue>.Shared.Return(values);
        (slots, keys, values, Count) = ([], [], [], 0);
    }

    private int Find(ulong key)
    {
        // Multiplication by the golden ratio spreads neighbours; the high bits are the best mixed.
        var slot = (int)((key * 0x9E3779B97F4A7C15) >> (63 - capacityBits));
        while (slots[slot] is not 0 and var place && keys[place - 1] != key)
        {
            slot = (slot + 1) & ((2 << capacityBits) - 1);
        }

        return slot;
    }

    private void Resize(int bits)
    {
        capacityBits = bits;
        Replace(ref keys, 1 << bits);
        Replace(ref values, 1 << bits);
        ArrayPool<int>.Shared.Return(slots);
        slots = ArrayPool<int>.Shared.Rent(2 << bits);
        slots.AsSpan().Clear();
        for (var place = 0; place < Count; place++)
        {
            slots[Find(keys[place])] = place + 1;
        }
    }

    private void Replace<T>(ref T[] array, int capacity)
    {
        var larger = ArrayPool<T>.Shared.Rent(capacity);
        array.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<T>.Shared.Return(array);
        array = larger;
    }
}
