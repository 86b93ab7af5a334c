namespace Aim.Pipeline.Storage;

/// <summary>
/// A body that is written once and then read as often as needed: in memory while it is small, then in a temporary file that goes
/// with the object.
/// </summary>
public sealed class Spool : Stream
{
    private const int MemoryLimit = 4 << 20;

    private Stream inner = new MemoryStream();

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
        if (inner is not MemoryStream memory || memory.Length + more <= MemoryLimit) return;

        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"aim-{Guid.NewGuid():N}.tmp"),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = 1 << 16 });
        memory.WriteTo(file);
        memory.Dispose();
        inner = file;
    }
}
