using System.Reflection;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Aim.Tests.StandIns;

/// <summary>
/// The app is built here against stand-ins and deployed with the real packages: what a stand-in shows must be there, the same, in the
/// package, whose signatures stand in a list beside this file. What the package has besides may be missing here.
/// </summary>
public sealed class StandInTests
{
    public static TheoryData<string> Packages { get; } = new("Azure.Data.Tables", "Microsoft.Azure.Functions.Worker", "System.IO.Hashing");

    [Theory]
    [MemberData(nameof(Packages))]
    public void What_a_stand_in_shows_the_package_has_the_same(string package)
    {
        var (list, writer) = (SignatureList.Read(package), WriterOf(package));
        List<string> differences = [];
        foreach (var type in Assembly.Load(package).GetExportedTypes())
        {
            var name = Signature.NameOf(type);
            if (list.TypeLine(name) is not { } line)
            {
                differences.Add($"- {writer.Of(type)}");
                continue;
            }

            if (line != writer.Of(type)) differences.Add($"- {writer.Of(type)}\n+ {line}");
            differences.AddRange(writer.MembersOf(type).Except(list.MembersOf(name), StringComparer.Ordinal).Select(m => Difference(name, m, list)));
            // Whoever implements an interface implements all of it.
            if (type.IsInterface) differences.AddRange(list.MembersOf(name).Except(writer.MembersOf(type), StringComparer.Ordinal).Select(m => $"{name}\n+ {m}"));
        }

        Assert.True(differences.Count == 0, $"Only in the stand-in (-), in the package instead (+):\n{string.Join('\n', differences)}");
    }

    [Theory]
    [InlineData("Aim.Pipeline")]
    [InlineData("Aim.Functions")]
    public void What_the_app_calls_the_package_has(string app)
    {
        var used = References.Of(Assembly.Load(app), Packages.Select(p => p.Data)).ToList();
        Assert.Contains(used, m => m.DeclaringType == (app == "Aim.Pipeline" ? typeof(TableClient) : typeof(BlobTriggerAttribute)));
        Assert.Empty(used.Where(m => !IsListed(m)).Select(m => $"{m.DeclaringType}: {m}"));
    }

    private static bool IsListed(MemberInfo member)
    {
        var package = (member.DeclaringType ?? (Type)member).Assembly.GetName().Name!;
        var (list, writer) = (SignatureList.Read(package), WriterOf(package));
        return member is Type type
            ? list.TypeLine(Signature.NameOf(type)) == writer.Of(type)
            : list.MembersOf(Signature.NameOf(member.DeclaringType!)).Contains(writer.Of(member), StringComparer.Ordinal);
    }

    private static Signature WriterOf(string package) => new(isAnnotated: package != "Azure.Data.Tables");

    private static string Difference(string type, string member, SignatureList list)
    {
        var name = Regex.Match(member, @"\w+(?=(?:<\w+>)?\(| \{| = )", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        var near = list.MembersOf(type).Where(m => Regex.IsMatch(m, $@"\b{name}\b", RegexOptions.None, TimeSpan.FromSeconds(1)));
        return string.Join('\n', [type, $"- {member}", .. near.Select(m => $"+ {m}")]);
    }
}
