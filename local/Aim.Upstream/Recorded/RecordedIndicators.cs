using System.Globalization;
using System.Text;
using Aim.Upstream.Data;
using Aim.Upstream.Indicators;

namespace Aim.Upstream.Recorded;

/// <summary>The rows of a file of BLS series, or of USGS trade or production.</summary>
internal sealed class RecordedIndicators
{
    private readonly Dictionary<(string Series, Month Month), BlsFigure> _bls = [];
    private readonly Dictionary<Month, List<UsgsRow>> _trade = [];
    private readonly Dictionary<Month, string> _production = [];

    public IReadOnlyDictionary<(string Series, Month Month), BlsFigure> Bls => _bls;

    public IReadOnlyDictionary<Month, List<UsgsRow>> Trade => _trade;

    public IReadOnlyDictionary<Month, string> Production => _production;

    public static RecordedIndicators ParseBls(CsvReader csv)
    {
        var file = new RecordedIndicators();
        var c = csv.ReadHeader("series", "period", "value", "footnote");
        while (csv.Read())
        {
            if (csv[c[0]].IsEmpty) throw csv.Error(c[0], "the id of a series");
            var month = RecordedFile.MonthOf(csv, c[1]);
            if (csv[c[2]].IsEmpty) continue;
            if (!csv[c[2]].SequenceEqual("-"u8)) Number(csv, c[2]);
            file._bls[(csv.Text(c[0]), month)] = new BlsFigure(csv.Text(c[2]), csv.Text(c[3]));
        }

        return file;
    }

    public static RecordedIndicators ParseTrade(CsvReader csv)
    {
        var file = new RecordedIndicators();
        var c = csv.ReadHeader("date", "country", "crude_t", "semis_t", "scrap_t", "total_t");
        while (csv.Read())
        {
            if (csv[c[1]].IsEmpty) throw csv.Error(c[1], "the name of a country");
            var month = MonthOf(csv, c[0]);
            if (!file._trade.TryGetValue(month, out var rows)) file._trade.Add(month, rows = []);
            rows.Add(new UsgsRow(csv.Text(c[1]), [.. c[2..].Select(column => csv[column].IsEmpty ? (decimal?)null : Number(csv, column))]));
        }

        return file;
    }

    public static RecordedIndicators ParseProduction(CsvReader csv)
    {
        var file = new RecordedIndicators();
        var c = csv.ReadHeader("date", "primary_t");
        while (csv.Read())
        {
            var month = MonthOf(csv, c[0]);
            if (csv[c[1]].IsEmpty) continue;
            Number(csv, c[1]);
            file._production[month] = csv.Text(c[1]);
        }

        return file;
    }

    /// <summary>A day of the month, mostly its first, or the month itself.</summary>
    private static Month MonthOf(CsvReader csv, int column)
    {
        var text = Encoding.UTF8.GetString(csv[column]);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new Month(day.Year, day.Month)
            : Month.TryParse(text, out var month) ? month
            : throw csv.Error(column, "a date (YYYY-MM-DD)");
    }

    private static decimal Number(CsvReader csv, int column) =>
        decimal.TryParse(csv[column], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : throw csv.Error(column, "a number from 0 on");
}
