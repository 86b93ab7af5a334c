namespace Aim.Trade.Series;

/// <summary>
/// A whole series packed in bytes: months ascending, and for each month its versions by ascending publication. Numbers are
/// variable-length, so that a month takes about 15 bytes. The same series always gives the same bytes.
/// </summary>
public static class SeriesCodec
{
    private const byte HasCell = 1, HasValue = 2, HasKilograms = 4, IsPartial = 8, GeneralIsMain = 16, GeneralHasValue = 32, GeneralHasKilograms = 64,
        GeneralIsPartial = 128;

    public static byte[] Encode(IReadOnlyDictionary<Month, CellVersion[]> months)
    {
        var writer = new ByteWriter();
        var previous = 0;
        foreach (var (month, versions) in months.OrderBy(m => m.Key))
        {
            if (versions.Length == 0) continue;

            writer.WriteUnsigned((ulong)(month.Index - previous));
            writer.WriteUnsigned((ulong)versions.Length);
            previous = month.Index;
            var sequence = 0;
            foreach (var version in versions)
            {
                writer.WriteUnsigned((ulong)(version.Sequence - sequence));
                sequence = version.Sequence;
                Write(writer, version.Cell);
            }
        }

        return writer.ToArray();
    }

    public static Dictionary<Month, CellVersion[]> Decode(ReadOnlySpan<byte> bytes)
    {
        var months = new Dictionary<Month, CellVersion[]>();
        var reader = new ByteReader(bytes);
        var index = 0;
        while (!reader.AtEnd)
        {
            index += (int)reader.ReadUnsigned();
            var versions = new CellVersion[(int)reader.ReadUnsigned()];
            var sequence = 0;
            for (var i = 0; i < versions.Length; i++)
            {
                sequence += (int)reader.ReadUnsigned();
                versions[i] = new CellVersion(sequence, Read(ref reader));
            }

            months.Add(new Month(index), versions);
        }

        return months;
    }

    /// <summary>
    /// The months as they stand at their last publications, each with its first published state beside it.
    /// </summary>
    /// <param name="bytes">A packed series.</param>
    /// <param name="lastPublished">The last publication of a month that counts; 0 for one that is not published.</param>
    /// <param name="firstPublished">The publication in which a month first appeared in the feed, in any series.</param>
    /// <param name="visit">Called for each month that has, or at first had, a cell.</param>
    public static void Visit(ReadOnlySpan<byte> bytes, Func<Month, int> lastPublished, Func<Month, int> firstPublished, Action<MonthState> visit)
    {
        var reader = new ByteReader(bytes);
        var index = 0;
        while (!reader.AtEnd)
        {
            index += (int)reader.ReadUnsigned();
            var month = new Month(index);
            var (first, last) = (firstPublished(month), lastPublished(month));
            var sequence = 0;
            Cell? current = null, original = null;
            for (var count = (int)reader.ReadUnsigned(); count > 0; count--)
            {
                sequence += (int)reader.ReadUnsigned();
                var cell = Read(ref reader);
                if (sequence <= first) original = cell;
                if (sequence <= last) current = cell;
            }

            if (current is not null || original is not null) visit(new MonthState(month, current, original));
        }
    }

    private static void Write(ByteWriter writer, Cell? cell)
    {
        if (cell is not { } c)
        {
            writer.WriteByte(0);
            return;
        }

        var flags = HasCell
            | Flags(c.Main, HasValue, HasKilograms, IsPartial)
            | (c.General == c.Main ? GeneralIsMain : Flags(c.General, GeneralHasValue, GeneralHasKilograms, GeneralIsPartial));
        writer.WriteByte((byte)flags);
        Write(writer, c.Main, IsPartialSum(c.Main));
        if (c.General != c.Main) Write(writer, c.General, IsPartialSum(c.General));
    }

    private static Cell? Read(ref ByteReader reader)
    {
        var flags = reader.ReadByte();
        if ((flags & HasCell) == 0) return null;

        var main = Read(ref reader, (flags & HasValue) != 0, (flags & HasKilograms) != 0, (flags & IsPartial) != 0);
        var general = (flags & GeneralIsMain) != 0
            ? main
            : Read(ref reader, (flags & GeneralHasValue) != 0, (flags & GeneralHasKilograms) != 0, (flags & GeneralIsPartial) != 0);
        return new Cell(main, general);
    }

    private static int Flags(Amount amount, byte value, byte kilograms, byte partial) =>
        (amount.Value is null ? 0 : value) | (amount.Kilograms is null ? 0 : kilograms) | (IsPartialSum(amount) ? partial : 0);

    /// <summary>Whether the two "with" fields do not follow from value and kilograms, and so must be written.</summary>
    private static bool IsPartialSum(Amount amount) => amount != Amount.Of(amount.Value, amount.Kilograms);

    private static void Write(ByteWriter writer, Amount amount, bool partial)
    {
        if (amount.Value is { } value) writer.WriteSigned(value);
        if (amount.Kilograms is { } kilograms) writer.WriteSigned(kilograms);
        if (!partial) return;

        writer.WriteSigned(amount.ValueWithKilograms);
        writer.WriteSigned(amount.KilogramsWithValue);
    }

    private static Amount Read(ref ByteReader reader, bool hasValue, bool hasKilograms, bool partial)
    {
        long? value = hasValue ? reader.ReadSigned() : null;
        long? kilograms = hasKilograms ? reader.ReadSigned() : null;
        return partial ? new Amount(value, kilograms, reader.ReadSigned(), reader.ReadSigned()) : Amount.Of(value, kilograms);
    }
}

/// <summary>A month of a series as of some publication, and as it was first published.</summary>
public readonly record struct MonthState(Month Month, Cell? Current, Cell? Original);
