namespace Aim.Functions.Pdf.Blocks;

/// <summary>A part of a report, below the part before it.</summary>
internal abstract class Block
{
    /// <summary>The height of what may not be parted from a heading before it, in points.</summary>
    public abstract double Lead(Flow flow);

    public abstract void Place(Flow flow);
}
