using Aim.Upstream.Data;

namespace Aim.Upstream.Comtrade;

/// <summary>One heading, partner, flow and month of a reporter's year; packed, since there are millions of them.</summary>
internal readonly struct ComtradeRow(byte number, Flow flow, short heading, short partner, Fixed kilograms, Fixed dollars)
{
    /// <summary>The partner that stands for all.</summary>
    public const short World = 0;

    private readonly long _kilograms = kilograms.Digits;
    private readonly long _dollars = dollars.Digits;
    private readonly short _heading = heading;
    private readonly short _partner = partner;
    private readonly byte _number = number;
    private readonly byte _flow = (byte)flow;
    private readonly byte _kilogramPlaces = kilograms.Places;
    private readonly byte _dollarPlaces = dollars.Places;

    /// <summary>The month's number, 1 to 12.</summary>
    public byte Number => _number;

    public Flow Flow => (Flow)_flow;

    public short Heading => _heading;

    /// <summary>The partner's M49 code.</summary>
    public short Partner => _partner;

    public Fixed Kilograms => new(_kilograms, _kilogramPlaces);

    public Fixed Dollars => new(_dollars, _dollarPlaces);

    /// <summary>Orders rows, and is the same for two rows of which the later holds; below 2 to the power of 40.</summary>
    public long Key => ((long)_number << 35) | ((long)_flow << 34) | ((long)_heading << 16) | (ushort)_partner;
}
