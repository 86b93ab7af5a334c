using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Aim.Pipeline.Census;

/// <summary>
/// First pass over a buffer: finds every <c>[</c>, <c>,</c> and <c>]</c> that stands outside strings, 64 bytes at a time.
/// </summary>
internal static class CensusIndexer
{
    /// <summary>Bytes that must be readable behind the buffer, and entries behind the index.</summary>
    public const int Padding = 64;

    /// <inheritdoc cref="Index{TBlock}"/>
    public static int Index(ReadOnlySpan<byte> bytes, Span<int> separators, out bool plain) =>
        Vector512.IsHardwareAccelerated ? Index<CensusBlock.Wide>(bytes, separators, out plain)
        : Vector128.IsHardwareAccelerated ? Index<CensusBlock.Narrow>(bytes, separators, out plain)
        : Index<CensusBlock.Scalar>(bytes, separators, out plain);

    /// <param name="bytes">Text that begins outside a string; its length is a multiple of 64.</param>
    /// <param name="separators">Takes the places; has <see cref="Padding"/> entries more than the text has bytes.</param>
    /// <param name="plain">True when no string has an escape and each closing quote is followed by a separator at once.</param>
    /// <returns>The number of separators.</returns>
    public static int Index<TBlock>(ReadOnlySpan<byte> bytes, Span<int> separators, out bool plain)
        where TBlock : ICensusBlock
    {
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var count = 0;
        ulong inString = 0, escapeCarry = 0, closeCarry = 0, odd = 0;
        for (var offset = 0; offset < bytes.Length; offset += 64)
        {
            TBlock.Read(ref Unsafe.Add(ref first, offset), out var quotes, out var backslashes, out var found);
            if ((backslashes | escapeCarry) != 0)
            {
                quotes &= ~Escaped(backslashes, ref escapeCarry);
                odd |= 1;
            }

            // From each opening quote up to, but not with, its closing quote.
            var inside = RunningXor(quotes) ^ inString;
            inString = (ulong)((long)inside >> 63);
            found &= ~inside;

            var closing = quotes & ~inside;
            odd |= ((closing << 1) | closeCarry) & ~found;
            closeCarry = closing >> 63;

            count += Write(found, offset, separators[count..]);
        }

        plain = odd == 0;
        return count;
    }

    /// <summary>Writes eight places at a time: a surplus is overwritten by the next block, and the branch is easy to foresee.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Write(ulong found, int offset, Span<int> separators)
    {
        var count = BitOperations.PopCount(found);
        for (var written = 0; written < count; written += 8)
        {
            var eight = separators.Slice(written, 8);
            for (var i = 0; i < eight.Length; i++)
            {
                eight[i] = offset + BitOperations.TrailingZeroCount(found);
                found &= found - 1;
            }
        }

        return count;
    }

    /// <summary>The characters that a backslash takes the meaning from.</summary>
    private static ulong Escaped(ulong backslashes, ref ulong carry)
    {
        var escaped = carry;
        var rest = backslashes & ~carry;
        carry = 0;
        while (rest != 0)
        {
            var backslash = rest & (~rest + 1);
            escaped |= backslash << 1;
            carry = backslash >> 63;
            rest &= ~(backslash | (backslash << 1));
        }

        return escaped;
    }

    /// <summary>Each bit becomes the exclusive or of itself and all lower ones.</summary>
    private static ulong RunningXor(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
}
