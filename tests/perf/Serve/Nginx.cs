using System.Diagnostics;
using System.Globalization;
using Aim.EndToEnd.Tests;

namespace Aim.Bench.Serve;

/// <summary>nginx over files that hold an answer just as the app encodes it, with a worker for each processor.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aim-bench-nginx-");
    private readonly Process process;
    private readonly Uri address;

    private Nginx(byte[] brotli, byte[] gzip)
    {
        var port = FreePort.Take();
        address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        var files = folder.CreateSubdirectory("files");
        File.WriteAllBytes(Path.Combine(files.FullName, "brotli.json"), brotli);
        File.WriteAllBytes(Path.Combine(files.FullName, "gzip.json.gz"), gzip);
        var configuration = Path.Combine(folder.FullName, "nginx.conf");
        File.WriteAllText(configuration, Configuration(port));
        process = Process.Start(new ProcessStartInfo("nginx", ["-p", folder.FullName, "-e", "error.log", "-c", configuration]) { UseShellExecute = false })!;
    }

    /// <summary>The answer in brotli: it has no module for that, so this is a plain file with the header.</summary>
    public Uri Brotli => new(address, "brotli.json");

    /// <summary>The answer in gzip, by <c>gzip_static</c>.</summary>
    public Uri Gzip => new(address, "gzip.json");

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<Nginx> StartAsync(byte[] brotli, byte[] gzip, CancellationToken cancellationToken)
    {
        var server = new Nginx(brotli, gzip);
        try
        {
            using var http = new HttpClient();
            while (!await AnswersAsync(http, server.Brotli, cancellationToken))
            {
                if (server.process.HasExited) throw new InvalidOperationException("nginx ended before it answered.");
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }

            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Its workers go with it, which they would not do if it were killed.
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(address, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>A user is named for root only, whose workers would else be another's and not reach the folder.</summary>
    private static string Configuration(int port) => string.Create(CultureInfo.InvariantCulture, $$"""
        daemon off;
        pid nginx.pid;
        {{(Environment.UserName == "root" ? "user root;" : "")}}
        worker_processes {{Environment.ProcessorCount}};
        events { worker_connections 1024; }
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 1000000000;
          open_file_cache max=16;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          default_type application/json;
          add_header Cache-Control "public, max-age=300, stale-while-revalidate=3600";
          add_header Vary "Accept-Encoding, Accept";
          server {
            listen 127.0.0.1:{{port}};
            root files;
            location = /brotli.json {
              add_header Content-Encoding br;
            }
            location = /gzip.json {
              gzip_static on;
            }
          }
        }
        """);
}
