using Aim.Cli;
using Xunit;

[assembly: AssemblyFixture(typeof(Aim.Storage.Tests.AzuriteFixture))]

namespace Aim.Storage.Tests;

/// <summary>One real storage emulator for the whole test run, in a directory of its own. Tests keep apart by name.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("aim-azurite-");
    private Azurite? azurite;

    public string ConnectionString => azurite!.ConnectionString;

    /// <summary>A name that no other test uses, valid for a table and for a container: a letter, then lower-case letters and digits.</summary>
    public static string UniqueName() => $"t{Guid.NewGuid():N}"[..21];

    public async ValueTask InitializeAsync() => azurite = await Azurite.StartAsync(directory.FullName);

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
            await azurite.DisposeAsync();
        directory.Delete(recursive: true);
    }
}
