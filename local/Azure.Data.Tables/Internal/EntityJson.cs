using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azure.Data.Tables.Internal;

/// <summary>
/// Rows as the service's JSON with minimal metadata: the types that JSON lacks stand in an annotation before their value
/// (<c>"N@odata.type":"Edm.Int64","N":"5"</c>).
/// </summary>
internal static class EntityJson
{
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private const string TypeSuffix = "@odata.type";

    public static void Write(Utf8JsonWriter json, TableEntity entity)
    {
        json.WriteStartObject();
        json.WriteString(TableEntity.PartitionKeyName, entity.PartitionKey);
        json.WriteString(TableEntity.RowKeyName, entity.RowKey);
        foreach (var (name, value) in entity.Properties)
        {
            if (value is not null && !EntityLimits.IsSystem(name))
                WriteProperty(json, name, value);
        }

        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>Reads one row; the reader stands on its opening brace and is left on the closing one.</summary>
    public static TableEntity Read(ref Utf8JsonReader json)
    {
        var entity = new TableEntity();
        string? type = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isType = json.ValueSpan.EndsWith("@odata.type"u8);
            var name = json.GetString()!;
            json.Read();
            if (isType)
            {
                type = json.GetString();
                continue;
            }

            if (name is not "odata.metadata")
                entity[name] = ReadValue(ref json, name is TableEntity.TimestampName ? "Edm.DateTime" : type);
            type = null;
        }

        return entity;
    }

    /// <summary>Reads the rows of a query's answer: the array <c>value</c>.</summary>
    public static List<TableEntity> ReadPage(ReadOnlySpan<byte> answer)
    {
        var entities = new List<TableEntity>();
        var json = new Utf8JsonReader(answer);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || !json.ValueTextEquals("value"u8))
                continue;
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                entities.Add(Read(ref json));
        }

        return entities;
    }

    public static TableEntity ReadOne(ReadOnlySpan<byte> answer)
    {
        var json = new Utf8JsonReader(answer);
        json.Read();
        return Read(ref json);
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case byte[] bytes:
                json.WriteString(name + TypeSuffix, "Edm.Binary");
                json.WriteBase64String(name, bytes);
                break;
            case BinaryData data:
                json.WriteString(name + TypeSuffix, "Edm.Binary");
                json.WriteBase64String(name, data.ToMemory().Span);
                break;
            case long number:
                json.WriteString(name + TypeSuffix, "Edm.Int64");
                json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                json.WriteString(name + TypeSuffix, "Edm.Double");
                if (double.IsFinite(number))
                    json.WriteNumber(name, number);
                else
                    json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                json.WriteString(name + TypeSuffix, "Edm.DateTime");
                json.WriteString(name, time.UtcDateTime);
                break;
            case DateTime time:
                json.WriteString(name + TypeSuffix, "Edm.DateTime");
                json.WriteString(name, time.ToUniversalTime());
                break;
            case Guid id:
                json.WriteString(name + TypeSuffix, "Edm.Guid");
                json.WriteString(name, id);
                break;
            default:
                throw new NotSupportedException($"The property {name} has the type {value.GetType()}, which tables do not have.");
        }
    }

    private static object? ReadValue(ref Utf8JsonReader json, string? type) => json.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => ReadNumber(ref json, type),
        _ => type switch
        {
            "Edm.Binary" => json.GetBytesFromBase64(),
            "Edm.Int64" => long.Parse(json.GetString()!, CultureInfo.InvariantCulture),
            "Edm.DateTime" => json.GetDateTimeOffset(),
            "Edm.Guid" => json.GetGuid(),
            "Edm.Double" => double.Parse(json.GetString()!, CultureInfo.InvariantCulture),
            _ => json.GetString(),
        },
    };

    // Without an annotation 2 is an integer and 2.0 a double.
    private static object ReadNumber(ref Utf8JsonReader json, string? type)
    {
        if (type is not "Edm.Double" && json.TryGetInt32(out var number))
            return number;
        return json.GetDouble();
    }
}
