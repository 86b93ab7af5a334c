using System.Collections.Concurrent;

namespace Aim.Storage.Tests.Pipeline;

/// <summary>What becomes of one request to storage.</summary>
internal enum Mishap
{
    None,

    /// <summary>The process dies before the request takes effect.</summary>
    DiesBefore,

    /// <summary>The process dies when the request has taken effect.</summary>
    DiesAfter,

    /// <summary>The request takes effect, and its answer is lost.</summary>
    AnswerLost,
}

/// <summary>The process has died; nothing that it still tries reaches storage.</summary>
internal sealed class ProcessDiedException : Exception;

/// <summary>The way of one process to storage: every request is counted, and a test decides what becomes of it.</summary>
internal sealed class StorageWire : DelegatingHandler
{
    private readonly ConcurrentQueue<string> requests = [];
    private int count;
    private int writes;
    private volatile bool dead;

    public StorageWire()
        : base(new SocketsHttpHandler())
    {
    }

    /// <summary>The write (counted from 1) that <see cref="Mishap"/> strikes.</summary>
    public int StrikesWrite { get; init; }

    /// <summary>The call, reads included (counted from 1), that <see cref="Mishap"/> strikes.</summary>
    public int StrikesCall { get; init; }

    public Mishap Mishap { get; init; }

    /// <summary>Sees each request, and its body, before it is sent.</summary>
    public Action<HttpRequestMessage, string>? OnWrite { get; set; }

    public int Count => count;

    public int Writes => writes;

    public IReadOnlyCollection<string> Requests => requests;

    /// <summary>The process dies now.</summary>
    public void Die() => dead = true;

    public void Reset()
    {
        requests.Clear();
        (count, writes) = (0, 0);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (dead) throw new ProcessDiedException();

        var call = Interlocked.Increment(ref count);
        var write = request.Method == HttpMethod.Get ? -1 : Interlocked.Increment(ref writes);
        requests.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery}");
        var mishap = call == StrikesCall || write == StrikesWrite ? Mishap : Mishap.None;
        dead = mishap is Mishap.DiesBefore or Mishap.DiesAfter;
        if (mishap == Mishap.DiesBefore) throw new ProcessDiedException();

        if (OnWrite is { } look && request.Content is { } content && request.Method != HttpMethod.Get)
        {
            await content.LoadIntoBufferAsync(cancellationToken);
            look(request, await content.ReadAsStringAsync(cancellationToken));
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (mishap == Mishap.None) return response;

        response.Dispose();
        throw mishap == Mishap.DiesAfter ? new ProcessDiedException() : new HttpRequestException("The answer is lost.");
    }
}
