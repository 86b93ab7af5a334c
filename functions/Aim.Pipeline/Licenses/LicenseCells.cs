using Aim.Pipeline.Census;
using Aim.Trade;

namespace Aim.Pipeline.Licenses;

/// <summary>Groups licences by month, commodity, origin, smelt and cast. Its memory is pooled and grows with the cells: dispose it.</summary>
public sealed class LicenseCells : ILicenseSink, IDisposable
{
    private const int FirstCapacity = 64;

    private static readonly Month First = new(1900, 1), Last = new(2199, 12);

    private readonly KeyTable<LicenseSums>?[] months = new KeyTable<LicenseSums>?[Last.Index - First.Index + 1];

    /// <summary>The months that the snapshot covers, in order; one of which all licences are inactive has no cells.</summary>
    public IEnumerable<Month> Months => Enumerable.Range(0, months.Length).Where(place => months[place] is not null).Select(place => First + place);

    public void Add(in License license)
    {
        ref var cells = ref months[license.Month.Index - First.Index];
        cells ??= new KeyTable<LicenseSums>(FirstCapacity);
        if (!license.IsActive) return;

        ref var sums = ref cells.GetOrAdd(LicenseKey.Pack(license), out _);
        sums = new LicenseSums(
            sums.Kilograms + license.Kilograms,
            sums.Dollars + license.Dollars,
            sums.SecondSmeltKilograms + (license.SecondSmelt.IsCountry ? license.Kilograms : 0),
            sums.Licenses + 1);
    }

    /// <summary>The cells of a month, in the order in which the file first had them. Nothing is allocated for a cell.</summary>
    public LicenseMonth Of(Month month) => new(month, months[month.Index - First.Index]);

    public void Dispose()
    {
        foreach (var cells in months)
        {
            cells?.Dispose();
        }

        Array.Clear(months);
    }
}
