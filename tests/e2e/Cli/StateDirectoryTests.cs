using Aim.Cli;
using Xunit;

namespace Aim.EndToEnd.Tests.Cli;

public sealed class StateDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void One_run_at_a_time_has_it()
    {
        using (Open())
        {
            var refusal = Assert.Throws<CliException>(() => Open());
            Assert.Equal(2, refusal.ExitCode);
            Assert.Contains(Path.Combine(root.Path, "sample"), refusal.Message, StringComparison.Ordinal);
        }

        Open().Dispose();
    }

    [Fact]
    public void Another_upstream_beside_it_is_no_conflict()
    {
        using var sample = Open();
        using var live = StateDirectory.Open(root.Path, "live");

        Assert.NotEqual(sample.Path, live.Path, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Clearing_empties_its_own_directory_only()
    {
        foreach (var name in (string[])["sample", "live"])
        {
            Directory.CreateDirectory(Path.Combine(root.Path, name));
            File.WriteAllText(Path.Combine(root.Path, name, "data"), "x");
        }

        using var state = Open();
        await state.ClearAsync(TestContext.Current.CancellationToken);

        Assert.Empty(Directory.GetFileSystemEntries(state.Path));
        Assert.True(File.Exists(Path.Combine(root.Path, "live", "data")));
    }

    [Fact]
    public void The_admin_key_is_kept_and_for_its_owner_only()
    {
        string key;
        using (var state = Open())
            key = state.AdminKey();

        using var again = Open();
        Assert.Matches("^[0-9a-f]{32}$", key);
        Assert.Equal(key, again.AdminKey());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(again.Path, "admin-key")));
    }

    [Fact]
    public void A_half_written_admin_key_is_replaced()
    {
        using var state = Open();
        File.WriteAllText(Path.Combine(state.Path, "admin-key"), "12");

        Assert.Matches("^[0-9a-f]{32}$", state.AdminKey());
    }

    [Fact]
    public void A_root_that_is_a_file_is_a_bad_argument()
    {
        var file = Path.Combine(root.Path, "file");
        File.WriteAllText(file, "");

        Assert.Equal(2, Assert.Throws<CliException>(() => StateDirectory.Open(file, "sample")).ExitCode);
    }

    private StateDirectory Open() => StateDirectory.Open(root.Path, "sample");
}
