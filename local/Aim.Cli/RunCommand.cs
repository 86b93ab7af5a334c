using System.CommandLine;

namespace Aim.Cli;

/// <summary><c>aim run</c>: its options and what is wrong with them.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "Port of the site and the API",
            HelpName = "PORT",
            DefaultValueFactory = _ => 7071,
            CustomParser = argument =>
            {
                if (Port.Parse(argument.Tokens[0].Value) is { } number)
                    return number;
                argument.AddError($"--port takes a number from 1 to 65535, not '{argument.Tokens[0].Value}'.");
                return 0;
            },
        };
        var data = new Option<string>("--data")
        {
            Description = "Serve the recorded files of this directory instead of the sample",
            HelpName = "DIR",
        };
        data.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } directory && !Directory.Exists(directory))
                result.AddError($"--data: there is no directory '{directory}'.");
        });
        var state = new Option<string>("--state")
        {
            Description = "Directory for storage, logs and the admin key [default: .aim in the repository]",
            HelpName = "DIR",
        };
        var fresh = new Option<bool>("--fresh") { Description = "Forget what earlier runs over the same data stored" };
        var adminKey = new Option<string>("--admin-key")
        {
            Description = "Key of the admin calls [default: one is made and kept]",
            HelpName = "KEY",
        };
        adminKey.Validators.Add(result =>
        {
            // It travels in a header.
            if (result.GetValueOrDefault<string>() is { } key && (key.Length == 0 || key.Any(c => c is <= ' ' or > '~')))
                result.AddError("--admin-key takes letters, digits and signs of ASCII, without spaces.");
        });

        var command = new Command("run", "Start storage, an upstream, the functions and the site on this machine, until Ctrl-C")
        {
            port, data, state, fresh, adminKey,
        };
        command.SetAction(async (arguments, stop) =>
        {
            var options = new RunOptions(
                arguments.GetValue(port),
                arguments.GetValue(data),
                arguments.GetValue(state) ?? Path.Combine(Repository.Root, ".aim"),
                arguments.GetValue(fresh),
                arguments.GetValue(adminKey));
            try
            {
                return await LocalRun.RunAsync(options, Progress.Console, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return 0;
            }
        });
        return command;
    }
}
