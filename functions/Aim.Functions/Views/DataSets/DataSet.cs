using System.Text.Json.Nodes;
using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Serving;

namespace Aim.Functions.Views.DataSets;

/// <summary>Rows and what they say of themselves.</summary>
public sealed record Answer(Meta Meta, Table Table)
{
    /// <summary>The same as entries of a feed, where the data set has one.</summary>
    public IReadOnlyList<AtomEntry> Entries { get; init; } = [];

    /// <summary>What JSON says beside <c>meta</c> where rows and columns do not do; the table is then for CSV alone.</summary>
    public JsonObject? Document { get; init; }
}

/// <summary>Something that can be asked for under its name.</summary>
public abstract class DataSet
{
    /// <summary>As in the address: <c>us-imports</c>, <c>codes/countries</c>.</summary>
    public abstract string Name { get; }

    public abstract string Title { get; }

    public abstract string Description { get; }

    /// <summary>Its parameters, without those that every data set has.</summary>
    public virtual IReadOnlyList<Parameter> Parameters => [];

    /// <summary>Where the answer is a list by nature: the name under which its rows stand, one object each.</summary>
    public virtual string? RowsName => null;

    /// <summary>The schema of its JSON in the description of the API.</summary>
    public virtual string Schema => "Answer";

    /// <summary>Whether it is also served as an Atom feed.</summary>
    public virtual bool HasFeed => false;

    /// <summary>Answers a question. Errors go to the arguments; the answer then does not matter and may be null.</summary>
    /// <param name="arguments">The question.</param>
    /// <param name="asOf">The day whose end is asked for; null for now.</param>
    /// <param name="snapshot">What is published.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    public abstract Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken);
}
