using Aim.Functions.Views.Answers;
using Aim.Functions.Views.DataSets;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Aim.Functions.Views.Profile;

/// <summary>Asks the data sets what anybody can ask the API, so that every number of the profile is one that can be looked up.</summary>
/// <param name="find">A data set by name.</param>
/// <param name="snapshot">What is published.</param>
/// <param name="asOf">The day whose end is asked for; null for now.</param>
public sealed class Evidence(Func<string, DataSet?> find, Snapshot snapshot, DateOnly? asOf, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, Rows> answers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Source> sources = new(StringComparer.Ordinal);

    /// <summary>Whose figures the answers so far are, by id.</summary>
    public IReadOnlyList<Source> Sources => [.. sources.Values];

    /// <param name="name">The data set.</param>
    /// <param name="query">The question, without a day.</param>
    /// <param name="title">What is found there.</param>
    /// <param name="source">Whose figures they are.</param>
    public async Task<Rows> AskAsync(string name, string query, string title, string source)
    {
        var day = asOf is { } pinned ? $"as_of={pinned:yyyy-MM-dd}" : "";
        var question = string.Join('&', new[] { query, day }.Where(p => p.Length > 0));
        var url = $"/api/v1/{name}.json{(question.Length > 0 ? $"?{question}" : "")}";
        if (answers.TryGetValue(url, out var known)) return known;

        var dataSet = find(name)!;
        var arguments = new Arguments(new QueryCollection(QueryHelpers.ParseQuery(query)), dataSet.Parameters);
        var answer = await dataSet.AnswerAsync(arguments, asOf, snapshot, cancellationToken)
            ?? throw new InvalidOperationException($"{url}: {arguments.Errors[0].Reason}");
        foreach (var origin in answer.Meta.Sources) sources[origin.Id] = origin;
        return answers[url] = new Rows(new ProfileLink(url, title, source), answer.Table);
    }
}
