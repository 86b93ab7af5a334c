using Aim.Pipeline.Census;
using Aim.Pipeline.Comtrade;

namespace Aim.Bench.Comtrade;

/// <summary>The number of groups, and the sums over all of them: equal for all who did the same work.</summary>
internal readonly record struct ComtradeSums(int Groups, long Grams, long Mills)
{
    public static ComtradeSums operator +(ComtradeSums a, ComtradeSums b) => new(a.Groups + b.Groups, a.Grams + b.Grams, a.Mills + b.Mills);

    /// <summary>Reads a file, and sums weight and value by flow, heading and partner.</summary>
    /// <param name="file">Answers of one reporter.</param>
    /// <param name="reporter">Its M49 code.</param>
    /// <param name="byMonth">Whether each month has groups of its own.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<ComtradeSums> ReadAsync(string file, int reporter, bool byMonth, CancellationToken cancellationToken)
    {
        await using var body = new FileStream(file, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        var answer = await ComtradeReader.ReadAsync(body, reporter, cancellationToken);
        using var groups = new KeyTable<(long Grams, long Mills)>();
        foreach (var cell in answer.Cells)
        {
            if (cell.Partner == 0) continue;

            var month = byMonth ? cell.Month.Index : 0;
            ref var sums = ref groups.GetOrAdd(((ulong)month << 34) | ((ulong)cell.Flow << 32) | ((ulong)cell.Heading << 16) | (ushort)cell.Partner, out _);
            sums.Grams += cell.Grams ?? 0;
            sums.Mills += cell.Mills ?? 0;
        }

        var all = new ComtradeSums(groups.Count, 0, 0);
        foreach (var sums in groups.Values) all += new ComtradeSums(0, sums.Grams, sums.Mills);
        return all;
    }

    public override string ToString() => FormattableString.Invariant($"{Groups} {Grams} {Mills}");
}
