using System.Collections;

namespace Azure.Data.Tables;

/// <summary>
/// A row as names and values: string, int, long, double, bool, DateTimeOffset, DateTime, Guid, byte[] or BinaryData.
/// The keys, the time stamp and the ETag are among the values, under <c>PartitionKey</c>, <c>RowKey</c>, <c>Timestamp</c> and
/// <c>odata.etag</c>. Null values are not sent.
/// </summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object?>
{
    internal const string PartitionKeyName = "PartitionKey";
    internal const string RowKeyName = "RowKey";
    internal const string TimestampName = "Timestamp";
    internal const string ETagName = "odata.etag";

    private readonly Dictionary<string, object?> values;

    public TableEntity() => values = new(StringComparer.Ordinal);

    public TableEntity(IDictionary<string, object?> values) => this.values = new(values, StringComparer.Ordinal);

    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public string PartitionKey { get => GetString(PartitionKeyName)!; set => values[PartitionKeyName] = value; }

    public string RowKey { get => GetString(RowKeyName)!; set => values[RowKeyName] = value; }

    public DateTimeOffset? Timestamp { get => GetDateTimeOffset(TimestampName); set => values[TimestampName] = value; }

    public ETag ETag { get => new(GetString(ETagName)!); set => values[ETagName] = value.ToString(); }

    public ICollection<string> Keys => values.Keys;

    public int Count => values.Count;

    /// <summary>The same without the interface's boxed enumerator.</summary>
    internal Dictionary<string, object?> Properties => values;

    ICollection<object?> IDictionary<string, object?>.Values => values.Values;

    bool ICollection<KeyValuePair<string, object?>>.IsReadOnly => false;

    /// <returns>Null when there is no such property.</returns>
    public object? this[string key] { get => values.GetValueOrDefault(key); set => values[key] = value; }

    /// <returns>Null when there is no such property.</returns>
    /// <exception cref="InvalidOperationException">The property has another type; so for every typed getter.</exception>
    public string? GetString(string key) => Get<string>(key);

    public byte[]? GetBinary(string key) => this[key] is BinaryData data ? data.ToArray() : Get<byte[]>(key);

    public BinaryData? GetBinaryData(string key) => this[key] is byte[] bytes ? new BinaryData(bytes) : Get<BinaryData>(key);

    public bool? GetBoolean(string key) => Get<bool?>(key);

    public DateTime? GetDateTime(string key) => this[key] is DateTimeOffset time ? time.UtcDateTime : Get<DateTime?>(key);

    public DateTimeOffset? GetDateTimeOffset(string key) => Get<DateTimeOffset?>(key);

    public double? GetDouble(string key) => Get<double?>(key);

    public Guid? GetGuid(string key) => Get<Guid?>(key);

    public int? GetInt32(string key) => Get<int?>(key);

    public long? GetInt64(string key) => Get<long?>(key);

    public void Add(string key, object? value) => values.Add(key, value);

    public bool ContainsKey(string key) => values.ContainsKey(key);

    public bool Remove(string key) => values.Remove(key);

    public bool TryGetValue(string key, out object? value) => values.TryGetValue(key, out value);

    public void Clear() => values.Clear();

    void ICollection<KeyValuePair<string, object?>>.Add(KeyValuePair<string, object?> item) => values.Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object?>>.Contains(KeyValuePair<string, object?> item) => values.Contains(item);

    void ICollection<KeyValuePair<string, object?>>.CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object?>>)values).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object?>>.Remove(KeyValuePair<string, object?> item) =>
        ((ICollection<KeyValuePair<string, object?>>)values).Remove(item);

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => values.GetEnumerator();

    private T? Get<T>(string key) => this[key] switch
    {
        null => default,
        T value => value,
        var other => throw new InvalidOperationException($"The property {key} is of type {other.GetType()}, not {typeof(T)}."),
    };
}
