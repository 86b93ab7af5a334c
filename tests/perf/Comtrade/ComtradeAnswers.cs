using System.Globalization;
using System.Text;

namespace Aim.Bench.Comtrade;

/// <summary>Made-up answers of the Comtrade service, a reporter's year each: all 47 fields of a row, the same bytes each time.</summary>
internal static class ComtradeAnswers
{
    public const int Reporter = 124;

    private const int Partners = 119;

    private static readonly int[] Headings = [7601, 7604, 7605, 7606, 7607, 7608, 7609];

    /// <summary>Writes years until there are so many rows.</summary>
    public static void Write(Stream output, int rows)
    {
        var random = new Random(76);
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
        const int rowsOfYear = 12 * 2 * 7 * Partners;
        for (var row = 0; row < rows; row++)
        {
            var inYear = row % rowsOfYear;
            if (inYear == 0)
            {
                writer.Write(row == 0 ? "" : "],\"error\":\"\"}\n");
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{{\"elapsedTime\":\"0.21 secs\",\"count\":{Math.Min(rowsOfYear, rows - row)},\"data\":["));
            }

            if (inYear > 0) writer.Write(',');
            Write(writer, random, 2010 + (row / rowsOfYear), inYear);
        }

        writer.Write("],\"error\":\"\"}\n");
    }

    private static void Write(StreamWriter writer, Random random, int year, int row)
    {
        var month = (row / (2 * Headings.Length * Partners)) + 1;
        var flow = row / (Headings.Length * Partners) % 2 == 0 ? "M" : "X";
        var heading = Headings[row / Partners % Headings.Length];
        var partner = row % Partners * 7;

        // Trade is uneven: many cells are small, few are large.
        var weight = Math.Floor(Math.Pow(10, random.NextDouble() * 8));
        var value = (decimal)Math.Round(weight * (2 + random.NextDouble()), 3);
        var text = value.ToString("0.###", CultureInfo.InvariantCulture);
        var (cif, fob) = flow == "M" ? (text, "null") : ("null", text);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{{\"typeCode\":\"C\",\"freqCode\":\"M\",\"refPeriodId\":{year}{month:D2}01,\"refYear\":{year},\"refMonth\":{month},\"period\":\"{year}{month:D2}\",\"reporterCode\":{Reporter},\"reporterISO\":null,\"reporterDesc\":null,\"flowCode\":\"{flow}\",\"flowDesc\":null,\"partnerCode\":{partner},\"partnerISO\":null,\"partnerDesc\":null,\"partner2Code\":0,\"partner2ISO\":null,\"partner2Desc\":null,"));
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"\"classificationCode\":\"H6\",\"classificationSearchCode\":\"HS\",\"isOriginalClassification\":true,\"cmdCode\":\"{heading}\",\"cmdDesc\":null,\"aggrLevel\":null,\"isLeaf\":null,\"customsCode\":\"C00\",\"customsDesc\":null,\"mosCode\":\"0\",\"motCode\":0,\"motDesc\":null,\"qtyUnitCode\":8,\"qtyUnitAbbr\":null,\"qty\":{weight}.0,\"isQtyEstimated\":false,\"altQtyUnitCode\":8,\"altQtyUnitAbbr\":null,\"altQty\":{weight}.0,\"isAltQtyEstimated\":false,\"netWgt\":{weight}.0,"));
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"\"isNetWgtEstimated\":false,\"grossWgt\":0.0,\"isGrossWgtEstimated\":false,\"cifvalue\":{cif},\"fobvalue\":{fob},\"primaryValue\":{text},\"legacyEstimationFlag\":0,\"isReported\":false,\"isAggregate\":true}}"));
    }
}
