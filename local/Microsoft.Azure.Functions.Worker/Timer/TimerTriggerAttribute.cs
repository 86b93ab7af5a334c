using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a function by the clock (UTC).</summary>
/// <param name="schedule">
/// Cron of 5 or 6 fields (the first of 6 is the second), a <see cref="TimeSpan"/>, or <c>%Setting%</c> for either.
/// </param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    public string Schedule { get; } = schedule;

    /// <summary>Keeps the schedule's state in storage, so that a run missed while the app was down is made up for. Never kept
    /// for schedules more often than once a minute.</summary>
    public bool UseMonitor { get; set; } = true;

    public bool RunOnStartup { get; set; }
}
