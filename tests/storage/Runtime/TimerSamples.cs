using Microsoft.Azure.Functions.Worker;

namespace Aim.Storage.Tests.Runtime;

public sealed class TimerSample(Recorder recorder)
{
    [Function("Timer")]
    public void Run([TimerTrigger("%Schedule%")] TimerInfo timer) =>
        recorder.Add($"ran{(timer.IsPastDue ? " late" : "")}{(timer.ScheduleStatus is null ? "" : " with status")}");
}

public sealed class StartupSample(Recorder recorder)
{
    [Function("Startup")]
    public void Run([TimerTrigger("%Schedule%", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) =>
        recorder.Add($"ran{(timer.IsPastDue ? " late" : "")}{(timer.ScheduleStatus is null ? "" : " with status")}");
}

public sealed class FailingSamples(Recorder recorder)
{
    [Function("Failing")]
    public void Run([TimerTrigger("* * * * * *")] TimerInfo timer)
    {
        recorder.Add(timer.ScheduleStatus is null ? "failing" : "failing with status");
        throw new InvalidOperationException("always");
    }

    [Function("Retried")]
    [FixedDelayRetry(2, "00:00:00.001")]
    public void Retry([TimerTrigger("%Schedule%", RunOnStartup = true)] TimerInfo timer, FunctionContext context)
    {
        recorder.Add($"try {context.RetryContext.RetryCount} of {context.RetryContext.MaxRetryCount} {timer.IsPastDue}");
        throw new InvalidOperationException("always");
    }
}
