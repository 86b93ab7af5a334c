using Aim.Pipeline.Census;

namespace Aim.Pipeline.Licenses;

/// <summary>What became of the rows of a snapshot: each is accepted, inactive or refused.</summary>
public sealed class LicenseCounts
{
    /// <summary>So many examples are kept of the refused and of the flagged; all are counted.</summary>
    public const int MaxNotes = 1_000;

    private readonly List<LicenseNote> refusals = [];
    private readonly List<LicenseNote> flags = [];

    public int Rows => Accepted + Inactive + Refused;

    /// <summary>Rows of active licences.</summary>
    public int Accepted { get; internal set; }

    /// <summary>Good rows of licences that are cancelled or unused: they count as nothing, but their month is covered.</summary>
    public int Inactive { get; internal set; }

    /// <summary>Bad rows.</summary>
    public int Refused { get; private set; }

    /// <summary>Rows among <see cref="Accepted"/> that are odd in one way or several.</summary>
    public int Flagged { get; internal set; }

    /// <summary>The first bad rows, each with the first rule that it breaks.</summary>
    public IReadOnlyList<LicenseNote> Refusals => refusals;

    /// <summary>The first oddities.</summary>
    public IReadOnlyList<LicenseNote> Flags => flags;

    internal void Refuse(int line, string field, ReadOnlySpan<byte> value, string rule)
    {
        Refused++;
        Note(refusals, line, field, value, rule);
    }

    internal void Flag(int line, string field, ReadOnlySpan<byte> value, string rule) => Note(flags, line, field, value, rule);

    private static void Note(List<LicenseNote> notes, int line, string field, ReadOnlySpan<byte> value, string rule)
    {
        if (notes.Count < MaxNotes) notes.Add(new LicenseNote(line, field, CensusText.Quote(value), rule));
    }
}
