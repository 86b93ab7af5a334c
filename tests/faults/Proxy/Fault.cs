using System.Globalization;
using System.Net;
using System.Text;

namespace Aim.Faults.Proxy;

/// <summary>What happens to one call.</summary>
public delegate Task Fault(Exchange call);

/// <summary>The faults that are played.</summary>
public static class Faults
{
    /// <summary>Breaks the connection before anything is passed on.</summary>
    public static Fault Refuse { get; } = call =>
    {
        call.Cut();
        return Task.CompletedTask;
    };

    /// <summary>Takes the call and does not answer while the fault lasts.</summary>
    public static Fault Hang { get; } = async call =>
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, call.Mended);
        await Task.Delay(Timeout.Infinite, end.Token);
    };

    /// <summary>Passes the call on, so that it takes effect, and breaks the connection before the answer.</summary>
    public static Fault LoseAnswer { get; } = async call =>
    {
        using var answer = await call.ForwardAsync();
        await answer.Content.LoadIntoBufferAsync();
        call.Cut();
    };

    /// <summary>Passes the call on twice, as a network that repeats; the second answer goes back.</summary>
    public static Fault Repeat { get; } = async call =>
    {
        using (await call.ForwardAsync())
            await call.PassAsync();
    };

    public static Fault Delay(TimeSpan time) => async call =>
    {
        await Task.Delay(time, call.Aborted);
        await call.PassAsync();
    };

    /// <summary>Passes the call on when another has ended, so that a later one can overtake it; after ten seconds at the latest.</summary>
    public static Fault HoldUntil(Task other) => async call =>
    {
        await Task.WhenAny(other, Task.Delay(TimeSpan.FromSeconds(10), call.Aborted));
        await call.PassAsync();
    };

    /// <summary>Answers by itself; nothing is passed on.</summary>
    public static Fault Answer(int status, string body = "", params (string Name, string Value)[] headers) => async call =>
    {
        using var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        foreach (var (name, value) in headers)
        {
            if (!answer.Headers.TryAddWithoutValidation(name, value)) answer.Content.Headers.TryAddWithoutValidation(name, value);
        }

        await call.AnswerAsync(answer);
    };

    /// <summary>An error in the form of the storage services.</summary>
    public static Fault StorageError(int status, string code) => call => call.Target.Contains("Tables", StringComparison.Ordinal) || call.Target.Contains('(', StringComparison.Ordinal) || call.Target.Contains("$batch", StringComparison.Ordinal)
        ? Answer(status, $$"""{"odata.error":{"code":"{{code}}","message":{"lang":"en-US","value":"{{code}}"} } }""", ("Content-Type", "application/json"))(call)
        : Answer(status, $"""<?xml version="1.0" encoding="utf-8"?><Error><Code>{code}</Code><Message>{code}</Message></Error>""", ("Content-Type", "application/xml"), ("x-ms-error-code", code))(call);

    /// <summary>Sends a part of the true answer, and then breaks the connection; the whole length has been declared, or the end of the last chunk is missing.</summary>
    public static Fault CutBody(double share, bool declare = true) => async call =>
    {
        using var answer = await call.ForwardAsync();
        var body = await answer.Content.ReadAsByteArrayAsync();
        answer.Content.Headers.ContentLength = declare ? body.Length : null;
        await call.AnswerAsync(answer, async to =>
        {
            await to.WriteAsync(body.AsMemory(0, (int)(body.Length * share)));
            await to.FlushAsync();
            // An abort also drops what is not sent yet.
            await Task.Delay(50);
            call.Cut();
        });
    };

    /// <summary>Sends the true answer in small pieces with a pause after each.</summary>
    public static Fault Throttle(int bytes, TimeSpan pause) => async call =>
    {
        using var answer = await call.ForwardAsync();
        var body = await answer.Content.ReadAsByteArrayAsync();
        await call.AnswerAsync(answer, async to =>
        {
            foreach (var piece in body.Chunk(bytes))
            {
                await to.WriteAsync(piece, call.Aborted);
                await to.FlushAsync(call.Aborted);
                await Task.Delay(pause, call.Aborted);
            }
        });
    };

    /// <summary>Sends the true answer with another body.</summary>
    public static Fault Change(Func<string, string> body) => async call =>
    {
        using var answer = await call.ForwardAsync();
        var changed = Encoding.UTF8.GetBytes(body(await answer.Content.ReadAsStringAsync()));
        answer.Content.Headers.ContentLength = changed.Length;
        await call.AnswerAsync(answer, async to => await to.WriteAsync(changed));
    };

    /// <summary>Does something first, as to end a process, and then passes the call on or not.</summary>
    public static Fault After(Func<Task> first, Fault then) => async call =>
    {
        await first();
        await then(call);
    };

    /// <summary>The HTTP date so many seconds from now.</summary>
    public static string DateIn(int seconds) => DateTimeOffset.UtcNow.AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture);
}
