namespace Aim.Functions.Pdf.Blocks;

/// <summary>What follows begins on a new page.</summary>
internal sealed class PageBreakBlock : Block
{
    public override double Lead(Flow flow) => 0;

    public override void Place(Flow flow)
    {
        if (!flow.IsAtTop) flow.NextPage();
    }
}
