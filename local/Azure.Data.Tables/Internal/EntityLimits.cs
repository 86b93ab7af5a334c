using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Internal;

/// <summary>
/// The service's limits of a row, checked before anything is sent: the emulator lets some of them pass, and a refusal costs a
/// round trip. The errors are those of the service (status 400 and its code).
/// </summary>
internal static class EntityLimits
{
    /// <summary>255 with the two keys and the time stamp.</summary>
    public const int MaxProperties = 252;
    public const int MaxPropertyNameLength = 255;
    public const int MaxKeyBytes = 1024;
    public const int MaxPropertyBytes = 64 * 1024;
    public const int MaxEntityBytes = 1024 * 1024;

    // The service counts in UTF-16, with a fixed share for the row and for each property.
    private const int BytesPerChar = 2;
    private const int EntityOverhead = 4;
    private const int PropertyOverhead = 8;
    private const int LengthPrefix = 4;

    private static readonly DateTimeOffset FirstDate = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Check(TableEntity entity)
    {
        CheckKey(TableEntity.PartitionKeyName, entity.PartitionKey);
        CheckKey(TableEntity.RowKeyName, entity.RowKey);
        var properties = 0;
        long size = EntityOverhead + (BytesPerChar * (entity.PartitionKey.Length + entity.RowKey.Length));
        foreach (var (name, value) in entity.Properties)
        {
            if (value is null || IsSystem(name))
                continue;
            properties++;
            CheckName(name);
            size += PropertyOverhead + (BytesPerChar * name.Length) + Size(name, value);
        }

        if (properties > MaxProperties)
            throw Error(TableErrorCode.TooManyProperties, $"The entity has {properties} properties; at most {MaxProperties} are allowed.");
        if (size > MaxEntityBytes)
            throw Error(TableErrorCode.EntityTooLarge, $"The entity takes {size} bytes; at most {MaxEntityBytes} are allowed.");
    }

    /// <summary>Names that are written apart, or not at all.</summary>
    public static bool IsSystem(string name) =>
        name is TableEntity.PartitionKeyName or TableEntity.RowKeyName or TableEntity.TimestampName or TableEntity.ETagName;

    public static RequestFailedException Error(TableErrorCode code, string message) => new(400, message, code.ToString(), null);

    private static void CheckKey(string name, string? key)
    {
        if (key is null)
            throw Error(TableErrorCode.PropertiesNeedValue, $"{name} is missing.");
        if (key.Length * BytesPerChar > MaxKeyBytes)
            throw Error(TableErrorCode.KeyValueTooLarge, $"{name} takes {key.Length * BytesPerChar} bytes; at most {MaxKeyBytes} are allowed.");
        foreach (var character in key)
        {
            if (character is '/' or '\\' or '#' or '?' || char.IsControl(character))
                throw Error(TableErrorCode.OutOfRangeInput, $"{name} has the character U+{(int)character:X4}, which keys must not have.");
        }
    }

    private static void CheckName(string name)
    {
        if (name.Length > MaxPropertyNameLength)
            throw Error(TableErrorCode.PropertyNameTooLong, $"The property name {name[..20]}... has {name.Length} characters; at most {MaxPropertyNameLength} are allowed.");
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(character => char.IsLetterOrDigit(character) || character == '_'))
            throw Error(TableErrorCode.PropertyNameInvalid, $"The property name '{name}' is not an identifier.");
    }

    private static int Size(string name, object value)
    {
        var size = value switch
        {
            string text => text.Length * BytesPerChar,
            byte[] bytes => bytes.Length,
            BinaryData data => data.ToMemory().Length,
            _ => 0,
        };
        if (size > MaxPropertyBytes)
            throw Error(TableErrorCode.PropertyValueTooLarge, $"The property {name} takes {size} bytes; at most {MaxPropertyBytes} are allowed.");
        if ((value is DateTimeOffset time && time < FirstDate) || (value is DateTime date && date < FirstDate.DateTime))
            throw Error(TableErrorCode.OutOfRangeInput, $"The property {name} is before the year 1601.");
        return value switch
        {
            string or byte[] or BinaryData => LengthPrefix + size,
            bool => 1,
            int => 4,
            long or double or DateTimeOffset or DateTime => 8,
            Guid => 16,
            _ => throw new NotSupportedException($"The property {name} has the type {value.GetType()}, which tables do not have."),
        };
    }
}
