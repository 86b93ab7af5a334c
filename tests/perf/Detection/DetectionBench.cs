using System.Globalization;
using Aim.Trade.Codes;
using Aim.Trade.Signals;

namespace Aim.Bench.Detection;

/// <summary>What the alerts find and what they raise for nothing, with the code that answers: in random worlds and in the sample.</summary>
internal sealed class DetectionBench : IBench
{
    private const int Worlds = 100;
    private const string SurgeRule = "surge";

    /// <summary>The sample's licences are a year old at the first look, and its planted patterns begin after the last one.</summary>
    private static readonly DateOnly FirstLook = new(2022, 11, 15), LastLook = new(2026, 3, 31), Today = new(2026, 11, 20);

    public string Name => "detection";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        var book = CodeBook.Load(Path.Combine(AppContext.BaseDirectory, "Data"));
        return [.. await RandomAsync(book, cancellationToken), .. await SampleAsync(book, cancellationToken)];
    }

    private static async Task<IReadOnlyList<BenchRow>> RandomAsync(CodeBook book, CancellationToken cancellationToken)
    {
        var quiet = new List<Signal>();
        var found = new List<(string What, bool IsFound, bool IsUnusual)>();
        for (var seed = 1; seed <= Worlds; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var world = new RandomMarket(book, seed);
            quiet.AddRange(await world.Make([]).AlertsAsync(RandomMarket.Through));
            var plants = world.Plants();
            var signals = await world.Make(plants).AlertsAsync(RandomMarket.Through);
            found.AddRange(plants.Select(p => (p.What, signals.Exists(p.IsFoundBy), signals.Exists(s => p.IsFoundBy(s) && s.IsUnusual))));
        }

        return
        [
            .. False(string.Create(CultureInfo.InvariantCulture, $"{Worlds} random data sets without a pattern"), quiet, Worlds),
            .. found.GroupBy(f => f.What, StringComparer.Ordinal).Select(g => BenchRow.All($"  found: {g.Key}", g.Count(f => f.IsFound), g.Count())),
            .. found.GroupBy(f => f.What, StringComparer.Ordinal).Where(g => g.Any(f => f.IsFound && !f.IsUnusual))
                .Select(g => BenchRow.Figure($"    and called unusual, of {g.Count(f => f.IsFound)}", g.Count(f => f.IsUnusual), "")),
        ];
    }

    private static async Task<IReadOnlyList<BenchRow>> SampleAsync(CodeBook book, CancellationToken cancellationToken)
    {
        var sample = new SampleMarket(book, Today);
        var quiet = new Dictionary<string, Signal>(StringComparer.Ordinal);
        var looks = sample.Days.Where(d => d >= FirstLook && d <= LastLook && d.Day is >= 15 and < 22).ToList();
        foreach (var day in looks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var signal in await (await sample.OnAsync(day)).AlertsAsync(day)) quiet.TryAdd(signal.Id, signal);
        }

        var last = sample.Days[^1];
        var now = await (await sample.OnAsync(last)).AlertsAsync(last);
        Plant[] planted =
        [
            new("a surge of sheet from Vietnam", SurgeRule, "VN", "sheet-plate", null),
            new("Chinese metal by way of Thailand", "smelt-elsewhere", "TH", "sheet-plate", "CN"),
            new("profiles from India far below the price of others", "low-unit-value", "IN", "hollow-profiles-alloy", null),
            new("sheet from Turkey turns into foil", "code-shift", "TR", "foil", "sheet-plate"),
        ];
        return
        [
            .. False(string.Create(CultureInfo.InvariantCulture, $"sample, {looks.Count} months before its planted patterns"), quiet.Values, looks.Count),
            .. planted.Select(p => BenchRow.All($"  found: {p.What}", now.Exists(p.IsFoundBy) ? 1 : 0, 1)),
        ];
    }

    /// <summary>The thresholds of surges are fixed; of them those count that the alerts call unusual.</summary>
    private static IEnumerable<BenchRow> False(string where, IReadOnlyCollection<Signal> signals, int months)
    {
        yield return BenchRow.Below($"false alerts a month: {where}", (double)signals.Count(s => s.IsUnusual) / months, "", 1);
        foreach (var rule in Screening.Rules) yield return BenchRow.Figure($"  of {rule}", (double)signals.Count(s => s.IsUnusual && s.Rule.Name == rule) / months, "");
        yield return BenchRow.Figure("  surges that are usual, beside", (double)signals.Count(s => !s.IsUnusual) / months, "");
    }
}
