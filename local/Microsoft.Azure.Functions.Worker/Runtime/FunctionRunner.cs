using System.Diagnostics;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aim.Local.Runtime;

/// <summary>Runs functions that no request started: a scope and the whole pipeline for each try.</summary>
internal sealed class FunctionRunner(IServiceScopeFactory scopes, FunctionExecutionDelegate pipeline, ILoggerFactory loggers)
{
    /// <summary>False when every try failed; each failure is logged.</summary>
    /// <exception cref="OperationCanceledException">The host stops.</exception>
    public async Task<bool> TryRunAsync(
        Function function,
        IReadOnlyDictionary<string, object?> data,
        Func<CancellationToken, ValueTask<object?>> readInput,
        RetryPolicy policy,
        CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger($"Function.{function.Name}");
        for (var retry = 0; ;)
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                await RunAsync(new(function, data, cancellationToken)
                {
                    ReadInput = _ => readInput(cancellationToken),
                    Retry = policy.MaxRetryCount == 0 ? null : new InvocationRetry(retry, policy.MaxRetryCount),
                });
                logger.LogDebug("{Function} ran for {Duration}", function.Name, Stopwatch.GetElapsedTime(started));
                return true;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
#pragma warning disable CA1031 // The host answers for whatever a function throws.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.LogError(exception, "{Function} failed, try {Try}", function.Name, retry + 1);
            }

            if (!policy.Allows(++retry))
                return false;
            await Task.Delay(policy.Delay(retry), cancellationToken);
        }
    }

    private async Task RunAsync(Invocation invocation)
    {
        await using var scope = scopes.CreateAsyncScope();
        invocation.InstanceServices = scope.ServiceProvider;
        try
        {
            await pipeline(invocation);
        }
        finally
        {
            if (invocation.Input is Stream stream)
                await stream.DisposeAsync();
        }
    }
}
