using Aim.Pipeline.Census;
using Aim.Trade;

namespace Aim.Pipeline.Licenses;

/// <summary>The cells of one month; for <c>foreach</c>, or by place.</summary>
public readonly struct LicenseMonth
{
    private readonly Month month;
    private readonly KeyTable<LicenseSums>? cells;

    internal LicenseMonth(Month month, KeyTable<LicenseSums>? cells) => (this.month, this.cells) = (month, cells);

    public int Count => cells?.Count ?? 0;

    public LicenseCell this[int place]
    {
        get
        {
            var (hts10, origin, smelt, cast) = LicenseKey.Unpack(cells!.Keys[place]);
            return new LicenseCell(month, hts10, origin, smelt, cast, cells.Values[place]);
        }
    }

    public Enumerator GetEnumerator() => new(this);

    public struct Enumerator
    {
        private readonly LicenseMonth cells;
        private int place;

        internal Enumerator(LicenseMonth cells) => (this.cells, place) = (cells, -1);

        public readonly LicenseCell Current => cells[place];

        public bool MoveNext() => ++place < cells.Count;
    }
}
