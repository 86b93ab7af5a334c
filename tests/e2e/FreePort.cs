using System.Net;
using System.Net.Sockets;

namespace Aim.EndToEnd.Tests;

/// <summary>
/// Ports below those that the system hands out by itself: what is free stays free until the process that it was chosen for listens.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000, Count = 12_000;

    private static int taken = Environment.ProcessId * 97;

    public static int Take()
    {
        while (true)
        {
            var port = First + ((Interlocked.Increment(ref taken) & int.MaxValue) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there; the next one may do.
            }
        }
    }
}
