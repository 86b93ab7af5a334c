namespace Aim.Pipeline.Comtrade;

/// <summary>The last list of what is available. Reporters that ask at the same time share one question.</summary>
internal sealed class ComtradeAvailability(ComtradeOptions settings, TimeProvider clock)
{
    /// <summary>Long enough that the feeds of all reporters, which tick together, ask once.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Task<IReadOnlyList<ComtradeRelease>>? known;
    private DateTimeOffset asked;

    /// <param name="lookUp">Asks for the list; it serves several callers, so that none of them can stop it.</param>
    public Task<IReadOnlyList<ComtradeRelease>> GetAsync(Func<Task<IReadOnlyList<ComtradeRelease>>> lookUp, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!IsCurrent()) (known, asked) = (lookUp(), clock.GetUtcNow());
            return known!.WaitAsync(cancellationToken);
        }
    }

    private bool IsCurrent()
    {
        if (known is null or { IsCompleted: true, IsCompletedSuccessfully: false }) return false;

        var age = clock.GetUtcNow() - asked;
        var lasting = TimeSpan.FromMinutes(settings.AvailabilityMinutes);
        return age >= TimeSpan.Zero && age < (lasting > Shortest ? lasting : Shortest);
    }
}
