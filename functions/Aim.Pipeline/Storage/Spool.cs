using Microsoft.IO;

namespace Aim.Pipeline.Storage;

/// <summary>
/// A body that is written once and then read as often as needed: in pooled memory while it is small, then in a temporary file that
/// goes with the object.
/// </summary>
public sealed class Spool : Stream
{
    private const int MemoryLimit = 4 << 20;

    private static readonly RecyclableMemoryStreamManager Pool = new(new RecyclableMemoryStreamManager.Options { MaximumSmallPoolFreeBytes = 4L * MemoryLimit });

    private Stream inner = Pool.GetStream();

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    /// <summary>The same stream, at its beginning.</summary>
    public Spool Rewind()
    {
        Position = 0;
        return this;
    }

    /// <summary>Whether these bytes stand anywhere from here on.</summary>
    public async Task<bool> ContainsAsync(byte[] wanted, CancellationToken cancellationToken)
    {
        var buffer = new byte[(1 << 16) + wanted.Length];
        for (int kept = 0, read; (read = await ReadAsync(buffer.AsMemory(kept), cancellationToken)) > 0;)
        {
            var known = buffer.AsMemory(0, kept + read);
            if (known.Span.IndexOf(wanted) >= 0) return true;

            // The end of this piece may be the beginning of what is wanted.
            kept = Math.Min(known.Length, wanted.Length - 1);
            known[^kept..].CopyTo(buffer);
        }

        return false;
    }

    /// <summary>Adds what another has; an empty spool takes it over as it is, and leaves the other empty.</summary>
    public async Task AppendAsync(Spool other, CancellationToken cancellationToken)
    {
        if (Length == 0)
        {
            (inner, other.inner) = (other.inner, inner);
            return;
        }

        Seek(0, SeekOrigin.End);
        await other.Rewind().CopyToAsync(this, cancellationToken);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        MoveToFileBefore(buffer.Length);
        await inner.WriteAsync(buffer, cancellationToken);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        MoveToFileBefore(count);
        inner.Write(buffer, offset, count);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => inner.SetLength(value);

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private void MoveToFileBefore(int more)
    {
        if (inner is not RecyclableMemoryStream memory || memory.Length + more <= MemoryLimit) return;

        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"aim-{Guid.NewGuid():N}.tmp"),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = 1 << 16 });
        memory.WriteTo(file);
        memory.Dispose();
        inner = file;
    }
}
