using System.Reflection;

namespace Aim.Cli;

/// <summary>Where things are in the clone that this program was built from.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The built assembly of a project, in the configuration of this program.</summary>
    /// <param name="project">The project's folder, relative to the root.</param>
    /// <param name="assembly">The assembly's name, without its ending.</param>
    public static string Assembly(string project, string assembly) =>
        Path.Combine(Root, project, "bin", Configuration, "net10.0", assembly + ".dll");

    private static string Configuration { get; } =
        typeof(Repository).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Aim.Functions.sln")))
                return directory.FullName;
        }

        throw new CliException($"No Aim.Functions.sln above {AppContext.BaseDirectory}.");
    }
}
