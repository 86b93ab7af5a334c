using System.Text;

namespace Aim.Pipeline.Comtrade;

/// <summary>The fields to read of each row.</summary>
/// <remarks>Names are compared without regard to case: the service's documents and its answers differ in it.</remarks>
internal sealed class ComtradeFields(params string[] names)
{
    /// <summary>A field that nobody asked for.</summary>
    public const int None = -1;

    public string this[int field] => names[field];

    public int Count => names.Length;

    public int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var field = 0; field < names.Length; field++)
        {
            if (Ascii.EqualsIgnoreCase(name, names[field])) return field;
        }

        return None;
    }
}
