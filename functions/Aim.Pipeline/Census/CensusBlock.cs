using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Aim.Pipeline.Census;

/// <summary>Looks at 64 bytes at once and answers with a bit for each.</summary>
internal interface ICensusBlock
{
    static abstract void Read(ref readonly byte at, out ulong quotes, out ulong backslashes, out ulong separators);
}

/// <summary>The same 64 bytes, by register width.</summary>
internal static class CensusBlock
{
    public readonly struct Wide : ICensusBlock
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Read(ref readonly byte at, out ulong quotes, out ulong backslashes, out ulong separators)
        {
            var text = Vector512.LoadUnsafe(in at);
            quotes = Bits(text, '"');
            backslashes = Bits(text, '\\');
            separators = Bits(text, ',') | Bits(text, '[') | Bits(text, ']');
        }

        private static ulong Bits(Vector512<byte> text, char wanted) =>
            Vector512.Equals(text, Vector512.Create((byte)wanted)).ExtractMostSignificantBits();
    }

    public readonly struct Narrow : ICensusBlock
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Read(ref readonly byte at, out ulong quotes, out ulong backslashes, out ulong separators)
        {
            var low = Vector256.LoadUnsafe(in at);
            var high = Vector256.LoadUnsafe(in at, 32);
            quotes = Bits(low, high, '"');
            backslashes = Bits(low, high, '\\');
            separators = Bits(low, high, ',') | Bits(low, high, '[') | Bits(low, high, ']');
        }

        private static ulong Bits(Vector256<byte> low, Vector256<byte> high, char wanted)
        {
            var sought = Vector256.Create((byte)wanted);
            return Vector256.Equals(low, sought).ExtractMostSignificantBits()
                | ((ulong)Vector256.Equals(high, sought).ExtractMostSignificantBits() << 32);
        }
    }

    public readonly struct Scalar : ICensusBlock
    {
        public static void Read(ref readonly byte at, out ulong quotes, out ulong backslashes, out ulong separators)
        {
            (quotes, backslashes, separators) = (0, 0, 0);
            for (var i = 0; i < 64; i++)
            {
                var bit = 1UL << i;
                switch ((char)Unsafe.Add(ref Unsafe.AsRef(in at), i))
                {
                    case '"':
                        quotes |= bit;
                        break;
                    case '\\':
                        backslashes |= bit;
                        break;
                    case ',' or '[' or ']':
                        separators |= bit;
                        break;
                }
            }
        }
    }
}
