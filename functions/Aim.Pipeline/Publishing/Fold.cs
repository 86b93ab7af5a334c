using Aim.Pipeline.Feeds;
using Aim.Pipeline.Quality;
using Aim.Pipeline.Quarantine;
using Aim.Pipeline.Raw;
using Aim.Trade;
using Aim.Trade.Series;
using Azure;

namespace Aim.Pipeline.Publishing;

/// <summary>
/// Reads the answers of a publication, and computes anew the versions of every month that they touch, from all answers for it.
/// </summary>
/// <param name="feed">The feed.</param>
/// <param name="raw">Where the answers are.</param>
/// <param name="quarantine">Where those go that cannot be read.</param>
/// <param name="run">The ledger row.</param>
/// <param name="known">What is published and still holds.</param>
/// <param name="wasKnown">The months of which something is published.</param>
/// <param name="answers">All answers in Raw, by sequence.</param>
/// <param name="pending">Those to publish now.</param>
/// <param name="again">Months to compute anew, beside those of the pending answers.</param>
internal sealed class Fold(
    IFeed feed,
    RawStore raw,
    QuarantineStore quarantine,
    Run run,
    IReadOnlyList<Publication> known,
    IReadOnlySet<Month> wasKnown,
    IReadOnlyList<RawBlob> answers,
    IReadOnlyList<RawBlob> pending,
    Func<Month, bool> again)
{
    /// <summary>An answer that cannot be read is tried this often before it is passed over.</summary>
    private const int Tries = 5;

    /// <summary>
    /// Of more pending answers than this, whose names do not tell their months, none is kept in memory: all months are computed anew.
    /// </summary>
    private const int ManyPending = 10;

    private readonly Dictionary<Month, MonthVersions> versions = [];
    private readonly Dictionary<(int, string), Publication> lines = known.ToDictionary(p => (p.Sequence, p.Hash));
    private readonly Dictionary<RawBlob, IReadOnlyList<MonthFacts>> read = [];
    private readonly HashSet<RawBlob> unreadable = [];
    private readonly HashSet<Month> touched = [.. known.SelectMany(p => p.Changes).Select(c => c.Month).Where(again)];
    private bool touchesAll;

    /// <summary>All publications as they are from now on.</summary>
    public IEnumerable<Publication> Publications => lines.Values;

    /// <summary>By cut and series the versions of the months that were computed.</summary>
    public Dictionary<string, Dictionary<string, Dictionary<Month, CellVersion[]>>> Changes { get; } = new(StringComparer.Ordinal);

    /// <summary>The months that were computed; one that no answer tells of any more has no versions.</summary>
    public IReadOnlyCollection<Month> Months => touched;

    /// <summary>What is odd about the newest answer for a month; of a month that never had another, only if there is something.</summary>
    public Dictionary<Month, IReadOnlyList<QualityIssue>> Issues { get; } = [];

    /// <summary>Answers that cannot be read and will be tried again.</summary>
    public int Unreadable { get; private set; }

    /// <param name="alive">Called between answers, to keep what must be kept alive.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task RunAsync(Func<Task> alive, CancellationToken cancellationToken)
    {
        await FindTouchedAsync(cancellationToken);
        var isPending = pending.ToHashSet();
        var touching = answers.Where(a => isPending.Contains(a) || Touches(a)).ToList();
        var inForce = InForce(touching).ToList();
        foreach (var answer in inForce)
        {
            var facts = read.Remove(answer, out var kept) ? kept : await ReadAsync(answer, cancellationToken);
            if (facts is not null) Add(answer, facts);
            await alive();
        }

        // What another answer has superseded in its place says nothing, but is known.
        foreach (var answer in touching.Except(inForce)) SetLine(answer, []);
        run.Asked = touched.Count;
        Collect();
    }

    /// <summary>Of several answers for one version the last one counts.</summary>
    private IEnumerable<RawBlob> InForce(IEnumerable<RawBlob> some) =>
        some.GroupBy(feed.VersionOf).OrderBy(g => g.Key).Select(g => g.OrderBy(a => a.Sequence).ThenBy(a => a.Hash, StringComparer.Ordinal).Last());

    private bool IsTouched(Month month) => touchesAll || touched.Contains(month);

    private bool Touches(RawBlob answer) =>
        lines.TryGetValue((answer.Sequence, answer.Hash), out var line) && line.Changes.Any(c => IsTouched(c.Month));

    private async Task FindTouchedAsync(CancellationToken cancellationToken)
    {
        var places = pending.Select(feed.VersionOf).ToHashSet();
        touched.UnionWith(known.Where(p => places.Contains(p.Version)).SelectMany(p => p.Changes.Select(c => c.Month)));
        var unnamed = InForce(pending.Where(a => feed.MonthOf(a) is null)).ToList();
        touchesAll = unnamed.Count > ManyPending;
        if (touchesAll)
        {
            touched.UnionWith(known.SelectMany(p => p.Changes).Select(c => c.Month));
            return;
        }

        touched.UnionWith(pending.Select(feed.MonthOf).OfType<Month>());
        foreach (var answer in unnamed)
        {
            if (await ReadAsync(answer, cancellationToken) is not { } facts) continue;

            read.Add(answer, facts);
            touched.UnionWith(facts.Select(f => f.Month));
        }
    }

    private void Add(RawBlob answer, IReadOnlyList<MonthFacts> facts)
    {
        var changes = lines.TryGetValue((answer.Sequence, answer.Hash), out var line) ? line.Changes.Where(c => !IsTouched(c.Month)).ToList() : [];
        foreach (var one in facts.Where(f => IsTouched(f.Month)))
        {
            touched.Add(one.Month);
            var isNew = !versions.TryGetValue(one.Month, out var month);
            if (isNew) versions.Add(one.Month, month = new MonthVersions(one.Month));
            changes.Add(month!.Add(feed.VersionOf(answer), one));
            if (one.Issues is { } issues && (issues.Count > 0 || !isNew || wasKnown.Contains(one.Month))) Issues[one.Month] = issues;
        }

        SetLine(answer, [.. changes.OrderBy(c => c.Month)]);
        run.Covers(answer.Unit);
        run.Rows += answer.Rows;
    }

    private void SetLine(RawBlob answer, IReadOnlyList<MonthChange> changes) =>
        lines[(answer.Sequence, answer.Hash)] = Publication.Of(answer, feed.VersionOf(answer), feed.PublishedAt(answer), changes);

    private void Collect()
    {
        foreach (var month in touched.Where(m => !versions.ContainsKey(m))) Issues[month] = [];
        foreach (var (month, computed) in versions)
        {
            foreach (var ((cut, key), cells) in computed.Versions)
            {
                if (!Changes.TryGetValue(cut, out var rows)) Changes.Add(cut, rows = new(StringComparer.Ordinal));
                if (!rows.TryGetValue(key, out var months)) rows.Add(key, months = []);
                months.Add(month, [.. cells]);
            }
        }
    }

    private async Task<IReadOnlyList<MonthFacts>?> ReadAsync(RawBlob answer, CancellationToken cancellationToken)
    {
        if (unreadable.Contains(answer)) return null;

        try
        {
            await using var body = await raw.OpenAsync(answer, cancellationToken);
            return await feed.ReadAsync(answer, body, cancellationToken);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or RequestFailedException { Status: 404 })
        {
            unreadable.Add(answer);
            var entry = await quarantine.AddRawAsync(feed.Name, answer.Unit, answer.Name, e.Message, cancellationToken);
            run.Fail(answer.Unit, $"{answer.Name}: {e.Message}");
            if (entry.Tries < Tries)
            {
                lines.Remove((answer.Sequence, answer.Hash));
                Unreadable++;
            }
            else
            {
                SetLine(answer, []);
            }

            return null;
        }
    }
}
