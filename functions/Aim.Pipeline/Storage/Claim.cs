using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;

namespace Aim.Pipeline.Storage;

/// <summary>
/// The right to change an entity and what it stands for, held by one process for a short while at a time. It is written into the
/// entity itself, so that taking it, renewing it and the change it guards are conditional writes of one row.
/// </summary>
/// <remarks>Wall clock, not the replayed one: a claim is about processes, not about data.</remarks>
public static class Claim
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private static readonly string Owner = string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}");

    private static long taken;

    /// <summary>How often a holder renews.</summary>
    public static TimeSpan RenewEvery { get; } = Length / 4;

    /// <summary>Whether a process that is still alive holds the claim; this one counts, too.</summary>
    public static bool IsHeld(TableEntity entity) =>
        entity.GetString(nameof(Owner)) is { Length: > 0 } owner && entity.GetDateTimeOffset("Until") > DateTimeOffset.UtcNow && IsAlive(owner);

    /// <summary>Whether the last holder ended without letting go.</summary>
    public static bool IsAbandoned(TableEntity entity) => entity.GetString(nameof(Owner)) is { Length: > 0 } && !IsHeld(entity);

    public static void Take(TableEntity entity)
    {
        // Each time another: of two takers in one process each knows its own write.
        entity[nameof(Owner)] = string.Create(CultureInfo.InvariantCulture, $"{Owner}:{Interlocked.Increment(ref taken)}");
        entity["Until"] = DateTimeOffset.UtcNow + Length;
    }

    public static void Release(TableEntity entity)
    {
        entity[nameof(Owner)] = "";
        entity["Until"] = DateTimeOffset.UnixEpoch;
    }

    /// <summary>A process of this machine that is gone will never renew: nobody needs to wait for its claim to run out.</summary>
    private static bool IsAlive(string owner)
    {
        if (owner.Split(':') is not [var machine, var id, ..] || machine != Environment.MachineName) return true;

        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return owner.StartsWith(Owner, StringComparison.Ordinal) || process.Id != Environment.ProcessId;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
