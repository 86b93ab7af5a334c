using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Serving;

namespace Aim.Functions.Views.DataSets;

/// <summary>A list that has no parameters: its columns, and the entries of its feed if it has one, follow from what is published and from the code lists.</summary>
public sealed class ListDataSet(
    string name, string title, string description, MetaBuilder metas, Func<Snapshot, DateOnly?, IReadOnlyList<Column>> columns, Func<Snapshot, DateOnly?, IReadOnlyList<AtomEntry>>? entries = null) : DataSet
{
    public override string Name => name;

    public override string Title => title;

    public override string Description => description;

    public override bool HasFeed => entries is not null;

    public override Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var all = columns(snapshot, asOf);
        return Task.FromResult<Answer?>(new Answer(metas.General(this, snapshot, asOf), new Table(all, all.Count)) { Entries = entries?.Invoke(snapshot, asOf) ?? [] });
    }
}
