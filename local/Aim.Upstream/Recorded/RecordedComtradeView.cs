using Aim.Upstream.Comtrade;
using Aim.Upstream.Data;

namespace Aim.Upstream.Recorded;

/// <summary>What the Comtrade files say as of one day.</summary>
internal sealed class RecordedComtradeView : IComtradeView
{
    /// <summary>What was always there was published before anybody looked.</summary>
    private static readonly DateTime _always = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Dictionary<(short Reporter, Month Month), List<RecordedFile>> _months = [];

    /// <param name="files">The files published by that day, those without a date first, then by date.</param>
    public RecordedComtradeView(IEnumerable<RecordedFile> files)
    {
        foreach (var file in files)
        {
            foreach (var month in file.Comtrade.Months.Keys)
            {
                // A later day's file replaces the whole of a reporter's month; files of the same day add up.
                if (!_months.TryGetValue(month, out var holding) || holding[0].Date != file.Date) _months[month] = holding = [];
                holding.Add(file);
            }
        }

        Releases =
        [
            .. _months
                .Select(m => new ComtradeRelease(m.Key.Reporter, m.Key.Month, ReleasedOn(m.Value[0]), m.Value.Sum(f => f.Comtrade.Months[m.Key])))
                .OrderBy(r => r.Reporter).ThenBy(r => r.Month),
        ];
    }

    public IReadOnlyList<ComtradeRelease> Releases { get; }

    public IReadOnlyList<ComtradeRow> Rows(short reporter, int year)
    {
        var holding = Enumerable.Range(1, 12).Select(n => _months.GetValueOrDefault((reporter, new Month(year, n))) ?? []).ToArray();
        var rows = new List<ComtradeRow>();
        foreach (var file in holding.SelectMany(files => files).Distinct())
        {
            rows.AddRange(file.Comtrade.Rows(reporter, year).Where(r => holding[r.Number - 1].Contains(file)));
        }

        return ComtradeYear.Make(rows);
    }

    private static DateTime ReleasedOn(RecordedFile file) => file.Date?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) ?? _always;
}
