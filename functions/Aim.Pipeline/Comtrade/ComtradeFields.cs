using System.Text;

namespace Aim.Pipeline.Comtrade;

/// <summary>
/// The fields to read of each row, and what stood before each value of the row before: rows of an answer name the same fields in the
/// same order, so that one comparison does for comma, name and colon.
/// </summary>
/// <remarks>Names are compared without regard to case: the service's documents and its answers differ in it.</remarks>
internal sealed class ComtradeFields(params string[] names)
{
    /// <summary>A field that nobody asked for.</summary>
    public const int None = -1;

    private const int MostLeads = 64;
    private const int LongestLead = 48;

    private readonly byte[] leads = new byte[MostLeads * LongestLead];
    private readonly (int Length, int Field)[] known = new (int Length, int Field)[MostLeads];

    public string this[int field] => names[field];

    public int Count => names.Length;

    /// <summary>Whether the text goes on at a row's place as it did in the row before.</summary>
    /// <param name="length">The bytes before the value.</param>
    public bool IsKnown(int place, ReadOnlySpan<byte> text, out int length, out int field)
    {
        (length, field) = place < MostLeads ? known[place] : default;
        return length > 0 && text.StartsWith(leads.AsSpan(place * LongestLead, length));
    }

    /// <summary>Keeps what stands before the value at a row's place.</summary>
    public void Remember(int place, ReadOnlySpan<byte> lead, int field)
    {
        if (place >= MostLeads || lead.Length > LongestLead) return;

        lead.CopyTo(leads.AsSpan(place * LongestLead));
        known[place] = (lead.Length, field);
    }

    public int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var field = 0; field < names.Length; field++)
        {
            if (Ascii.EqualsIgnoreCase(name, names[field])) return field;
        }

        return None;
    }
}
