using Azure;
using Microsoft.AspNetCore.Http;

namespace Aim.Functions.Views.Requests;

/// <summary>
/// Whoever asks hears within seconds that storage does not answer, however long the clients of storage would go on trying. What
/// changes something takes the time that it needs.
/// </summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <returns>The answer, or 503.</returns>
    public static async Task<IResult> AnswerAsync(HttpContext context, Func<CancellationToken, Task<IResult>> answer)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) limit.CancelAfter(Limit);
        try
        {
            return await answer(limit.Token);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException || (e is OperationCanceledException && !context.RequestAborted.IsCancellationRequested))
        {
            return Problem.Unavailable;
        }
    }
}
