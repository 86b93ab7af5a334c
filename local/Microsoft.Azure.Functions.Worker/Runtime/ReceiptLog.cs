using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Specialized;

namespace Aim.Local.Runtime;

/// <summary>
/// Which function has seen which version of which blob. In storage it is one append blob with a line for each: a receipt costs
/// a few bytes of the next flush and no call of its own. A start writes a new log, without the lines that later ones replaced,
/// and then deletes the old one; a kill at any moment loses at most what was not flushed, and those blobs fire once more.
/// </summary>
internal sealed class ReceiptLog(HostStorage storage)
{
    // Below the service's limits: 4 MiB a block, 50,000 blocks a blob.
    private const int BlockBytes = 2 * 1024 * 1024;
    private const int MostBlocks = 40_000;

    private readonly ConcurrentDictionary<Receipt, ETag> _receipts = new();
    private readonly ConcurrentQueue<KeyValuePair<Receipt, ETag>> _added = new();
    private readonly List<KeyValuePair<Receipt, ETag>> _unwritten = [];
    private readonly string _folder = $"blobreceipts/{storage.HostId}/";
    private AppendBlobClient? _log;

    public bool Has(Receipt receipt, ETag etag) => _receipts.TryGetValue(receipt, out var seen) && seen == etag;

    public void Add(Receipt receipt, ETag etag)
    {
        _receipts[receipt] = etag;
        _added.Enqueue(new(receipt, etag));
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var logs = new List<AppendBlobClient>();
        // The names are times: a later log is listed later, and its lines win.
        await foreach (var blob in storage.Hosts.GetBlobsAsync(prefix: _folder, cancellationToken: cancellationToken))
        {
            logs.Add(storage.Hosts.GetAppendBlobClient(blob.Name));
            await ReadAsync(logs[^1], cancellationToken);
        }

        await StartLogAsync(cancellationToken);
        foreach (var log in logs)
            await log.DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Writes what was added since the last flush. One caller at a time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        while (_added.TryDequeue(out var receipt))
            _unwritten.Add(receipt);
        if (_unwritten.Count == 0)
            return;
        var blocks = await AppendAsync(_log!, _unwritten, cancellationToken);
        _unwritten.Clear();
        if (blocks >= MostBlocks)
        {
            var full = _log!;
            await StartLogAsync(cancellationToken);
            await full.DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }
    }

    private async Task StartLogAsync(CancellationToken cancellationToken)
    {
        var name = DateTime.UtcNow.ToString("yyyyMMddHHmmssfffffff", CultureInfo.InvariantCulture);
        _log = storage.Hosts.GetAppendBlobClient($"{_folder}{name}.log");
        await _log.CreateAsync(cancellationToken: cancellationToken);
        await AppendAsync(_log, _receipts, cancellationToken);
    }

    private async Task ReadAsync(AppendBlobClient log, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await log.OpenReadAsync(cancellationToken: cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Split('\t') is [var function, var etag, var path])
                _receipts[new(function, path)] = new ETag(etag);
        }
    }

    private static async Task<int> AppendAsync(
        AppendBlobClient log, IEnumerable<KeyValuePair<Receipt, ETag>> receipts, CancellationToken cancellationToken)
    {
        var blocks = 0;
        using var block = new MemoryStream();
        foreach (var (receipt, etag) in receipts)
        {
            block.Write(Encoding.UTF8.GetBytes($"{receipt.Function}\t{etag}\t{receipt.Path}\n"));
            if (block.Length >= BlockBytes)
                await WriteAsync();
        }

        await WriteAsync();
        return blocks;

        async Task WriteAsync()
        {
            if (block.Length == 0)
                return;
            block.Position = 0;
            blocks = (await log.AppendBlockAsync(block, cancellationToken: cancellationToken)).Value.BlobCommittedBlockCount;
            block.SetLength(0);
        }
    }
}
