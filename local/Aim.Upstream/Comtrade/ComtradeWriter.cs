using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Aim.Upstream.Data;

namespace Aim.Upstream.Comtrade;

/// <summary>Writes rows as the service does, with all of their 47 fields; names are not filled in, as without <c>includeDesc</c>.</summary>
internal sealed class ComtradeWriter(IBufferWriter<byte> output)
{
    /// <summary>Above the longest row.</summary>
    private const int RowLength = 1536;

    private byte[] _head = [];
    private (short Reporter, Month Month) _headOf;
    private bool _begun;

    /// <summary>Writes the part of a row that is asked for.</summary>
    public void Write(short reporter, int year, in ComtradeRow row, ComtradeDetail detail)
    {
        var month = new Month(year, row.Number);
        if (_headOf != (reporter, month)) (_headOf, _head) = ((reporter, month), Head(reporter, month));

        var text = new Text(output.GetSpan(RowLength));
        if (_begun) text.Add(","u8);
        _begun = true;
        var (kilograms, dollars) = (detail.Of(row.Kilograms), detail.Of(row.Dollars));
        var unit = kilograms.IsMissing ? "-1"u8 : "8"u8;
        text.Add(_head);
        text.Add(row.Flow == Flow.Export ? "X"u8 : "M"u8);
        text.Add("\",\"flowDesc\":null,\"partnerCode\":"u8);
        text.Add(row.Partner);
        text.Add(",\"partnerISO\":null,\"partnerDesc\":null,\"partner2Code\":"u8);
        text.Add(detail.Partner2);
        text.Add(",\"partner2ISO\":null,\"partner2Desc\":null,\"classificationCode\":\""u8);
        text.Add(Classification(year));
        text.Add("\",\"classificationSearchCode\":\"HS\",\"isOriginalClassification\":true,\"cmdCode\":\""u8);
        text.Add(row.Heading);
        text.Add("\",\"cmdDesc\":null,\"aggrLevel\":null,\"isLeaf\":null,\"customsCode\":\""u8);
        text.Add(detail.Customs);
        text.Add("\",\"customsDesc\":null,\"mosCode\":\"0\",\"motCode\":"u8);
        text.Add(detail.Mode);
        text.Add(",\"motDesc\":null,\"qtyUnitCode\":"u8);
        text.Add(unit);
        text.Add(",\"qtyUnitAbbr\":null,\"qty\":"u8);
        text.Add(kilograms);
        text.Add(",\"isQtyEstimated\":false,\"altQtyUnitCode\":"u8);
        text.Add(unit);
        text.Add(",\"altQtyUnitAbbr\":null,\"altQty\":"u8);
        text.Add(kilograms);
        text.Add(",\"isAltQtyEstimated\":false,\"netWgt\":"u8);
        text.Add(kilograms);
        text.Add(",\"isNetWgtEstimated\":false,\"grossWgt\":0.0,\"isGrossWgtEstimated\":false,\"cifvalue\":"u8);
        text.Add(row.Flow == Flow.Import ? dollars : Fixed.Missing);
        text.Add(",\"fobvalue\":"u8);
        text.Add(row.Flow == Flow.Export ? dollars : Fixed.Missing);
        text.Add(",\"primaryValue\":"u8);
        text.Add(dollars);
        text.Add(",\"legacyEstimationFlag\":0,\"isReported\":false,\"isAggregate\":true}"u8);
        output.Advance(text.Length);
    }

    /// <summary>The edition of the Harmonized System that was in force.</summary>
    public static ReadOnlySpan<byte> Classification(int year) => year >= 2022 ? "H6"u8 : year >= 2017 ? "H5"u8 : "H4"u8;

    private static byte[] Head(short reporter, Month month) => Encoding.ASCII.GetBytes(FormattableString.Invariant(
        $"{{\"typeCode\":\"C\",\"freqCode\":\"M\",\"refPeriodId\":{month.Year:D4}{month.Number:D2}01,\"refYear\":{month.Year},\"refMonth\":{month.Number},\"period\":\"{month.Year:D4}{month.Number:D2}\",\"reporterCode\":{reporter},\"reporterISO\":null,\"reporterDesc\":null,\"flowCode\":\""));

    private ref struct Text(Span<byte> span)
    {
        private readonly Span<byte> _span = span;

        public int Length { get; private set; }

        public void Add(ReadOnlySpan<byte> part)
        {
            part.CopyTo(_span[Length..]);
            Length += part.Length;
        }

        public void Add(string part) => Length += Encoding.ASCII.GetBytes(part, _span[Length..]);

        public void Add(short number)
        {
            Utf8Formatter.TryFormat(number, _span[Length..], out var length);
            Length += length;
        }

        public void Add(Fixed figure) => Length += figure.Write(_span[Length..]);
    }
}
