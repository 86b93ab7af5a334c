using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aim.Cli;

/// <summary>
/// The table of docs/reliability.md: every fault of tests/faults/faults.csv with what is promised, the tests that bear its number, and
/// how they ended.
/// </summary>
internal sealed partial class FaultTable
{
    private const string Begin = "<!-- faults -->\n", End = "<!-- /faults -->";

    private readonly Dictionary<int, SortedDictionary<string, bool>> tests = [];

    private static string Document => Path.Combine(Repository.Root, "docs", "reliability.md");

    private static string List => Path.Combine(Repository.Root, "tests", "faults", "faults.csv");

    /// <summary>Takes the named tests of a report in the Common Test Report Format.</summary>
    public void Add(string report)
    {
        if (report.Length == 0)
            return;
        using var json = JsonDocument.Parse(report);
        foreach (var test in json.RootElement.GetProperty("results").GetProperty("tests").EnumerateArray())
        {
            if (Name().Match(test.GetProperty("name").GetString()!) is not { Success: true } match)
                continue;
            var number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            var sentence = match.Groups["sentence"].Value.Replace('_', ' ');
            if (!tests.TryGetValue(number, out var ofNumber))
                tests[number] = ofNumber = new(StringComparer.Ordinal);
            var passed = test.GetProperty("status").ValueEquals("passed");
            ofNumber[sentence] = passed && ofNumber.GetValueOrDefault(sentence, true);
        }
    }

    /// <summary>Writes the table into the document.</summary>
    /// <returns>The numbers of the faults without a test.</returns>
    public IReadOnlyList<int> Write()
    {
        var (table, untested) = Make(File.ReadLines(List));
        var document = File.ReadAllText(Document);
        var (begin, end) = (document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, document.IndexOf(End, StringComparison.Ordinal));
        File.WriteAllText(Document, document[..begin] + table + document[end..]);
        return untested;
    }

    /// <summary>The table of a list of faults (CSV, its header first), and the numbers of those without a test.</summary>
    internal (string Table, IReadOnlyList<int> Untested) Make(IEnumerable<string> list)
    {
        var text = new StringBuilder("| # | fault | what is promised | tests | result |\n|---:|---|---|---|---|\n");
        var untested = new List<int>();
        foreach (var line in list.Skip(1))
        {
            var cells = Cell().Matches(line).Select(m => m.Groups["quoted"].Success ? m.Groups["quoted"].Value : m.Groups["plain"].Value).ToList();
            var number = int.Parse(cells[0], CultureInfo.InvariantCulture);
            var ofNumber = tests.GetValueOrDefault(number);
            if (ofNumber is null)
                untested.Add(number);
            var result = ofNumber is null ? "**no test**" : ofNumber.ContainsValue(false) ? "**fails**" : "holds";
            text.Append(CultureInfo.InvariantCulture, $"| {number} | {cells[1]} | {cells[2]} | {string.Join("; ", ofNumber?.Keys ?? Enumerable.Empty<string>())} | {result} |\n");
        }

        return (text.ToString(), untested);
    }

    [GeneratedRegex(@"\.Fault_(?<number>\d\d)_(?<sentence>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex("(?<=^|,)(\"(?<quoted>[^\"]*)\"|(?<plain>[^,]*))(?=,|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cell();
}
