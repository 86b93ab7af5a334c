using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace Aim.Bench.Comtrade;

/// <summary>
/// Made-up answers of the Comtrade service, a reporter's year each: all 47 fields of a row, the world's row the sum of its partners, the
/// same bytes each time.
/// </summary>
internal static class ComtradeAnswers
{
    public const int Reporter = 124;

    /// <summary>Rows of a year: twelve months, two flows, seven headings, the partners and the world.</summary>
    public const int RowsOfYear = Months * Flows * Headings * (Partners + 1);

    private const int Months = 12, Flows = 2, Headings = 7, Partners = 118, LongestRow = 2048;

    private static readonly int[] Codes = [7601, 7604, 7605, 7606, 7607, 7608, 7609];

    /// <summary>Partners of which the lists know every one: South America to Western Europe.</summary>
    private static readonly int[] Areas = [.. LoadAreas()];

    /// <summary>Writes one answer.</summary>
    public static void Write(Stream output, int reporter, int year)
    {
        // Not from the clock nor by default: the same bytes in every process.
        var random = new Random((reporter * 10_000) + year);
        var writer = new ArrayBufferWriter<byte>(1 << 20);
        writer.Write("{\"elapsedTime\":\"0.21 secs\",\"count\":"u8);
        writer.Write(System.Text.Encoding.UTF8.GetBytes(RowsOfYear.ToString(CultureInfo.InvariantCulture)));
        writer.Write(",\"data\":["u8);
        for (var cell = 0; cell < Months * Flows * Headings; cell++)
        {
            var (month, flow, heading) = ((cell / (Flows * Headings)) + 1, cell / Headings % Flows == 0 ? 'M' : 'X', Codes[cell % Headings]);
            var (weights, mills) = (0L, 0L);
            foreach (var partner in Areas)
            {
                // Trade is uneven: many cells are small, few are large.
                var weight = (long)Math.Pow(10, random.NextDouble() * 8);
                var value = (long)(weight * (2000 + (1000 * random.NextDouble())));
                (weights, mills) = (weights + weight, mills + value);
                Write(writer, reporter, year, month, flow, heading, partner, weight, value);
                writer.Write(","u8);
            }

            Write(writer, reporter, year, month, flow, heading, 0, weights, mills);
            if (cell < (Months * Flows * Headings) - 1) writer.Write(","u8);
            output.Write(writer.WrittenSpan);
            writer.ResetWrittenCount();
        }

        output.Write("],\"error\":\"\"}\n"u8);
    }

    private static void Write(IBufferWriter<byte> writer, int reporter, int year, int month, char flow, int heading, int partner, long weight, long mills)
    {
        var value = mills / 1000m;
        var text = value.ToString("0.###", CultureInfo.InvariantCulture);
        var (cif, fob) = flow == 'M' ? (text, "null") : ("null", text);
        var to = writer.GetSpan(LongestRow);
        var (head, tail) = (0, 0);
        var isWritten = Utf8.TryWrite(to, CultureInfo.InvariantCulture, $"{{\"typeCode\":\"C\",\"freqCode\":\"M\",\"refPeriodId\":{year}{month:D2}01,\"refYear\":{year},\"refMonth\":{month},\"period\":\"{year}{month:D2}\",\"reporterCode\":{reporter},\"reporterISO\":null,\"reporterDesc\":null,\"flowCode\":\"{flow}\",\"flowDesc\":null,\"partnerCode\":{partner},\"partnerISO\":null,\"partnerDesc\":null,\"partner2Code\":0,\"partner2ISO\":null,\"partner2Desc\":null,\"classificationCode\":\"H6\",\"classificationSearchCode\":\"HS\",\"isOriginalClassification\":true,\"cmdCode\":\"{heading}\",\"cmdDesc\":null,\"aggrLevel\":null,\"isLeaf\":null,\"customsCode\":\"C00\",\"customsDesc\":null,\"mosCode\":\"0\",\"motCode\":0,\"motDesc\":null,", out head)
            && Utf8.TryWrite(to[head..], CultureInfo.InvariantCulture, $"\"qtyUnitCode\":8,\"qtyUnitAbbr\":null,\"qty\":{weight}.0,\"isQtyEstimated\":false,\"altQtyUnitCode\":8,\"altQtyUnitAbbr\":null,\"altQty\":{weight}.0,\"isAltQtyEstimated\":false,\"netWgt\":{weight}.0,\"isNetWgtEstimated\":false,\"grossWgt\":0.0,\"isGrossWgtEstimated\":false,\"cifvalue\":{cif},\"fobvalue\":{fob},\"primaryValue\":{text},\"legacyEstimationFlag\":0,\"isReported\":false,\"isAggregate\":true}}", out tail);
        if (!isWritten) throw new InvalidOperationException("a row is longer than was thought");
        writer.Advance(head + tail);
    }

    private static IEnumerable<int> LoadAreas() => Aim.Trade.Codes.CodeBook.Load(Path.Combine(AppContext.BaseDirectory, "Data"))
        .World.Areas.Where(a => a is { IsGroup: false, Code: not null }).DistinctBy(a => a.Code).Select(a => a.M49).Take(Partners);
}
