namespace Aim.Trade.Series;

/// <summary>A series as it is stored: its key within its cut, and its months as <see cref="SeriesCodec"/> packs them.</summary>
public readonly record struct StoredSeries(string Key, ReadOnlyMemory<byte> Packed);
