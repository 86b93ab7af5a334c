using Aim.Functions.Views.Answers;
using Aim.Trade;

namespace Aim.Functions.Views.Profile;

/// <summary>One or two plain sentences, made of numbers by a rule.</summary>
/// <param name="Id">As <c>imports_usgs</c>.</param>
/// <param name="Text">The sentences and the numbers in them.</param>
/// <param name="Links">Where the numbers come from.</param>
public sealed record Statement(string Id, Sentence Text, IReadOnlyList<ProfileLink> Links)
{
    /// <summary>By name and unrounded: a number, a text, or by country code a share; null is not available.</summary>
    public IReadOnlyDictionary<string, object?> Figures { get; init; } = new Dictionary<string, object?>();
}

/// <summary>A column of a table of the profile.</summary>
/// <param name="Name">Of the column of the answer.</param>
/// <param name="Title">What stands above it.</param>
/// <param name="Format">One of <see cref="Words.Cell"/>.</param>
/// <param name="Where">The rows of the answer that the cells of this column are from, beside what the texts of the row say; null for no more.</param>
public sealed record ProfileColumn(string Name, string Title, string Format, IReadOnlyDictionary<string, string>? Where = null);

/// <summary>Rows of an answer.</summary>
/// <param name="Id">Unique in the profile.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Link">The question whose answer it is of.</param>
/// <param name="Columns">Texts first.</param>
/// <param name="Rows">A cell for each column; null is not available.</param>
public sealed record ProfileTable(string Id, string Title, ProfileLink Link, IReadOnlyList<ProfileColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    public string? Note { get; init; }
}

/// <summary>A line of a chart over months, or its bars.</summary>
/// <param name="Name">What it stands for, in few words.</param>
/// <param name="Link">The question whose answer it is of.</param>
/// <param name="Column">Of the answer.</param>
/// <param name="Where">The rows of the answer that it shows.</param>
/// <param name="Keys">Months, or the names of bars.</param>
/// <param name="Values">One for each key; null is not available.</param>
public sealed record ProfileSeries(
    string Name, ProfileLink Link, string Column, IReadOnlyDictionary<string, string> Where, IReadOnlyList<string> Keys, IReadOnlyList<decimal?> Values)
{
    /// <summary>Edges of the 80 % interval, where it is a forecast.</summary>
    public IReadOnlyList<decimal?>? Low { get; init; }

    public IReadOnlyList<decimal?>? High { get; init; }

    /// <summary>The first month that is preliminary or a forecast.</summary>
    public string? EstimatedFrom { get; init; }
}

public enum ChartKind
{
    Line,
    Bar,
}

/// <summary>A chart.</summary>
/// <param name="Id">Unique in the profile.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">Of its values.</param>
/// <param name="Format">How they are printed, one of <see cref="Words.Cell"/>.</param>
/// <param name="Kind">Lines over months, or bars.</param>
/// <param name="Series">One to six, each with a value.</param>
public sealed record ProfileChart(string Id, string Title, string Unit, string Format, ChartKind Kind, IReadOnlyList<ProfileSeries> Series)
{
    /// <summary>The same in words, for those who do not see it.</summary>
    public string Text => string.Join(' ', Series.Select(TextOf));

    private string TextOf(ProfileSeries series)
    {
        var known = series.Keys.Zip(series.Values).Where(p => p.Second is not null).Select(p => (Key: p.First, Value: p.Second!.Value)).ToList();
        if (Kind == ChartKind.Bar) return $"{series.Name}: {Words.List(known.Select(Told))}.";

        return $"{series.Name}: {Told(known[0])} to {Told(known[^1])}; lowest {Told(known.MinBy(p => p.Value))}, highest {Told(known.MaxBy(p => p.Value))}.";

        string Told((string Key, decimal Value) point) => $"{point.Key} {Words.Cell(point.Value, Format)}";
    }
}

/// <summary>A part of the profile.</summary>
/// <param name="Id">As <c>trade</c>.</param>
/// <param name="Title">Its heading.</param>
public sealed record ProfileSection(string Id, string Title)
{
    public IReadOnlyList<Statement> Statements { get; init; } = [];

    public IReadOnlyList<ProfileChart> Charts { get; init; } = [];

    public IReadOnlyList<ProfileTable> Tables { get; init; } = [];

    /// <summary>What must be known to read it.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>The industry in a quarter.</summary>
/// <param name="Quarter">Which; null where none of the imports is whole.</param>
/// <param name="Sections">None without a quarter.</param>
/// <param name="Meta">What the profile says of itself.</param>
public sealed record IndustryProfile(Quarter? Quarter, IReadOnlyList<ProfileSection> Sections, Meta Meta);
