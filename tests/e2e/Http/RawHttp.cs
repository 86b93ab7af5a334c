using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Aim.EndToEnd.Tests.Http;

/// <summary>Sends a request target as it stands: an HTTP client would tidy it up first.</summary>
internal static class RawHttp
{
    /// <summary>One request over a connection of its own.</summary>
    /// <returns>The status and everything after the status line, as Latin-1.</returns>
    public static async Task<(int Status, string Text)> SendAsync(Uri address, string target, string method = "GET")
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", address.Port, cancelled);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), cancelled);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var status = await reader.ReadLineAsync(cancelled) ?? throw new IOException($"No answer to {method} {target}");
        return (int.Parse(status.Split(' ')[1], CultureInfo.InvariantCulture), await reader.ReadToEndAsync(cancelled));
    }
}
