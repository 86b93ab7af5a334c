using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Aim.Functions.Pdf.Writing;

/// <summary>
/// Numbered objects and the file that holds them: PDF 1.7, plain objects packed into object streams, a cross-reference stream at the
/// end. The file's id is a hash of its objects, so that the same objects make the same bytes.
/// </summary>
internal sealed class PdfFile
{
    private const int PerObjectStream = 200;

    private readonly List<(byte[]? Plain, byte[]? Stream)> _objects = [];

    /// <summary>A number for an object that others name before it is written.</summary>
    public int Reserve()
    {
        _objects.Add(default);
        return _objects.Count;
    }

    public void Set(int id, string body) => _objects[id - 1] = (Encoding.ASCII.GetBytes(body), null);

    public int Add(string body)
    {
        var id = Reserve();
        Set(id, body);
        return id;
    }

    /// <param name="entries">The entries of the stream's dictionary besides its length and filter.</param>
    /// <param name="data">The stream before compression.</param>
    /// <param name="plain">Written as it is, for readers that look for it in the file.</param>
    public int AddStream(string entries, byte[] data, bool plain = false)
    {
        var id = Reserve();
        _objects[id - 1] = (null, Stream(entries, data, plain));
        return id;
    }

    public byte[] Save(int catalog, int info)
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"u8);
        var places = new (byte Kind, int Where, int Index)[_objects.Count];
        for (var at = 0; at < places.Length; at++)
        {
            if (_objects[at].Stream is { } stream) places[at] = (1, Write(file, at + 1, stream), 0);
        }

        var next = _objects.Count + 1;
        var later = new List<(byte, int, int)>();
        foreach (var pack in Enumerable.Range(0, _objects.Count).Where(at => _objects[at].Plain is not null).Chunk(PerObjectStream))
        {
            for (var index = 0; index < pack.Length; index++) places[pack[index]] = (2, next, index);
            later.Add((1, Write(file, next++, Pack(pack)), 0));
        }

        var start = (int)file.Length;
        later.Add((1, start, 0));
        var id = Convert.ToHexString(SHA256.HashData(file.GetBuffer().AsSpan(0, start)))[..32];
        var entries = string.Create(
            CultureInfo.InvariantCulture,
            $"/Type /XRef /Size {next + 1} /W [1 4 2] /Root {catalog} 0 R /Info {info} 0 R /ID [<{id}> <{id}>]");
        Write(file, next, Stream(entries, Table([(0, 0, ushort.MaxValue), .. places, .. later]), plain: false));
        file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF\n")));
        return file.ToArray();
    }

    private byte[] Pack(int[] pack)
    {
        var (numbers, bodies) = (new StringBuilder(), new MemoryStream());
        foreach (var at in pack)
        {
            numbers.Append(CultureInfo.InvariantCulture, $"{at + 1} {bodies.Length} ");
            bodies.Write(_objects[at].Plain);
            bodies.Write("\n"u8);
        }

        var entries = string.Create(CultureInfo.InvariantCulture, $"/Type /ObjStm /N {pack.Length} /First {numbers.Length}");
        return Stream(entries, [.. Encoding.ASCII.GetBytes(numbers.ToString()), .. bodies.ToArray()], plain: false);
    }

    private static int Write(MemoryStream file, int id, byte[] body)
    {
        var start = (int)file.Length;
        file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id} 0 obj\n")));
        file.Write(body);
        file.Write("\nendobj\n"u8);
        return start;
    }

    private static byte[] Stream(string entries, byte[] data, bool plain)
    {
        var body = plain ? data : Deflate(data);
        var filter = plain ? "" : "/Filter /FlateDecode ";
        var head = string.Create(CultureInfo.InvariantCulture, $"<< {entries} {filter}/Length {body.Length} >>\nstream\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body, .. "\nendstream"u8];
    }

    private static byte[] Deflate(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize)) zlib.Write(data);
        return packed.ToArray();
    }

    private static byte[] Table((byte Kind, int Where, int Index)[] places)
    {
        var table = new byte[places.Length * 7];
        for (var at = 0; at < places.Length; at++)
        {
            table[at * 7] = places[at].Kind;
            BinaryPrimitives.WriteInt32BigEndian(table.AsSpan((at * 7) + 1), places[at].Where);
            BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan((at * 7) + 5), (ushort)places[at].Index);
        }

        return table;
    }
}
