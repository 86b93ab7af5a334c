using System.Runtime.CompilerServices;
using System.Text;

namespace Aim.Functions.Views.Profile;

/// <summary>A number as a sentence prints it.</summary>
public sealed record PrintedNumber(string Text, Number Number);

/// <summary>
/// Text that remembers the numbers in it: <c>$"Imports came to {tons:tons}, {change:change}."</c>. The format is one of <see cref="Words"/>.
/// </summary>
[InterpolatedStringHandler]
public sealed class Sentence
{
    private readonly StringBuilder text = new();
    private readonly List<PrintedNumber> numbers = [];

    public Sentence(int literalLength, int formattedCount) => text.EnsureCapacity(literalLength + (16 * formattedCount));

    public IReadOnlyList<PrintedNumber> Numbers => numbers;

    public void AppendLiteral(string value) => text.Append(value);

    public void AppendFormatted(string? value) => text.Append(value);

    public void AppendFormatted(Number number, string format)
    {
        var printed = Words.Of(number.Value, format);
        numbers.Add(new(printed, number));
        text.Append(printed);
    }

    public void AppendFormatted(Sentence? other)
    {
        text.Append(other);
        numbers.AddRange(other?.Numbers ?? []);
    }

    /// <summary>Several, as a list is spoken.</summary>
    public void AppendFormatted(IReadOnlyList<Sentence> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) text.Append(i == items.Count - 1 ? " and " : ", ");
            AppendFormatted(items[i]);
        }
    }

    public override string ToString() => text.ToString();
}
