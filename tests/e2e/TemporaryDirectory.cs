namespace Aim.EndToEnd.Tests;

internal sealed class TemporaryDirectory : IDisposable
{
    // A blank in the name: every path must survive one.
    public string Path { get; } = Directory.CreateTempSubdirectory("aim e2e ").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
