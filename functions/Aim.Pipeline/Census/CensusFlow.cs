namespace Aim.Pipeline.Census;

/// <summary>One side of the trade as the Census service names it.</summary>
/// <param name="Path">The data set under <c>/data/timeseries/intltrade/</c>.</param>
/// <param name="Layout">The columns that are read.</param>
public sealed record CensusFlow(string Path, CensusLayout Layout)
{
    public static CensusFlow Imports { get; } = new("imports/hs", CensusLayout.Imports);

    public static CensusFlow Exports { get; } = new("exports/hs", CensusLayout.Exports);

    /// <summary>The variables of a request: no dimension among them, which would break every row out.</summary>
    public string Variables => string.Join(',', new[] { "CTY_CODE", "CTY_NAME", Layout.CodeColumn, "UNIT_QY1", "SUMMARY_LVL" }.Concat(Layout.Measures.Select(m => m.Column)));
}
