using System.Globalization;
using System.Text;
using Aim.Pipeline.Comtrade;
using Xunit;

namespace Aim.Tests.Comtrade;

/// <summary>Answers of the service as text, and what the reader makes of them.</summary>
internal static class ComtradeText
{
    public const int Canada = 124;

    /// <summary>The 47 fields of a row as the service orders them, with some of them given anew as JSON.</summary>
    public static string Row(params (string Field, string? Json)[] changes)
    {
        var fields = new (string Field, string Json)[]
        {
            ("typeCode", "\"C\""), ("freqCode", "\"M\""), ("refPeriodId", "20240301"), ("refYear", "2024"), ("refMonth", "3"), ("period", "\"202403\""),
            ("reporterCode", "124"), ("reporterISO", "null"), ("reporterDesc", "null"), ("flowCode", "\"X\""), ("flowDesc", "null"),
            ("partnerCode", "842"), ("partnerISO", "null"), ("partnerDesc", "null"), ("partner2Code", "0"), ("partner2ISO", "null"),
            ("partner2Desc", "null"), ("classificationCode", "\"H6\""), ("classificationSearchCode", "\"HS\""), ("isOriginalClassification", "true"),
            ("cmdCode", "\"7601\""), ("cmdDesc", "null"), ("aggrLevel", "null"), ("isLeaf", "null"), ("customsCode", "\"C00\""),
            ("customsDesc", "null"), ("mosCode", "\"0\""), ("motCode", "0"), ("motDesc", "null"), ("qtyUnitCode", "8"), ("qtyUnitAbbr", "null"),
            ("qty", "653.0"), ("isQtyEstimated", "false"), ("altQtyUnitCode", "8"), ("altQtyUnitAbbr", "null"), ("altQty", "653.0"),
            ("isAltQtyEstimated", "false"), ("netWgt", "653.0"), ("isNetWgtEstimated", "false"), ("grossWgt", "0.0"), ("isGrossWgtEstimated", "false"),
            ("cifvalue", "null"), ("fobvalue", "1985.788"), ("primaryValue", "1985.788"), ("legacyEstimationFlag", "0"), ("isReported", "false"),
            ("isAggregate", "true"),
        };
        var text = new StringBuilder("{");
        foreach (var (field, json) in fields)
        {
            var change = Array.FindIndex(changes, c => c.Field == field);
            if (change >= 0 && changes[change].Json is null) continue;
            text.Append(text.Length == 1 ? "" : ",").Append(CultureInfo.InvariantCulture, $"\"{field}\":{(change < 0 ? json : changes[change].Json)}");
        }

        return text.Append('}').ToString();
    }

    public static string Answer(params string[] rows) =>
        $$"""{"elapsedTime":"0.21 secs","count":{{rows.Length}},"data":[{{string.Join(',', rows)}}],"error":""}""";

    public static Task<ComtradeAnswer> ReadAsync(string text, int reporter = Canada) =>
        ComtradeReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), reporter, TestContext.Current.CancellationToken);

    public static async Task<ComtradeCell> CellAsync(params (string Field, string? Json)[] changes) =>
        Assert.Single((await ReadAsync(Answer(Row(changes)))).Cells);

    public static Task<ComtradeFormatException> RefusedAsync(string text) => Assert.ThrowsAsync<ComtradeFormatException>(() => ReadAsync(text));
}
