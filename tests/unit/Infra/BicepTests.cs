using System.Text.Json.Nodes;
using Xunit;

namespace Aim.Tests.Infra;

/// <summary>The templates hold together: what the compiler would say of names, without the compiler.</summary>
public sealed class BicepTests
{
    public static TheoryData<string> Templates { get; } = new(Directory.EnumerateFiles(Deployment.PathOf("infra"), "*.bicep").Select(f => Path.GetFileName(f)!).Order());

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_name_is_declared_and_every_declaration_is_used(string template)
    {
        var file = BicepFile.Load(template);

        Assert.Empty(file.Undeclared);
        Assert.Empty(file.Unused("param"));
        Assert.Empty(file.Unused("var"));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Modules_get_the_parameters_that_they_have_and_give_the_outputs_that_are_asked_for(string template)
    {
        var file = BicepFile.Load(template);
        foreach (var (symbol, path) in file.Modules)
        {
            var module = BicepFile.Load(path);
            var given = ((JsonObject)file.Values[symbol]!["params"]!).Select(p => p.Key);
            Assert.Equal(module.Declared["param"].Order(), given.Order());
        }

        Assert.All(file.UsedOutputs, used => Assert.Contains(used.Output, BicepFile.Load(file.Modules[used.Module]).Declared["output"]));
    }

    [Theory]
    [InlineData("test")]
    [InlineData("prod")]
    public void Both_environments_say_every_parameter(string environment)
    {
        var parameters = BicepFile.Load($"{environment}.bicepparam");

        Assert.Empty(parameters.Undeclared);
        Assert.Equal(BicepFile.Load("main.bicep").Declared["param"].Order(), parameters.Declared["param"].Order());
        Assert.Equal(environment, (string?)parameters.Values["environmentName"]);
    }

    [Fact]
    public void Scripts_ask_for_outputs_that_there_are()
    {
        var outputs = BicepFile.Load("main.bicep").Declared["output"];
        var asked = from script in Directory.EnumerateFiles(Deployment.PathOf("infra"), "*.sh")
                    from part in File.ReadAllText(script).Split("$(output ").Skip(1)
                    select part[..part.IndexOf(')', StringComparison.Ordinal)];

        Assert.Equal(outputs.Order(), asked.Distinct(StringComparer.Ordinal).Order());
    }

    [Theory]
    [InlineData("var a = {\n  b: 'c'\n", "line 1: { is never closed")]
    [InlineData("var a = [\n  'b'\n}", "line 3: } closes nothing")]
    [InlineData("var a = '${b'\n", "line 1: a text has no end")]
    [InlineData("var a = 'b\nvar c = 'd'", "line 1: a text has no end")]
    [InlineData("var a = ^", "line 1: ^ is not a mark")]
    [InlineData("param a string\nparam a string\n", "line 2: a is declared twice")]
    public void What_is_no_template_is_refused(string text, string reason) => Assert.Contains(
        reason, Assert.Throws<FormatException>(() => BicepFile.Parse(text)).Message, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Names_are_found_wherever_they_are_referred_to()
    {
        var file = BicepFile.Parse("""
            param used string = 'x' // not this
            param unused int
            var list = [for (item, i) in other: { key: '${used}-${item.name}', ternary: flag ? item : i }]
            output o string = toObject(list, x => x, x => strange(x)) ? list.length : '''raw ${text}'''
            """);

        Assert.Equal(["line 3: other", "line 3: flag", "line 4: strange"], file.Undeclared);
        Assert.Equal(["unused"], file.Unused("param"));
    }
}
