using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Aim.Tests.Infra;

/// <summary>Workflows and scripts can be read by those who run them, and run nothing that may change under its name.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows { get; } = new(Directory.EnumerateFiles(Deployment.PathOf(".github", "workflows")).Select(f => Path.GetFileName(f)!).Order());

    public static TheoryData<string> Scripts { get; } = new(Directory.EnumerateFiles(Deployment.PathOf("infra"), "*.sh").Select(f => Path.GetFileName(f)!).Order());

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_is_YAML_its_actions_are_pinned_and_it_may_only_read(string workflow)
    {
        var root = Read(workflow);
        var steps = Jobs(root).SelectMany(job => (YamlSequenceNode)job["steps"]).ToList();

        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.True(Has(step, "run") != Has(step, "uses")));
        Assert.All(steps.Where(s => Has(s, "uses")), step => Assert.Matches(Pinned(), step["uses"].ToString()));
        Assert.Equal("read", root["permissions"]["contents"].ToString());
        Assert.All(Jobs(root), job => Assert.True(Has(job, "timeout-minutes")));
    }

    [Fact]
    public void The_host_gets_settings_that_there_are_and_every_schedule()
    {
        var names = ((YamlSequenceNode)Read("azure.yml")["jobs"]["host"]["steps"]).Where(s => Has(s, "env"))
            .SelectMany(s => ((YamlMappingNode)s["env"]).Children.Keys).Select(k => k.ToString()).Where(n => n.StartsWith("Aim__", StringComparison.Ordinal)).ToList();

        Assert.Empty(names.Except(Deployment.Options.Keys.Concat(Deployment.Schedules), StringComparer.Ordinal));
        Assert.Empty(Deployment.Schedules.Except(names, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_can_be_read_by_a_shell(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-n", Deployment.PathOf("infra", script)]) { RedirectStandardError = true, UseShellExecute = false })!;
        var errors = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", errors);
    }

    private static YamlNode Read(string workflow)
    {
        using var reader = File.OpenText(Deployment.PathOf(".github", "workflows", workflow));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return Assert.Single(yaml.Documents).RootNode;
    }

    private static IEnumerable<YamlNode> Jobs(YamlNode root) => ((YamlMappingNode)root["jobs"]).Children.Values;

    private static bool Has(YamlNode node, string key) => ((YamlMappingNode)node).Children.ContainsKey(key);

    [GeneratedRegex("^[a-z-]+/[a-z-]+@[0-9a-f]{40}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pinned();
}
