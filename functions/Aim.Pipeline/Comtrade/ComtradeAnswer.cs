namespace Aim.Pipeline.Comtrade;

/// <summary>Why a row of an answer is no cell.</summary>
public enum ComtradeDrop
{
    /// <summary>Not of commodities.</summary>
    Type,

    /// <summary>Not of a month.</summary>
    Frequency,

    /// <summary>Neither export nor import.</summary>
    Flow,

    /// <summary>A part of a total: by second partner.</summary>
    Partner2,

    /// <summary>A part of a total: by customs procedure.</summary>
    Customs,

    /// <summary>A part of a total: by mode of transport.</summary>
    Mode,

    /// <summary>Not a heading of four digits.</summary>
    Commodity,
}

/// <summary>What a reporter answers, cell by cell, in the order of the answer.</summary>
public sealed class ComtradeAnswer
{
    private readonly long[] dropped = new long[Enum.GetValues<ComtradeDrop>().Length];
    private readonly List<ComtradeCell> cells = [];

    /// <summary>One for each month, flow, heading and partner; rows of the world among them.</summary>
    public IReadOnlyList<ComtradeCell> Cells => cells;

    /// <summary>The rows read, dropped ones included.</summary>
    public long Rows { get; internal set; }

    /// <summary>The rows whose cell came once more after them.</summary>
    public long Repeated { get; private set; }

    public long Dropped(ComtradeDrop reason) => dropped[(int)reason];

    internal void Drop(ComtradeDrop reason) => dropped[(int)reason]++;

    internal void Add(in ComtradeCell cell) => cells.Add(cell);

    internal void Replace(int place, in ComtradeCell cell)
    {
        cells[place] = cell;
        Repeated++;
    }
}
