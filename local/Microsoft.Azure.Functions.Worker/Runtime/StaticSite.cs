using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Aim.Local.Runtime;

/// <summary>Serves the built site, and of a file the compressed sibling that the caller can read and that stands beside it.</summary>
internal static class StaticSite
{
    private static readonly string[] Hashed = ["/assets", "/published"];

    private static readonly (string Coding, string Suffix)[] Codings = [("br", ".br"), ("gzip", ".gz")];

    /// <param name="app">The host.</param>
    /// <param name="directories">Of a file that several have, the first counts: what was published lies over what was built.</param>
    public static void Use(WebApplication app, IReadOnlyList<string> directories)
    {
        var files = new CompositeFileProvider(directories.Select(directory => new PhysicalFileProvider(directory)));
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.Use((http, next) =>
        {
            if (http.GetEndpoint() is null && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)))
                Choose(http, files);
            return next(http);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = new PlainTypes(),
            OnPrepareResponse = prepared => Label(prepared.Context),
        });
        app.Use((http, next) => IsPage(http) && files.GetFileInfo("/404.html") is { Exists: true } page ? LoseAsync(http, page) : next(http));
    }

    private static bool IsPage(HttpContext http) =>
        http.GetEndpoint() is null && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) && !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    private static Task LoseAsync(HttpContext http, IFileInfo page)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-cache";
        return http.Response.SendFileAsync(page);
    }

    private static void Choose(HttpContext http, CompositeFileProvider files)
    {
        var accepted = http.Request.GetTypedHeaders().AcceptEncoding;
        foreach (var (coding, suffix) in Codings)
        {
            if (!accepted.Any(value => value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && value.Quality is null or > 0))
                continue;
            if (!files.GetFileInfo(http.Request.Path + suffix).Exists)
                continue;
            http.Request.Path += suffix;
            http.Items[typeof(StaticSite)] = coding;
            return;
        }
    }

    private static void Label(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        // Names in these folders carry a hash of the content; all others are asked for again each time.
        headers.CacheControl = Array.Exists(Hashed, folder => http.Request.Path.StartsWithSegments(folder, StringComparison.Ordinal))
            ? "public, max-age=31536000, immutable"
            : "no-cache";
        headers.XContentTypeOptions = "nosniff";
        if (http.Items[typeof(StaticSite)] is string coding)
            headers.ContentEncoding = new StringValues(coding);
    }

    /// <summary>The type of a file by its name, of a compressed one by the name of the plain one.</summary>
    private sealed class PlainTypes : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider _types = new();

        public bool TryGetContentType(string subpath, out string contentType)
        {
            var suffix = Codings.FirstOrDefault(coding => subpath.EndsWith(coding.Suffix, StringComparison.OrdinalIgnoreCase)).Suffix;
            var found = _types.TryGetContentType(suffix is null ? subpath : subpath[..^suffix.Length], out var type);
            contentType = type is null || !type.StartsWith("text/", StringComparison.Ordinal) ? type! : $"{type}; charset=utf-8";
            return found;
        }
    }
}
