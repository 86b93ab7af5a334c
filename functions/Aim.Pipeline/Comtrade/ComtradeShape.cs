namespace Aim.Pipeline.Comtrade;

/// <summary>
/// What a row looks like. Most of a row is the same text as in the row before it: names, and values that nobody asked for and that do not
/// change. So a row is taken as runs of such text, each followed by a value that is wanted or keeps changing; a run that is the same as
/// before is stepped over in one comparison, and only another one is walked through name by name.
/// </summary>
/// <remarks>
/// A run that was well-formed once is so wherever it stands after a value, and the first one, with its brace, wherever a row begins.
/// </remarks>
internal sealed class ComtradeShape(ComtradeFields fields)
{
    /// <summary>In place of a field: the run ends the row.</summary>
    private const int End = -2;

    private const int MostRuns = 64;

    /// <summary>So often must a value have changed to end a run.</summary>
    private const int Restless = 4;

    private readonly Run[] runs = [.. Enumerable.Range(0, MostRuns).Select(_ => new Run())];

    /// <summary>How often the value of a property has ended the likeness of two runs.</summary>
    private readonly byte[] changes = new byte[MostRuns];

    /// <summary>Reads a row from its brace on.</summary>
    /// <param name="values">Takes the place of each field's value, with a length of 0 when it is absent.</param>
    /// <returns>False when the text ends before the row does.</returns>
    public bool TryRow(ref ComtradeLexer lexer, Span<(int Start, int Length)> values)
    {
        values.Clear();
        for (int i = 0, property = 0; ; i++, property++)
        {
            var run = runs[Math.Min(i, MostRuns - 1)];
            if (run.Begins(lexer.Rest)) lexer.At += run.Length;
            else if (!TryWalk(ref lexer, run, property)) return false;

            if (run.Field == End) return true;

            // There may be more space before this value than there was before the last.
            if (!lexer.TrySpace(out _)) return false;

            var start = lexer.At;
            if (!lexer.TryValue()) return false;

            if (run.Field != ComtradeFields.None) values[run.Field] = (start, lexer.At - start);
            property = run.Property;
        }
    }

    private bool TryWalk(ref ComtradeLexer lexer, Run run, int property)
    {
        var start = lexer.At;
        var change = start + run.Likeness(lexer.Rest);
        for (; ; property++)
        {
            if (!TryName(ref lexer, property == 0, out var name, out var isEnd)) return false;

            var field = isEnd ? End : fields.IndexOf(name);
            if (field != ComtradeFields.None || property >= MostRuns || changes[property] == Restless)
            {
                run.Keep(lexer.Text[start..lexer.At], field, property);
                return true;
            }

            var value = lexer.At;
            if (!lexer.TryValue()) return false;
            if (change >= value && change <= lexer.At) changes[property]++;
        }
    }

    /// <summary>Steps over brace or comma, name and colon, or over the brace that ends the row.</summary>
    private static bool TryName(ref ComtradeLexer lexer, bool isFirst, out ReadOnlySpan<byte> name, out bool isEnd)
    {
        name = default;
        isEnd = false;
        if (isFirst) lexer.At++;
        if (!lexer.TrySpace(out var next)) return false;

        isEnd = next == '}';
        if (isEnd)
        {
            lexer.At++;
            return true;
        }

        if (!isFirst)
        {
            if (next != ',') throw lexer.Malformed("no comma behind a field");
            lexer.At++;
        }

        return lexer.TryName(out name);
    }

    /// <summary>Text up to the value of a property that is not part of it.</summary>
    private sealed class Run
    {
        private const int Longest = 4096;

        private byte[] text = [];

        /// <summary>0 when the text is not known.</summary>
        public int Length { get; private set; }

        public int Field { get; private set; }

        /// <summary>The number of the property in the row.</summary>
        public int Property { get; private set; }

        public bool Begins(ReadOnlySpan<byte> other) => Length > 0 && other.StartsWith(text.AsSpan(0, Length));

        public int Likeness(ReadOnlySpan<byte> other) => other.CommonPrefixLength(text.AsSpan(0, Length));

        public void Keep(ReadOnlySpan<byte> other, int field, int property)
        {
            (Field, Property, Length) = (field, property, other.Length <= Longest ? other.Length : 0);
            if (Length > text.Length) text = new byte[Longest];
            other[..Length].CopyTo(text);
        }
    }
}
