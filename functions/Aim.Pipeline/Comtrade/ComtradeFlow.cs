namespace Aim.Pipeline.Comtrade;

/// <summary>The two flows that are read; re-exports and the like are parts of them.</summary>
public enum ComtradeFlow
{
    /// <summary>X; values are free on board.</summary>
    Export,

    /// <summary>M; values include freight and insurance.</summary>
    Import,
}
