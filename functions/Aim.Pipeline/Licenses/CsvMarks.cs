using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Aim.Pipeline.Licenses;

/// <summary>Finds the bytes that give CSV its form.</summary>
internal static class CsvMarks
{
    /// <summary>So many bytes are looked at together: there must be as many behind the text, and as many places behind the marks.</summary>
    public const int Block = 64;

    /// <summary>Writes the places of all commas, line feeds and quotes, in order, and answers how many there are.</summary>
    public static int Find(ReadOnlySpan<byte> text, int length, Span<int> marks)
    {
        ref var first = ref Unsafe.AsRef(in text[0]);
        ref var mark = ref marks[0];
        var count = 0;
        for (var start = 0; start < length; start += Block)
        {
            var bits = Bits(ref first, start) | (Bits(ref first, start + 32) << 32);
            if (length - start < Block) bits &= (1UL << (length - start)) - 1;

            // Four at a time without asking whether there are four left: what is written too much is overwritten or not counted.
            for (var found = count; bits != 0; found += 4)
            {
                for (var i = 0; i < 4; i++)
                {
                    Unsafe.Add(ref mark, found + i) = start + BitOperations.TrailingZeroCount(bits);
                    count += bits != 0 ? 1 : 0;
                    bits &= bits - 1;
                }
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(ref byte text, int start)
    {
        var bytes = Vector256.LoadUnsafe(ref text, (nuint)start);
        return (Vector256.Equals(bytes, Vector256.Create((byte)','))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\n'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'"'))).ExtractMostSignificantBits();
    }
}
