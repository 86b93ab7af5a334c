using System.Collections.ObjectModel;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Aim.Local.Runtime;

/// <summary>Runs one timer function by its schedule, one run at a time.</summary>
internal sealed class TimerFunction
{
    // A longer wait would miss that the machine slept or that its clock was set.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private readonly Schedule _schedule;
    private readonly TimerTriggerAttribute _trigger;
    private readonly RetryPolicy _retries;

    /// <exception cref="InvalidOperationException">The schedule cannot be read, or the trigger's parameter is no TimerInfo.</exception>
    public TimerFunction(Function function, TimerTriggerAttribute trigger, IConfiguration configuration)
    {
        if (function.Input.ParameterType != typeof(TimerInfo))
            throw function.Refuse("a timer trigger binds to TimerInfo.");
        Function = function;
        _trigger = trigger;
        _schedule = Schedule.Parse(function, SettingText.Resolve(function, trigger.Schedule, configuration));
        _retries = RetryPolicy.Of(function.Method.GetCustomAttribute<RetryAttribute>());
        function.Compile([]);
    }

    public Function Function { get; }

    /// <summary>One run outside the schedule. What fails is logged and waits for the next run.</summary>
    public Task RunOnceAsync(FunctionRunner runner, TimerInfo info, CancellationToken cancellationToken) => runner.TryRunAsync(
        Function, ReadOnlyDictionary<string, object?>.Empty, _ => new(info), _retries, cancellationToken);

    /// <summary>Runs by the schedule until cancelled, first at once when a run was missed or <paramref name="atOnce"/> says so.</summary>
    public async Task RunAsync(
        FunctionRunner runner, HostStorage storage, TimeProvider clock, bool atOnce, CancellationToken cancellationToken)
    {
        var path = $"timers/{storage.HostId}/{Function.Name}/status";
        var now = clock.GetUtcNow().UtcDateTime;
        var monitor = _trigger.UseMonitor && !_schedule.IsMoreOftenThanMinutely(now);
        var status = monitor ? await storage.ReadAsync<ScheduleStatus>(path, cancellationToken) : null;
        var pastDue = atOnce || (status is not null && IsPastDue(status, now));
        var last = status?.Last ?? default;
        if (pastDue || _trigger.RunOnStartup)
        {
            last = now;
            await RunOnceAsync(runner, new() { IsPastDue = pastDue, ScheduleStatus = status }, cancellationToken);
        }

        while (true)
        {
            now = clock.GetUtcNow().UtcDateTime;
            var next = _schedule.Next(now);
            status = monitor ? new() { Last = last, Next = next, LastUpdated = now } : null;
            if (monitor)
                await storage.WriteAsync(path, status, cancellationToken);
            while ((last = clock.GetUtcNow().UtcDateTime) < next)
                await Task.Delay(TimeSpan.FromTicks(Math.Min((next - last).Ticks, LongestDelay.Ticks)), cancellationToken);
            await RunOnceAsync(runner, new() { ScheduleStatus = status }, cancellationToken);
        }
    }

    // A schedule that has changed since owes nothing: the time it recorded is not one of its own.
    private bool IsPastDue(ScheduleStatus status, DateTime now) => now > status.Next && _schedule.Next(status.LastUpdated) == status.Next;
}
