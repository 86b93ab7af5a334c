using Aim.Upstream.Comtrade;
using Aim.Upstream.Indicators;

namespace Aim.Upstream.Data;

/// <summary>Where the upstream takes its figures from: recorded files, or a synthetic sample.</summary>
internal interface ITradeData
{
    /// <summary>The days on which answers change, ascending.</summary>
    IReadOnlyList<DateOnly> Dates { get; }

    /// <summary>The day as of which the services answer; null is the present.</summary>
    DateOnly? AsOf { get; set; }

    /// <summary>What is published now. A view does not change while a request reads it.</summary>
    ITradeView Read();
}

/// <summary>The published figures at one moment.</summary>
internal interface ITradeView
{
    /// <summary>Changes whenever any answer may have changed.</summary>
    string Version { get; }

    /// <summary>The published months of a flow, ascending.</summary>
    IReadOnlyList<Month> Months(Flow flow);

    /// <summary>
    /// The rows of a month. Of two with the same code and country the later one holds. A row for the world or a country
    /// group stands for the sum that would otherwise be made from the countries.
    /// </summary>
    IEnumerable<TradeRow> Rows(Flow flow, Month month);

    /// <summary>The days of the licence snapshots, ascending.</summary>
    IReadOnlyList<DateOnly> LicenseDays { get; }

    /// <summary>The licence snapshot of a day as CSV; null when there is none.</summary>
    Stream? OpenLicenses(DateOnly day);

    /// <summary>What the reporters say to Comtrade.</summary>
    IComtradeView Comtrade { get; }

    /// <summary>Prices, employment, wages, production, and trade as the USGS prints it.</summary>
    IIndicatorView Indicators { get; }

    /// <summary>The unit in which a code's quantities are given, as Census writes it: <c>KG</c> or <c>NO</c>.</summary>
    string Unit(long code);
}
