using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aim.Upstream.Data;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Census;

/// <summary>Writes rows as the service does: an array of arrays, a row a line, every value a string or null.</summary>
internal sealed class CensusWriter(CensusQuery query, IBufferWriter<byte> output)
{
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Dictionary<string, byte[]> _encoded = new(StringComparer.Ordinal);
    private bool _begun;

    public static string SummaryLevel(CountryCode country) => country.IsCountry || country == CountryCode.World ? "DET" : "CGP";

    /// <summary>Writes a row, and what belongs before it; a row with details becomes one for each member.</summary>
    public void Write(Month month, in RowKey key, in RowFigures figures)
    {
        var details = query.Dataset.Details;
        var members = new string[details.Length];
        Expand(0, month, key, figures, members);
    }

    /// <summary>Closes the array; false when there was no row and nothing is written.</summary>
    public bool End()
    {
        if (_begun) output.Write("]"u8);
        return _begun;
    }

    private void Expand(int depth, Month month, in RowKey key, in RowFigures figures, string[] members)
    {
        if (depth == members.Length)
        {
            WriteOne(month, key, figures, members);
            return;
        }

        var detail = query.Dataset.Details[depth];
        foreach (var code in query.Members(detail))
        {
            members[depth] = code;
            var part = figures;
            part.Month = detail.Part(figures.Month, code);
            part.YearToDate = detail.Part(figures.YearToDate, code);
            Expand(depth + 1, month, key, part, members);
        }
    }

    private void WriteOne(Month month, in RowKey key, in RowFigures figures, string[] members)
    {
        if (!_begun)
        {
            _begun = true;
            output.Write("["u8);
            for (var i = 0; i < query.Columns.Length; i++)
            {
                output.Write(i == 0 ? "["u8 : ","u8);
                WriteText(query.Columns[i]);
            }

            output.Write("]"u8);
        }

        output.Write(",\n["u8);
        for (var i = 0; i < query.Shown.Length; i++)
        {
            if (i > 0) output.Write(","u8);
            var variable = query.Shown[i];
            if (variable.Kind == VariableKind.Figure) WriteFigure(figures.Month, variable.Index, figures.Unit);
            else if (variable.Kind == VariableKind.FigureOfYear) WriteFigure(figures.YearToDate, variable.Index, figures.Unit);
            else WriteText(TextOf(variable, month, key, figures.Unit, members));
        }

        output.Write("]"u8);
    }

    private string? TextOf(Variable variable, Month month, in RowKey key, string? unit, string[] members) => variable.Kind switch
    {
        VariableKind.CountryCode => key.Country.ToString(),
        VariableKind.CountryName => ReferenceData.CountryName(key.Country),
        VariableKind.Commodity => key.CommodityText,
        VariableKind.ShortName => Cut(ReferenceData.CommodityName(key.CommodityText), 50),
        VariableKind.LongName => Cut(ReferenceData.CommodityName(key.CommodityText), 150),
        VariableKind.Level => key.Level == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"HS{key.Level}"),
        VariableKind.SummaryLevel => SummaryLevel(key.Country),
        VariableKind.SummaryLevel2 => "HSCY",
        VariableKind.Unit => unit,
        VariableKind.SecondUnit => "-",
        VariableKind.Year => string.Create(CultureInfo.InvariantCulture, $"{month.Year:D4}"),
        VariableKind.Month => string.Create(CultureInfo.InvariantCulture, $"{month.Number:D2}"),
        VariableKind.Time => month.ToString(),
        VariableKind.LastUpdate => "0",
        VariableKind.Detail => members[variable.Index],
        VariableKind.DetailName => query.Dataset.Details[variable.Index].NameOf(members[variable.Index]),
        _ => null,
    };

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;

    private void WriteFigure(in Measures figures, int index, string? unit)
    {
        var value = figures[index];
        // Pieces and kilograms do not add up: over several units the service prints no quantity but a zero.
        if (index is Measures.Quantity or Measures.GeneralQuantity && string.Equals(unit, "-", StringComparison.Ordinal)) value = 0;
        if (value == Measures.Missing)
        {
            output.Write("null"u8);
            return;
        }

        var span = output.GetSpan(24);
        span[0] = (byte)'"';
        Utf8Formatter.TryFormat(value, span[1..], out var length);
        span[length + 1] = (byte)'"';
        output.Advance(length + 2);
    }

    private void WriteText(string? text)
    {
        if (text is null)
        {
            output.Write("null"u8);
            return;
        }

        if (!_encoded.TryGetValue(text, out var bytes))
            _encoded[text] = bytes = JsonSerializer.SerializeToUtf8Bytes(text, _json);
        output.Write(bytes);
    }
}
