using System.Globalization;

namespace Aim.EndToEnd.Tests;

/// <summary>What runs below a process, from <c>/proc</c>.</summary>
internal static class ProcessTree
{
    /// <summary>The ids of all processes below one.</summary>
    public static IReadOnlyList<int> Descendants(int processId)
    {
        var parents = Directory.EnumerateDirectories("/proc")
            .Select(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (Id: id, Parent: Stat(id)?.Parent))
            .ToLookup(process => process.Parent, process => process.Id);
        var found = new List<int>();
        for (var (level, next) = (new[] { processId }, Array.Empty<int>()); level.Length > 0; level = next)
        {
            next = [.. level.SelectMany(id => parents[id])];
            found.AddRange(next);
        }

        return found;
    }

    /// <summary>Waits until none of them runs.</summary>
    /// <returns>Those that still run after the time.</returns>
    public static async Task<IReadOnlyList<int>> StillRunningAsync(IReadOnlyList<int> processIds, TimeSpan time)
    {
        var deadline = Environment.TickCount64 + (long)time.TotalMilliseconds;
        while (true)
        {
            int[] running = [.. processIds.Where(IsRunning)];
            if (running.Length == 0 || Environment.TickCount64 > deadline)
                return running;
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    // A zombie has ended; only nobody has asked for its exit code.
    private static bool IsRunning(int processId) => Stat(processId) is { State: not 'Z' };

    private static (char State, int Parent)? Stat(int processId)
    {
        try
        {
            // "id (name) state parent ...", and a name may hold blanks and brackets.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
