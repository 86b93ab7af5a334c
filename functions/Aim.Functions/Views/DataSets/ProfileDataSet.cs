using System.Globalization;
using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Profile;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Serving;
using Aim.Trade;
using Aim.Trade.Codes;

namespace Aim.Functions.Views.DataSets;

/// <summary>The industry in a quarter: sentences, tables and charts, each with the questions that give its numbers.</summary>
/// <param name="find">A data set by name.</param>
public sealed class ProfileDataSet(Func<string, DataSet?> find, CodeBook book, MetaBuilder metas) : DataSet
{
    private static readonly Parameter QuarterOf = new("quarter", "The quarter, as 2025-Q3; without it the newest of which the imports are whole.") { Pattern = @"^\d{4}-Q[1-4]$" };

    public override string Name => "industry-profile";

    public override string Title => "Profile of U.S. aluminum production";

    public override string Description => "Structure, developments of a quarter, prices, production, employment, wages, trade, tariffs and forecast: sentences, tables and charts, each number with the question that gives it.";

    public override string Schema => "Profile";

    public override IReadOnlyList<Parameter> Parameters => [QuarterOf];

    public override async Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var asked = AskedOf(arguments);
        if (arguments.Errors.Count > 0) return null;

        var profile = await ComposeAsync(asked, asOf, snapshot, cancellationToken);
        return new Answer(profile.Meta, ToTable(profile.Sections)) { Document = ProfileJson.Of(profile) };
    }

    /// <param name="asked">The quarter; null for the newest that is whole.</param>
    /// <param name="asOf">The day whose end is asked for; null for now.</param>
    /// <param name="snapshot">What is published.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    public async Task<IndustryProfile> ComposeAsync(Quarter? asked, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var evidence = new Evidence(find, snapshot, asOf, cancellationToken);
        var told = asked ?? await ProfileComposer.NewestAsync(evidence);
        var sections = told is { } quarter ? await ProfileComposer.ComposeAsync(new(evidence, quarter, book)) : [];
        return new(told, sections, metas.General(this, snapshot, asOf) with { Sources = evidence.Sources });
    }

    /// <summary>The quarter asked for; null for the newest, and when it is refused.</summary>
    public static Quarter? AskedOf(Arguments arguments)
    {
        var asked = arguments.Matching(QuarterOf);
        if (asked is [var text] && Quarter.TryParse(text, out var quarter)) return quarter;

        if (asked.Count > 0) arguments.Refuse(QuarterOf.Name, string.Join(',', asked), "there can be one quarter, of 1900 to 2199", "YYYY-Qn", asked.Count > 1 ? asked[0] : null);
        return null;
    }

    /// <summary>The figures of the sentences.</summary>
    private static Table ToTable(IReadOnlyList<ProfileSection> sections)
    {
        var rows = sections.SelectMany(s => s.Statements).SelectMany(d => d.Figures.SelectMany(f => f.Value is IReadOnlyDictionary<string, object> byCountry
            ? byCountry.Select(c => (d.Id, Figure: f.Key, Country: (string?)c.Key, Value: (object?)c.Value))
            : [(d.Id, Figure: f.Key, Country: null, f.Value)])).ToList();
        return new TableBuilder<(string Id, string Figure, string? Country, object? Value)>(rows)
            .Text("development", r => r.Id).Text("figure", r => r.Figure).Text("country", r => r.Country)
            .Text("value", r => Convert.ToString(r.Value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null)
            .Build();
    }
}
