using Xunit;

namespace Aim.Tests.Upstream;

/// <summary>Published figures, which are no part of the repository: a test that needs them is skipped where they are absent.</summary>
internal static class RealData
{
    public static string File(string name)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("AIM_REAL_DATA") ?? Folder(), name);
        Assert.SkipUnless(System.IO.File.Exists(path), "the published figures are not beside this repository");
        return path;
    }

    private static string Folder()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !System.IO.File.Exists(Path.Combine(directory.FullName, "Aim.Functions.sln"))) directory = directory.Parent;
        return Path.Combine(directory?.Parent?.FullName ?? "", "shared", "real");
    }
}
