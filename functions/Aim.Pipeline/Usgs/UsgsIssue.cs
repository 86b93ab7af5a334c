using Aim.Trade;
using Aim.Trade.Indicators;

namespace Aim.Pipeline.Usgs;

/// <summary>A row of a table of trade, metric tons of the month by kind.</summary>
/// <param name="Name">The country as it is printed, without footnotes.</param>
/// <param name="Tons">In the order of <see cref="UsgsTable.Kinds"/>.</param>
public sealed record UsgsRow(string Name, IReadOnlyList<Observation> Tons);

/// <summary>Imports or exports of a month by country.</summary>
/// <param name="Flow">M imports, X exports.</param>
/// <param name="Rows">Countries, without the total.</param>
/// <param name="Total">The row of the total.</param>
/// <param name="YearToDate">The total since January, as far as the table has it; to check against.</param>
public sealed record UsgsTable(char Flow, IReadOnlyList<UsgsRow> Rows, UsgsRow Total, IReadOnlyList<Observation>? YearToDate)
{
    public static IReadOnlyList<string> Kinds { get; } = ["crude", "semis", "scrap", "total"];
}

/// <summary>What an issue of the survey tells.</summary>
/// <param name="Trade">Imports, exports, or both.</param>
/// <param name="Production">Primary aluminum by month, metric tons.</param>
/// <param name="Unread">Sheets that look like a table of exports or of production, and have another form than is known.</param>
public sealed record UsgsIssue(IReadOnlyList<UsgsTable> Trade, IReadOnlyDictionary<Month, Observation> Production, IReadOnlyList<string> Unread)
{
    /// <summary>Figures in all.</summary>
    public long Figures => Trade.Sum(t => (t.Rows.Count + 1L) * UsgsTable.Kinds.Count) + Production.Count;
}
