using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Aim.Upstream.Data;

namespace Aim.Upstream.Sample;

/// <summary>
/// Weekly snapshots of the licences behind the sample's Census months: each holds what was filed by its day for the month that
/// Census published last and for all after it. A licence is the same in each, but for its status.
/// </summary>
internal sealed class SampleLicenses(Func<Month, IReadOnlyList<TradeRow>> census)
{
    private const string Header =
        "license_id,issue_date,status,entry_type,expected_import_date,hts10,country_origin,country_export,smelt1,smelt2,cast,quantity_kg,customs_value_usd,port\n";

    /// <summary>A Tuesday; snapshots appear on this day of the week.</summary>
    private static readonly DateOnly _firstDay = new(2021, 7, 6);

    /// <summary>The first whole month for which licences were required (from 2021-06-28).</summary>
    private static readonly Month _firstMonth = new(2021, 7);

    private readonly ConcurrentDictionary<Month, SampleLicense[]> _months = new();

    /// <summary>The days of the snapshots up to today.</summary>
    public static IReadOnlyList<DateOnly> Days(DateOnly today)
    {
        var count = today < _firstDay ? 0 : ((today.DayNumber - _firstDay.DayNumber) / 7) + 1;
        return [.. Enumerable.Range(0, count).Select(i => _firstDay.AddDays(i * 7))];
    }

    /// <summary>The snapshot of a day; null when there is none.</summary>
    public Stream? Open(DateOnly day)
    {
        if (day < _firstDay || (day.DayNumber - _firstDay.DayNumber) % 7 != 0) return null;
        var text = new StringBuilder(Header, 1 << 20);
        var last = day.AddDays(SampleLicenseMonth.MostDaysAhead);
        var first = Math.Max(SampleData.NewestPublished(day).Index, _firstMonth.Index);
        for (var month = new Month(first); month <= new Month(last.Year, last.Month); month = new Month(month.Index + 1))
        {
            var licenses = _months.GetOrAdd(month, m => SampleLicenseMonth.Make(m, census(m)));
            for (var i = 0; i < licenses.Length && licenses[i].Issued <= day; i++)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"AL{month.Year:D4}{month.Number:D2}{i + 1:D5},{licenses[i].Issued:yyyy-MM-dd},{licenses[i].StatusOn(day)},{licenses[i].Details}\n");
            }
        }

        return new MemoryStream(Encoding.ASCII.GetBytes(text.ToString()));
    }
}
