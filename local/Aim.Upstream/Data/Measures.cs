using System.Runtime.CompilerServices;

namespace Aim.Upstream.Data;

/// <summary>
/// The six figures of a row: value and quantity for consumption (or of exports), value and quantity of general imports,
/// dutiable value, calculated duty. US dollars and the code's own unit, whole numbers.
/// </summary>
[InlineArray(Count)]
internal struct Measures
{
    public const int Count = 6;
    public const int Value = 0;
    public const int Quantity = 1;
    public const int GeneralValue = 2;
    public const int GeneralQuantity = 3;
    public const int DutiableValue = 4;
    public const int CalculatedDuty = 5;

    /// <summary>Not available; never a number that a source could mean.</summary>
    public const long Missing = long.MinValue;

    private long _first;

    public static Measures AllMissing
    {
        get
        {
            Measures all = default;
            ((Span<long>)all).Fill(Missing);
            return all;
        }
    }

    /// <summary>Adds what is available: a sum is missing only when all its parts are.</summary>
    public void Add(in Measures other)
    {
        for (var i = 0; i < Count; i++)
        {
            if (other[i] == Missing) continue;
            this[i] = this[i] == Missing ? other[i] : this[i] + other[i];
        }
    }
}
