using System.Globalization;
using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;

namespace Aim.Pipeline.Storage;

/// <summary>Values longer than a property of Table storage may be (64 KiB), over numbered binary columns.</summary>
public static class PackedColumns
{
    /// <summary>Below the limit of 64 KiB, and a multiple of three so that base64 has no padding in between.</summary>
    private const int ColumnBytes = 63_000;

    /// <summary>Writes bytes; columns of an earlier, longer value are removed.</summary>
    public static void Write(TableEntity entity, string column, ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        for (var offset = 0; offset < bytes.Length || count == 0; offset += ColumnBytes)
        {
            entity[Name(column, count++)] = bytes[offset..Math.Min(bytes.Length, offset + ColumnBytes)].ToArray();
        }

        while (entity.Remove(Name(column, count))) count++;
    }

    public static byte[] ReadBytes(TableEntity entity, string column)
    {
        if (entity.GetBinary(Name(column, 0)) is not { } first) return [];
        if (first.Length < ColumnBytes) return first;

        using var all = new MemoryStream();
        for (var i = 0; entity.GetBinary(Name(column, i)) is { } part; i++) all.Write(part);
        return all.ToArray();
    }

    /// <summary>Writes text, compressed.</summary>
    public static void Write(TableEntity entity, string column, string text)
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true)) brotli.Write(Encoding.UTF8.GetBytes(text));
        Write(entity, column, bytes.ToArray());
    }

    public static string Read(TableEntity entity, string column)
    {
        var bytes = ReadBytes(entity, column);
        if (bytes.Length == 0) return "";

        using var reader = new StreamReader(new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>A column that every row of its kind has.</summary>
    public static string Text(this TableEntity entity, string column) => entity.GetString(column) ?? "";

    private static string Name(string column, int index) => column + index.ToString(CultureInfo.InvariantCulture);
}
