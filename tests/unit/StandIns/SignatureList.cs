using Aim.Tests.Infra;

namespace Aim.Tests.StandIns;

/// <summary>The public signatures of a real package: a type a line, its members a line each and indented below it.</summary>
internal sealed class SignatureList
{
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _members = new(StringComparer.Ordinal);

    private SignatureList(IEnumerable<string> lines)
    {
        List<string> members = [];
        foreach (var line in lines.Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] == ' ')
            {
                members.Add(line.Trim());
                continue;
            }

            var name = line.Split(" : ")[0].Split(' ')[^1];
            _types.Add(name, line);
            _members.Add(name, members = []);
        }
    }

    public static SignatureList Read(string package) => new(File.ReadLines(Deployment.PathOf("tests", "unit", "StandIns", package + ".txt")));

    /// <summary>What the list has for a type, or nothing.</summary>
    public string? TypeLine(string type) => _types.GetValueOrDefault(type);

    public IReadOnlyList<string> MembersOf(string type) => _members.GetValueOrDefault(type, []);
}
