using Xunit;

namespace Aim.Storage.Tests.Runtime;

/// <summary>What the sample functions saw, in order, and what they are to do about it.</summary>
public sealed class Recorder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<string> _lines = [];
    private int _running;

    /// <summary>Part of each blob run after it is recorded.</summary>
    public Func<string, CancellationToken, Task> OnBlob { get; set; } = (_, _) => Task.CompletedTask;

    public int MostAtOnce { get; private set; }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    public void Add(string line)
    {
        lock (_lines)
            _lines.Add(line);
    }

    public async Task BlobAsync(string line, CancellationToken stop)
    {
        lock (_lines)
        {
            _lines.Add(line);
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        }

        try
        {
            await OnBlob(line, stop);
        }
        finally
        {
            lock (_lines)
                _running--;
        }
    }

    /// <summary>Waits until a line is there this many times.</summary>
    public Task WaitForAsync(string line, int times = 1) =>
        WaitAsync(() => Lines.Count(seen => string.Equals(seen, line, StringComparison.Ordinal)) >= times, line);

    public async Task WaitAsync(Func<bool> condition, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            if (patience.IsCancellationRequested)
                Assert.Fail($"Waited in vain for {what}; seen: {string.Join(" | ", Lines)}");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
