using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables.Internal;

/// <summary>
/// Between <see cref="TableEntity"/> and classes with properties. A property has the name of its <see cref="DataMemberAttribute"/>
/// or its own; <see cref="IgnoreDataMemberAttribute"/> leaves it out; an enum is stored as its name.
/// </summary>
internal static class EntityMapper
{
    private static readonly ConcurrentDictionary<Type, (string Name, PropertyInfo Property)[]> Known = new();

    public static TableEntity ToTableEntity(ITableEntity entity)
    {
        if (entity is TableEntity already)
            return already;
        var result = new TableEntity(entity.PartitionKey, entity.RowKey) { ETag = entity.ETag };
        foreach (var (name, property) in PropertiesOf(entity.GetType()))
            result[name] = property.GetValue(entity) is Enum constant ? constant.ToString() : property.GetValue(entity);
        return result;
    }

    public static T FromTableEntity<T>(TableEntity entity)
        where T : class, ITableEntity
    {
        if (entity is T same)
            return same;
        var result = Activator.CreateInstance<T>();
        result.PartitionKey = entity.PartitionKey;
        result.RowKey = entity.RowKey;
        result.Timestamp = entity.Timestamp;
        result.ETag = entity.ETag;
        foreach (var (name, property) in PropertiesOf(typeof(T)))
        {
            if (entity[name] is { } value && property.CanWrite)
                property.SetValue(result, Convert(value, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType));
        }

        return result;
    }

    private static (string Name, PropertyInfo Property)[] PropertiesOf(Type type) => Known.GetOrAdd(type, static of =>
    [
        .. from property in of.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           where property.CanRead && !EntityLimits.IsSystem(property.Name) && property.Name is not nameof(ITableEntity.ETag)
               && property.GetCustomAttribute<IgnoreDataMemberAttribute>() is null
           select (property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name, property),
    ]);

    // What the wire does not tell apart, the property's type does.
    private static object Convert(object value, Type type) => value switch
    {
        string name when type.IsEnum => Enum.Parse(type, name),
        byte[] bytes when type == typeof(BinaryData) => new BinaryData(bytes),
        DateTimeOffset time when type == typeof(DateTime) => time.UtcDateTime,
        int number when type == typeof(long) || type == typeof(double) => System.Convert.ChangeType(number, type, CultureInfo.InvariantCulture),
        _ => value,
    };
}
