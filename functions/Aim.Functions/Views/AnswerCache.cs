using System.Collections.Concurrent;

namespace Aim.Functions.Views;

/// <summary>Answers by what was asked, for one version of the data. Bounded: when it is full it starts anew.</summary>
public sealed class AnswerCache
{
    private const long MaxBytes = 64 << 20, MaxAnswerBytes = 8 << 20;

    private volatile Generation generation = new("");

    public CachedAnswer? Find(string target, string dataVersion)
    {
        var now = generation;
        return now.Version == dataVersion && now.Answers.TryGetValue(target, out var answer) ? answer : null;
    }

    public void Keep(string target, string dataVersion, CachedAnswer answer)
    {
        var now = generation;
        if (now.Version != dataVersion || now.Bytes > MaxBytes) generation = now = new Generation(dataVersion);
        if (answer.Length <= MaxAnswerBytes && now.Answers.TryAdd(target, answer)) Interlocked.Add(ref now.Bytes, answer.Length + (2 * target.Length) + 1024);
    }

    private sealed class Generation(string version)
    {
        public long Bytes;

        public string Version { get; } = version;

        public ConcurrentDictionary<string, CachedAnswer> Answers { get; } = new(StringComparer.Ordinal);
    }
}
