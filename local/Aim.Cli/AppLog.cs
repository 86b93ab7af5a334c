namespace Aim.Cli;

/// <summary>What the function app prints: into a file, with its last lines at hand. The log of the start before is kept beside it.</summary>
internal sealed class AppLog : IDisposable
{
    private const int TailLength = 20;

    private readonly Lock gate = new();
    private readonly StreamWriter file;
    private readonly Queue<string> tail = new(TailLength);

    public AppLog(string path)
    {
        if (File.Exists(path))
            File.Move(path, path + ".1", overwrite: true);
        file = new StreamWriter(path) { AutoFlush = true };
    }

    public IReadOnlyList<string> Tail
    {
        get
        {
            lock (gate)
                return [.. tail];
        }
    }

    public void Write(string line)
    {
        lock (gate)
        {
            if (tail.Count == TailLength)
                tail.Dequeue();
            tail.Enqueue(line);
            file.WriteLine(line);
        }
    }

    public void Dispose() => file.Dispose();
}
