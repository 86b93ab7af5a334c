using System.Runtime.InteropServices;

namespace Aim.Upstream.Comtrade;

/// <summary>Makes a reporter's year of rows as they come.</summary>
internal static class ComtradeYear
{
    private const int PlaceBits = 23;

    /// <summary>Orders the rows, takes the later one of two for the same cell, and adds the rows of the world that are not there.</summary>
    public static ComtradeRow[] Make(List<ComtradeRow> rows)
    {
        var ordered = Order(CollectionsMarshal.AsSpan(rows));
        var made = new List<ComtradeRow>(ordered.Length + (ordered.Length / 4));
        for (int start = 0, end; start < ordered.Length; start = end)
        {
            var first = ordered[start];
            for (end = start + 1; end < ordered.Length && ordered[end].Key >> 16 == first.Key >> 16; end++)
            {
            }

            var group = ordered.AsSpan(start, end - start);
            if (first.Partner != ComtradeRow.World && Sum(group) is { } world) made.Add(world);
            made.AddRange(group);
        }

        return [.. made];
    }

    private static ComtradeRow[] Order(ReadOnlySpan<ComtradeRow> rows)
    {
        var keys = new long[rows.Length];
        var isOrdered = true;
        for (var i = 0; i < rows.Length; i++)
        {
            isOrdered &= i == 0 || rows[i - 1].Key < rows[i].Key;
            keys[i] = (rows[i].Key << PlaceBits) | (uint)i;
        }

        if (isOrdered) return rows.ToArray();

        Array.Sort(keys);
        var ordered = new List<ComtradeRow>(rows.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            if (i + 1 < keys.Length && keys[i] >> PlaceBits == keys[i + 1] >> PlaceBits) continue;
            ordered.Add(rows[(int)(keys[i] & ((1 << PlaceBits) - 1))]);
        }

        return [.. ordered];
    }

    /// <summary>The sum over partners that are no groups of others; what a part lacks the sum lacks. Null when there are none.</summary>
    private static ComtradeRow? Sum(ReadOnlySpan<ComtradeRow> group)
    {
        var (kilograms, dollars, count) = ((decimal?)0, (decimal?)0, 0);
        foreach (var row in group)
        {
            if (ComtradeAreas.IsGroup(row.Partner)) continue;
            kilograms += row.Kilograms.IsMissing ? null : row.Kilograms.Value;
            dollars += row.Dollars.IsMissing ? null : row.Dollars.Value;
            count++;
        }

        var first = group[0];
        return count == 0 ? null : new ComtradeRow(first.Number, first.Flow, first.Heading, ComtradeRow.World, Figure(kilograms), Figure(dollars));
    }

    private static Fixed Figure(decimal? value) => value is { } known ? Fixed.Of(known) : Fixed.Missing;
}
