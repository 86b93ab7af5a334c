using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Requests;
using Aim.Pipeline;
using Aim.Pipeline.Serving;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Indicators;
using Aim.Trade.Query;
using Microsoft.Extensions.Options;

namespace Aim.Functions.Views.DataSets;

/// <summary>Prices, production, employment and wages of the industry.</summary>
public sealed class IndicatorDataSet(IndicatorReader reader, CodeBook book, MetaBuilder metas, IOptions<AimOptions> options) : DataSet
{
    private static readonly Parameter Group = new("group", "Only these groups of series.") { Values = IndicatorSeries.Groups, IsList = true };

    private static readonly Parameter Frequency = new("freq", "M months; Q quarters and Y years: the mean of the months, or their sum where a series counts production.")
    {
        Values = ["M", "Q", "Y"],
        Default = "M",
    };

    private static readonly Parameter Base = new("base", "The year or month that is 100 in index; without it 2017, or the first full year of a series that does not have all of 2017.")
    {
        Pattern = @"^\d{4}(-(0[1-9]|1[0-2]))?$",
    };

    private readonly Parameter series = new("series", "Only these series, by the id of their source.") { Values = [.. book.Indicators.Series.Select(s => s.Id)], IsList = true };

    public override string Name => "indicators";

    public override string Title => "Prices, production, employment and wages";

    public override string Description => "Monthly series of the aluminum industry, with their change on the year and as an index to one base.";

    public override IReadOnlyList<Parameter> Parameters => [series, Group, Parameter.From, Parameter.To, Frequency, Base];

    public override async Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var (ids, groups, query) = (arguments.List(series), arguments.List(Group), Read(arguments));
        if (arguments.Errors.Count > 0) return null;

        var stored = (await reader.ReadAsync(snapshot, asOf, cancellationToken)).Where(h =>
            (ids.Count == 0 || ids.Contains(h.Series.Id, StringComparer.Ordinal)) && (groups.Count == 0 || groups.Contains(h.Series.Group, StringComparer.Ordinal)));
        return new Answer(metas.Indicators(this, snapshot, asOf), ToTable(query.Run(stored), query.Frequency));
    }

    private static IndicatorQuery Read(Arguments arguments)
    {
        var (from, to) = arguments.Range();
        var bases = arguments.Matching(Base);
        if (bases.Count > 1) arguments.Refuse(Base.Name, string.Join(',', bases), "there can be one base", "YYYY or YYYY-MM", bases[0]);
        var frequency = arguments.Choice(Frequency) switch
        {
            "Q" => Trade.Query.Frequency.Quarterly,
            "Y" => Trade.Query.Frequency.Yearly,
            _ => Trade.Query.Frequency.Monthly,
        };
        return new IndicatorQuery(from, to, frequency, bases.Count == 0 ? null : BaseOf(arguments, bases[0]));
    }

    private static (Month First, Month Last)? BaseOf(Arguments arguments, string text)
    {
        if (Month.TryParse(text.Length == 4 ? $"{text}-01" : text, out var first)) return (first, text.Length == 4 ? first + 11 : first);

        arguments.Refuse(Base.Name, text, "it is no year or month that any series can have", "YYYY or YYYY-MM", null);
        return null;
    }

    private Table ToTable(List<IndicatorRow> rows, Frequency frequency)
    {
        var table = new TableBuilder<IndicatorRow>(rows)
            .Text("period", r => r.Period).Text("series", r => r.Series.Id).Text("series_name", r => r.Series.Name).Text("group", r => r.Series.Group);
        table.BeginMeasures();
        table.Real("value", r => (double?)r.Value).Text("unit", r => r.Series.Unit).Real("yoy", r => r.Change).Real("index", r => r.Index);
        if (frequency != Trade.Query.Frequency.Monthly) table.Integer("months", r => r.Months);

        // That a synthetic source has a series says nothing of the true one.
        return table.Text("status", r => r.Status).Flag("confirmed", r => r.Series.IsConfirmed || !options.Value.Sample).Build();
    }
}
