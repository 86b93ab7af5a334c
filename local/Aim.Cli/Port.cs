using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aim.Cli;

/// <summary>The port that the site and the API answer on, of IPv4 and IPv6 loopback.</summary>
internal static class Port
{
    // A run that was killed leaves its app a moment longer on the port.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The port that a text names, or null when it names none.</summary>
    public static int? Parse(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535 ? port : null;

    /// <exception cref="CliException">Another program has it.</exception>
    public static async Task EnsureFreeAsync(int port, CancellationToken cancellationToken)
    {
        var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!CanBind(IPAddress.Loopback, port) || !CanBind(IPAddress.IPv6Loopback, port))
        {
            if (Environment.TickCount64 > deadline)
                throw new CliException($"Port {port} is in use: choose another with --port.", 2);
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    private static bool CanBind(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException exception)
        {
            // Only a taken port counts; a machine without IPv6 is no obstacle.
            return exception.SocketErrorCode is not (SocketError.AddressAlreadyInUse or SocketError.AccessDenied);
        }
    }
}
