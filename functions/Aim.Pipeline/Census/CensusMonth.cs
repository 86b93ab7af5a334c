namespace Aim.Pipeline.Census;

/// <summary>One month of the Census, cell by cell, in the order of the answer. Its memory is pooled: dispose it.</summary>
public sealed class CensusMonth : IDisposable
{
    private readonly KeyTable<CensusCell> cells = new();
    private readonly KeyTable<CensusCell> world = new(256);

    internal CensusMonth(CensusLayout layout) => Layout = layout;

    public CensusLayout Layout { get; }

    /// <summary>One for each commodity and country.</summary>
    public ReadOnlySpan<CensusCell> Cells => cells.Values;

    /// <summary>One for each commodity, over all countries, as the Census sums them: to check against, never to add.</summary>
    public ReadOnlySpan<CensusCell> World => world.Values;

    public CensusCounts Counts { get; internal set; } = new();

    /// <summary>The cell of a key that has none yet.</summary>
    internal ref CensusCell Add(CensusKey key, out bool added)
    {
        ref var cell = ref (key.IsWorld ? world : cells).GetOrAdd(key.Packed, out added);
        if (added)
        {
            cell = new CensusCell(key);
        }

        return ref cell;
    }

    public void Dispose()
    {
        cells.Dispose();
        world.Dispose();
    }
}
