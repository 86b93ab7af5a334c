using System.Globalization;
using Aim.Upstream.Data;

namespace Aim.Upstream.Recorded;

/// <summary>
/// The CSV files of a directory, looked at again on every read. A file that has not changed is not parsed again.
/// </summary>
internal sealed class RecordedData(string directory) : ITradeData
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _withoutDay = new(StringComparer.Ordinal);
    private List<RecordedFile> _files = [];
    private int _generation;
    private RecordedView? _view;
    private bool _dayIsSet;
    private DateOnly? _day;

    public IReadOnlyList<DateOnly> Dates
    {
        get
        {
            lock (_lock)
            {
                LookAgain();
                return DatesOf(_files);
            }
        }
    }

    /// <summary>Until it is set: the earliest dated file, so that a replay begins at its beginning.</summary>
    public DateOnly? AsOf
    {
        get
        {
            lock (_lock)
            {
                LookAgain();
                return Day;
            }
        }

        set
        {
            lock (_lock)
            {
                (_dayIsSet, _day, _view) = (true, value, null);
            }
        }
    }

    private DateOnly? Day => _dayIsSet ? _day : DatesOf(_files) is [var first, ..] ? first : null;

    public ITradeView Read()
    {
        lock (_lock)
        {
            LookAgain();
            if (_view is not null) return _view;
            var day = Day ?? DateOnly.MaxValue;
            // Null dates sort first: what was always there comes before what is dated.
            var published = _files.Where(f => f.Date is null || f.Date <= day).OrderBy(f => f.Date).ThenBy(f => f.Name, StringComparer.Ordinal);
            return _view = new RecordedView(string.Create(CultureInfo.InvariantCulture, $"{_generation}@{day:O}"), [.. published]);
        }
    }

    private static List<DateOnly> DatesOf(List<RecordedFile> files) => [.. files.Select(f => f.Date).OfType<DateOnly>().Distinct().Order()];

    private void LookAgain()
    {
        var known = _files.ToDictionary(f => (f.Name, f.Stamp));
        var found = new DirectoryInfo(directory).EnumerateFiles("*.csv")
            .Select(f => new RecordedFile(f))
            .Where(IsServed)
            .Select(f => known.GetValueOrDefault((f.Name, f.Stamp), f))
            .ToList();
        if (found.Count == _files.Count && found.TrueForAll(f => known.ContainsKey((f.Name, f.Stamp)))) return;
        (_files, _view) = (found, null);
        _generation++;
    }

    private bool IsServed(RecordedFile file)
    {
        if (file.LacksDay && _withoutDay.Add(file.Name))
            Console.Error.WriteLine($"{file.Name} is ignored: a license snapshot is named licenses-YYYY-MM-DD.csv");
        return file.IsFeed;
    }
}
