using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Core;

namespace Aim.Bench.Pipeline;

/// <summary>What was written to table <c>series</c>, read from the requests themselves.</summary>
internal sealed partial class SeriesWrites
{
    private readonly ConcurrentDictionary<(string Partition, string Row), int> entities = new();
    private string lastPartition = "";

    public int Requests { get; private set; }

    /// <summary>Partitions written, once for each publication.</summary>
    public int Partitions { get; private set; }

    /// <summary>Entities written, once for each time.</summary>
    public int Entities => entities.Values.Sum();

    public int DistinctEntities => entities.Count;

    public int MostOfOneEntity => entities.Values.Max();

    /// <summary>One publication at a time writes to the table, so its requests come one after the other.</summary>
    public void Watch(HttpMessage message)
    {
        if (message.Request.Method == RequestMethod.Get || message.Request.Content is not { } content) return;

        using var body = new MemoryStream();
        content.WriteTo(body, message.CancellationToken);
        var text = $"{message.Request.Method} {message.Request.Uri}\n{Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length)}";
        var writes = SeriesEntity().Matches(text);
        if (writes.Count == 0) return;

        var partition = writes[0].Groups["partition"].Value;
        Requests++;
        // Partitions are written in their order, each of them once.
        Partitions += partition == lastPartition ? 0 : 1;
        lastPartition = partition;
        foreach (Match write in writes) entities.AddOrUpdate((partition, write.Groups["row"].Value), 1, (_, count) => count + 1);
    }

    [GeneratedRegex(
        @"^[A-Z]+ \S+/series\(PartitionKey='(?<partition>[^']*)',RowKey='(?<row>[^']*)'\)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SeriesEntity();
}
