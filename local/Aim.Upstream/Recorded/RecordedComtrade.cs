using System.Globalization;
using System.Runtime.InteropServices;
using Aim.Upstream.Comtrade;
using Aim.Upstream.Data;

namespace Aim.Upstream.Recorded;

/// <summary>The rows of a Comtrade file.</summary>
internal sealed class RecordedComtrade
{
    public static readonly string[] Columns = ["period", "reporter_m49", "partner_m49", "flow", "hs", "net_kg", "value_usd"];

    private readonly Dictionary<(short Reporter, int Year), List<ComtradeRow>> _years = [];
    private readonly Dictionary<(short Reporter, Month Month), int> _months = [];

    /// <summary>The months that the file has, with the number of their rows.</summary>
    public IReadOnlyDictionary<(short Reporter, Month Month), int> Months => _months;

    /// <exception cref="CsvException">A field is not what its column says.</exception>
    public static RecordedComtrade Parse(CsvReader csv, int[] columns)
    {
        var file = new RecordedComtrade();
        while (csv.Read()) file.Add(csv, columns);
        return file;
    }

    /// <summary>A reporter's year, in the order of the file.</summary>
    public IReadOnlyList<ComtradeRow> Rows(short reporter, int year) => _years.GetValueOrDefault((reporter, year)) ?? [];

    private void Add(CsvReader csv, int[] columns)
    {
        var month = RecordedFile.MonthOf(csv, columns[0]);
        var reporter = Code(csv, columns[1], "a country's M49 code");
        var partner = Code(csv, columns[2], "a partner's M49 code");
        var flow = csv[columns[3]] switch
        {
            [(byte)'X'] => Flow.Export,
            [(byte)'M'] => Flow.Import,
            _ => throw csv.Error(columns[3], "a flow (X or M)"),
        };
        var heading = csv[columns[4]].Length == 4 ? Code(csv, columns[4], "a heading of four digits") : throw csv.Error(columns[4], "a heading of four digits");
        var row = new ComtradeRow((byte)month.Number, flow, heading, partner, FigureOf(csv, columns[5]), FigureOf(csv, columns[6]));
        CollectionsMarshal.GetValueRefOrAddDefault(_months, (reporter, month), out _)++;
        (CollectionsMarshal.GetValueRefOrAddDefault(_years, (reporter, month.Year), out _) ??= []).Add(row);
    }

    private static short Code(CsvReader csv, int column, string expected) =>
        short.TryParse(csv[column], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : throw csv.Error(column, expected);

    private static Fixed FigureOf(CsvReader csv, int column) =>
        csv[column].IsEmpty ? Fixed.Missing
        : Fixed.TryParse(csv[column], out var figure) ? figure
        : throw csv.Error(column, "a number from 0 on");
}
