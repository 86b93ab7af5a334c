using Aim.Pipeline.Serving;
using Aim.Pipeline.Storage;
using Microsoft.AspNetCore.Http;

namespace Aim.Functions.Views.Files;

/// <summary>Files that follow from what is published: made once, then read from the store. The name of a file tells its content.</summary>
public sealed class MadeFiles(FileStore files) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    /// <param name="name">Of the file; its identifier for a browser that has it.</param>
    /// <param name="contentType">Of the file.</param>
    /// <param name="fileName">Under which a browser saves it.</param>
    /// <param name="write">Makes it.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    public async Task<IResult> AnswerAsync(string name, string contentType, string fileName, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var file = await files.OpenAsync(name, cancellationToken);
        if (file is null)
        {
            await MakeAsync(name, contentType, write, cancellationToken);
            file = await files.OpenAsync(name, cancellationToken);
        }

        return file is { } found ? new FileAnswer(found.Body, found.Length, contentType, Path.GetFileNameWithoutExtension(name), fileName) : Requests.Problem.Unavailable;
    }

    /// <summary>Makes a file that is not there yet.</summary>
    public async Task MakeAsync(string name, string contentType, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        // It takes much memory for a while: never two of them.
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (await files.ExistsAsync(name, cancellationToken)) return;

            await using var spool = new Spool();
            await write(spool, cancellationToken);
            await files.PutAsync(name, spool, contentType, cancellationToken);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();
}
