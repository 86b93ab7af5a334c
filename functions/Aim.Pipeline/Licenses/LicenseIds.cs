using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Aim.Pipeline.Licenses;

/// <summary>The licence ids seen, as hashes of 63 bits: of files with two million, one in four million would have two ids taken for one.</summary>
internal sealed class LicenseIds
{
    // Open addressing; 0 is an empty slot. At most three quarters are taken.
    private ulong[] slots = new ulong[1 << 16];
    private int count;

    /// <summary>Never 0.</summary>
    public static ulong Hash(ReadOnlySpan<byte> id)
    {
        var hash = 0x9E3779B97F4A7C15 + (ulong)id.Length;
        while (id.Length > 8)
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(id));
            id = id[8..];
        }

        var last = 0UL;
        foreach (var character in id)
        {
            last = (last << 8) | character;
        }

        return Mix(Mix(hash, last), 0xD6E8FEB86659FD93) | 1;
    }

    /// <summary>
    /// Asks the processor for the place of an id, to have it at hand some hundred instructions later: the table is larger than its caches.
    /// </summary>
    public unsafe void Expect(ulong hash)
    {
        // Only a hint: should the table move meanwhile, it is a useless one.
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref slots[First(slots, hash)]));
    }

    /// <returns>False when it was there.</returns>
    public bool Add(ulong hash)
    {
        var slot = Find(slots, hash);
        if (slots[slot] == hash) return false;

        slots[slot] = hash;
        if (++count > slots.Length / 4 * 3) Grow();
        return true;
    }

    private static ulong Mix(ulong hash, ulong word)
    {
        var high = Math.BigMul(hash ^ word, 0xA0761D6478BD642F, out var low);
        return high ^ low;
    }

    private static int First(ulong[] slots, ulong hash) => (int)(hash >> (64 - BitOperations.Log2((uint)slots.Length)));

    private static int Find(ulong[] slots, ulong hash)
    {
        var slot = First(slots, hash);
        while (slots[slot] != 0 && slots[slot] != hash)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }

    private void Grow()
    {
        var larger = new ulong[slots.Length * 2];
        foreach (var hash in slots)
        {
            if (hash != 0) larger[Find(larger, hash)] = hash;
        }

        slots = larger;
    }
}
