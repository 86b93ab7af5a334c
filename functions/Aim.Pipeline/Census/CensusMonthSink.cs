using System.Text;
using Aim.Trade;

namespace Aim.Pipeline.Census;

/// <summary>Sorts the rows of one month: what counts, what only checks, and what would count something twice.</summary>
internal sealed class CensusMonthSink(CensusMonth target, Month month) : ICensusSink
{
    /// <summary>Dimensions of which <c>-</c> is the total.</summary>
    private static readonly string[] Dimensions = ["DISTRICT", "RP", "CTY_SUBCODE", "DF", "PORT"];

    private readonly byte[] time = Encoding.ASCII.GetBytes(month.ToString());
    private int code;
    private int country;
    private int unit;
    private int level;
    private int timeColumn;
    private int yearColumn;
    private int monthColumn;
    private int[] dimensions = [];
    private int[] measures = [];

    public void Header(CensusHeader header)
    {
        code = header.Require(target.Layout.CodeColumn);
        country = header.Require("CTY_CODE");
        unit = header.Require("UNIT_QY1");
        level = header.IndexOf("COMM_LVL");
        timeColumn = header.IndexOf("time");
        yearColumn = header.IndexOf("YEAR");
        monthColumn = header.IndexOf("MONTH");
        dimensions = [.. Dimensions.Select(header.IndexOf).Where(column => column >= 0)];
        measures = [.. target.Layout.Measures.Select(measure => header.Require(measure.Column))];
    }

    public void Row(in CensusRow row)
    {
        RequireMonth(row);
        if (row.Field(code).Length != 10 || (level >= 0 && !row.Field(level).SequenceEqual("HS10"u8)))
        {
            target.Counts.OtherLevels++;
        }
        else if (IsBrokenOut(row))
        {
            target.Counts.BrokenOut++;
        }
        else if (row.Field(country) is [(byte)'-'])
        {
            target.Counts.World++;
            Add(row, CensusKey.World(Code(row)));
        }
        else if (row.Field(country) is not [_, _, _, _] || !Ascii.IsValid(row.Field(country)))
        {
            throw row.Bad(country, "not a country code");
        }
        else if (row.Field(country)[0] == '0' || row.Field(country).Contains((byte)'X'))
        {
            target.Counts.CountryGroups++;
        }
        else
        {
            target.Counts.Cells++;
            Add(row, CensusKey.Of(Code(row), row.Field(country)));
        }
    }

    private void Add(in CensusRow row, CensusKey key)
    {
        ref var cell = ref target.Add(key, out var added);
        if (!added)
        {
            throw row.Bad(code, $"a second row for country {key.Country}, which would count twice");
        }

        var isKilograms = row.Field(unit).SequenceEqual("KG"u8);
        target.Counts.NotInKilograms += isKilograms ? 0 : 1;
        for (var measure = 0; measure < measures.Length; measure++)
        {
            if (row.TryQuantity(measures[measure], out var value) && (isKilograms || !target.Layout.Measures[measure].IsKilograms))
            {
                cell.Set(measure, value);
            }
        }
    }

    private void RequireMonth(in CensusRow row)
    {
        if (timeColumn >= 0 && !row.Field(timeColumn).SequenceEqual(time))
        {
            throw row.Bad(timeColumn, "not the month that was asked for");
        }

        if (yearColumn >= 0 && !(row.TryQuantity(yearColumn, out var said) && said == month.Year))
        {
            throw row.Bad(yearColumn, "not the year that was asked for");
        }

        if (monthColumn >= 0 && !(row.TryQuantity(monthColumn, out said) && said == month.Number))
        {
            throw row.Bad(monthColumn, "not the month that was asked for");
        }
    }

    private bool IsBrokenOut(in CensusRow row)
    {
        foreach (var column in dimensions)
        {
            if (row.Field(column) is not [(byte)'-'])
            {
                return true;
            }
        }

        return false;
    }

    private long Code(in CensusRow row) => row.TryCode(code, out var value) ? value : throw row.Bad(code, "not a commodity code");
}
