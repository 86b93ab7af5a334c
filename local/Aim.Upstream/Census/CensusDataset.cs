using Aim.Upstream.Data;

namespace Aim.Upstream.Census;

internal enum VariableKind
{
    CountryCode, CountryName, Commodity, ShortName, LongName, Level, SummaryLevel, SummaryLevel2, Unit, SecondUnit,
    Year, Month, Time, LastUpdate, Figure, FigureOfYear, Detail, DetailName, NoFigure,
}

/// <summary>What a variable shows; the index is that of the measure or the detail.</summary>
internal readonly record struct Variable(VariableKind Kind, int Index = 0);

/// <summary>One data set of the service, its variables by name.</summary>
internal sealed class CensusDataset
{
    public static readonly CensusDataset Imports = new(Flow.Import, "imports", "I_COMMODITY",
        ["CON_VAL", "CON_QY1", "GEN_VAL", "GEN_QY1", "DUT_VAL", "CAL_DUT"],
        ["CON_CIF", "CON_CHA", "GEN_CIF", "GEN_CHA", "CON_QY2", "GEN_QY2", "CC",
         "AIR_VAL", "AIR_WGT", "AIR_CHA", "VES_VAL", "VES_WGT", "VES_CHA", "CNT_VAL", "CNT_WGT", "CNT_CHA"],
        ["CON_QY1", "CON_QY2", "GEN_QY1", "GEN_QY2"],
        [Detail.District, Detail.RateProvision, Detail.CountrySubcode]);

    public static readonly CensusDataset Exports = new(Flow.Export, "exports", "E_COMMODITY",
        ["ALL_VAL", "QTY_1"],
        ["QTY_2", "CC", "AIR_VAL", "AIR_WGT", "VES_VAL", "VES_WGT", "CNT_VAL", "CNT_WGT"],
        ["QTY_1", "QTY_2"],
        [Detail.District, Detail.DomesticOrForeign]);

    private CensusDataset(
        Flow flow, string path, string commodity, string[] figures, string[] withoutFigures, string[] flags, Detail[] details)
    {
        (Flow, Path, Commodity, Details) = (flow, $"/data/timeseries/intltrade/{path}/hs", commodity, details);
        Variables = new(StringComparer.Ordinal)
        {
            ["CTY_CODE"] = new(VariableKind.CountryCode),
            ["CTY_NAME"] = new(VariableKind.CountryName),
            [commodity] = new(VariableKind.Commodity),
            [commodity + "_SDESC"] = new(VariableKind.ShortName),
            [commodity + "_LDESC"] = new(VariableKind.LongName),
            ["COMM_LVL"] = new(VariableKind.Level),
            ["SUMMARY_LVL"] = new(VariableKind.SummaryLevel),
            ["SUMMARY_LVL2"] = new(VariableKind.SummaryLevel2),
            ["UNIT_QY1"] = new(VariableKind.Unit),
            ["UNIT_QY2"] = new(VariableKind.SecondUnit),
            ["YEAR"] = new(VariableKind.Year),
            ["MONTH"] = new(VariableKind.Month),
            ["time"] = new(VariableKind.Time),
            ["LAST_UPDATE"] = new(VariableKind.LastUpdate),
        };
        for (var i = 0; i < figures.Length; i++)
        {
            Variables[figures[i] + "_MO"] = new(VariableKind.Figure, i);
            Variables[figures[i] + "_YR"] = new(VariableKind.FigureOfYear, i);
        }

        foreach (var name in withoutFigures.SelectMany(f => new[] { f + "_MO", f + "_YR" })
            .Concat(flags.SelectMany(f => new[] { f + "_MO_FLAG", f + "_YR_FLAG" })))
            Variables[name] = new(VariableKind.NoFigure);
        for (var i = 0; i < details.Length; i++)
        {
            Variables[details[i].Variable] = new(VariableKind.Detail, i);
            if (details[i].NameVariable is { } name) Variables[name] = new(VariableKind.DetailName, i);
        }
    }

    public Flow Flow { get; }

    public string Path { get; }

    /// <summary>The name of the commodity variable.</summary>
    public string Commodity { get; }

    public Detail[] Details { get; }

    public Dictionary<string, Variable> Variables { get; }
}
