using System.IO.Compression;
using Aim.Functions.Views.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Aim.Functions.Views;

/// <summary>An answer as bytes, compressed once for all who ask. Sends only what the caller does not have yet.</summary>
public sealed class CachedAnswer(byte[] body, string contentType, string tag, string cacheControl) : IResult
{
    /// <summary>Below this length compression gains nothing.</summary>
    private const int MinCompressed = 256;

    private readonly Lazy<byte[]> brotli = new(() => Compress(body, s => new BrotliStream(s, new BrotliCompressionOptions { Quality = 5 })));
    private readonly Lazy<byte[]> gzip = new(() => Compress(body, s => new GZipStream(s, CompressionLevel.Optimal)));

    /// <summary>The name under which a browser saves it; null for none.</summary>
    public string? FileName { get; init; }

    /// <summary>The data set that it is of.</summary>
    public required string DataSet { get; init; }

    public int Length => body.Length;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var (encoding, bytes) = Encoded(request.Headers.AcceptEncoding);
        var etag = encoding is null ? $"\"{tag}\"" : $"\"{tag}-{encoding}\"";
        var headers = response.Headers;
        PublicHeaders.Write(headers);
        headers.ETag = etag;
        headers.CacheControl = cacheControl;
        headers.Vary = "Accept-Encoding, Accept";
        if (Matches(request.Headers.IfNoneMatch, etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        if (FileName is not null) headers.ContentDisposition = $"inline; filename=\"{FileName}\"";
        if (encoding is not null) headers.ContentEncoding = encoding;
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        if (HttpMethods.IsHead(request.Method)) return;

        // In one piece: written to the body it would be copied into, and sent from, pieces of 4 KiB.
        await response.StartAsync(httpContext.RequestAborted);
        bytes.CopyTo(response.BodyWriter.GetMemory(bytes.Length));
        response.BodyWriter.Advance(bytes.Length);
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    /// <summary>Whether the caller has it already.</summary>
    internal static bool Matches(StringValues ifNoneMatch, string etag)
    {
        if (ifNoneMatch.Count == 0) return false;
        if (ifNoneMatch.Count == 1 && string.Equals(ifNoneMatch[0], etag, StringComparison.Ordinal)) return true;

        return EntityTagHeaderValue.TryParseList(ifNoneMatch!, out var tags)
            && tags.Any(t => t.Tag == "*" || t.Compare(new EntityTagHeaderValue(etag), useStrongComparison: false));
    }

    private static byte[] Compress(byte[] body, Func<Stream, Stream> encoder)
    {
        using var target = new MemoryStream();
        using (var stream = encoder(target)) stream.Write(body);
        return target.ToArray();
    }

    private (string? Encoding, byte[] Bytes) Encoded(StringValues accepted)
    {
        if (body.Length < MinCompressed || accepted.Count == 0) return (null, body);
        if (Accepts(accepted, "br")) return ("br", brotli.Value);
        return Accepts(accepted, "gzip") ? ("gzip", gzip.Value) : (null, body);
    }

    private static bool Accepts(StringValues accepted, string encoding)
    {
        if (!accepted.ToString().Contains(encoding, StringComparison.OrdinalIgnoreCase)) return false;

        return StringWithQualityHeaderValue.TryParseList(accepted!, out var values)
            && values.Any(v => v.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && v.Quality is not 0);
    }
}
