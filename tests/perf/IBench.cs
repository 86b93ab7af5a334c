namespace Aim.Bench;

/// <summary>Measures one row or several of the budget table.</summary>
internal interface IBench
{
    string Name { get; }

    Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken);
}
