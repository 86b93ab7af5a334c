using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aim.Pipeline.Census;

/// <summary>What one month says of one commodity from or to one country.</summary>
[StructLayout(LayoutKind.Auto)]
public struct CensusCell
{
    public const int MaxMeasures = 6;

    private Numbers numbers;
    private byte available;

    internal CensusCell(CensusKey key) => Key = key;

    public CensusKey Key { get; }

    /// <summary>A measure, by its place in the layout; null when it is not available. Zero was reported as zero.</summary>
    public readonly long? this[int measure] => (available & (1 << measure)) != 0 ? numbers[measure] : null;

    internal void Set(int measure, long value)
    {
        numbers[measure] = value;
        available |= (byte)(1 << measure);
    }

    [InlineArray(MaxMeasures)]
    private struct Numbers
    {
        private long first;
    }
}
