using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Aim.Functions.Views.Answers;

public enum Shape
{
    Columns,
    Records,
    Dense,
}

/// <summary>Writes answers as bytes: the same answer always gives the same ones.</summary>
public static class AnswerWriter
{
    /// <summary>Names as they are spoken of: nothing is served as HTML, so only what JSON needs is escaped.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static byte[] ToJson(Meta meta, Table table, Shape shape, string rowsName = "data")
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 14);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Json.Encoder }))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("meta");
            JsonSerializer.Serialize(writer, meta with { RowCount = table.Rows }, Json);
            writer.WritePropertyName(rowsName);
            switch (shape)
            {
                case Shape.Records: WriteRecords(writer, table); break;
                case Shape.Dense when table.HasSeries: DenseWriter.Write(writer, table); break;
                default: WriteColumns(writer, table); break;
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>An answer that is no table.</summary>
    public static byte[] ToJson(Meta meta, JsonObject document)
    {
        var answer = new JsonObject { ["meta"] = JsonSerializer.SerializeToNode(meta, Json) };
        foreach (var (name, value) in document) answer[name] = value?.DeepClone();
        return JsonSerializer.SerializeToUtf8Bytes(answer, Json);
    }

    /// <summary>RFC 4180, header first, an empty cell for null.</summary>
    public static byte[] ToCsv(Table table)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', table.Columns.Select(c => c.Name)).Append("\r\n");
        for (var row = 0; row < table.Rows; row++)
        {
            for (var i = 0; i < table.Columns.Count; i++)
            {
                if (i > 0) text.Append(',');
                AppendCell(text, table.Columns[i], row);
            }

            text.Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    internal static void WriteValue(Utf8JsonWriter writer, Column column, int row)
    {
        switch (column)
        {
            case TextColumn { Values: var values } when values[row] is { } text: writer.WriteStringValue(text); break;
            case TonsColumn { Kilograms: var values } when values[row] is { } kilograms: writer.WriteRawValue(Tons(kilograms), skipInputValidation: true); break;
            case IntegerColumn { Values: var values } when values[row] is { } number: writer.WriteNumberValue(number); break;
            case FlagColumn { Values: var values }: writer.WriteBooleanValue(values[row]); break;
            case RealColumn { Values: var values } when values[row] is { } number: writer.WriteNumberValue(number); break;
            default: writer.WriteNullValue(); break;
        }
    }

    private static void WriteColumns(Utf8JsonWriter writer, Table table)
    {
        writer.WriteStartObject();
        foreach (var column in table.Columns)
        {
            writer.WriteStartArray(column.Name);
            for (var row = 0; row < column.Count; row++) WriteValue(writer, column, row);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteRecords(Utf8JsonWriter writer, Table table)
    {
        writer.WriteStartArray();
        for (var row = 0; row < table.Rows; row++)
        {
            writer.WriteStartObject();
            foreach (var column in table.Columns)
            {
                writer.WritePropertyName(column.Name);
                WriteValue(writer, column, row);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void AppendCell(StringBuilder text, Column column, int row)
    {
        switch (column)
        {
            case TextColumn { Values: var values }:
                AppendText(text, values[row]);
                break;
            case TonsColumn { Kilograms: var values } when values[row] is { } kilograms:
                text.Append(Tons(kilograms));
                break;
            case IntegerColumn { Values: var values }:
                text.Append(CultureInfo.InvariantCulture, $"{values[row]}");
                break;
            case FlagColumn { Values: var values }:
                text.Append(values[row] ? "true" : "false");
                break;
            case RealColumn { Values: var values }:
                text.Append(CultureInfo.InvariantCulture, $"{values[row]:R}");
                break;
        }
    }

    private static void AppendText(StringBuilder text, string? value)
    {
        if (value is null) return;

        if (value.AsSpan().IndexOfAny(",\"\r\n") < 0) text.Append(value);
        else text.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    private static string Tons(long kilograms) => (kilograms / 1000m).ToString("0.000", CultureInfo.InvariantCulture);
}
