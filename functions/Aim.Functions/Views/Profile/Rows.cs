using Aim.Functions.Views.Answers;

namespace Aim.Functions.Views.Profile;

/// <summary>Where a figure can be looked up.</summary>
/// <param name="Url">The question that gives it, without the host.</param>
/// <param name="Title">What is found there.</param>
/// <param name="Source">Whose figures they are.</param>
public sealed record ProfileLink(string Url, string Title, string Source);

/// <summary>The answer to a question of the API.</summary>
/// <param name="link">The question.</param>
/// <param name="table">Its rows.</param>
public sealed class Rows(ProfileLink link, Table table)
{
    private readonly Dictionary<string, Column> columns = table.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);

    public ProfileLink Link => link;

    public bool IsEmpty => table.Rows == 0;

    /// <summary>The sum of a column over the rows that match; 0 when none does, null when none that does has a value.</summary>
    public Number? Sum(string column, params IReadOnlyList<(string Column, string Value)> where)
    {
        var rows = Where(where);
        var values = rows.Select(r => Value(column, r)).OfType<decimal>().ToList();
        return values.Count == 0 && rows.Count > 0 ? null
            : new(values.Sum(), Rule.Sum, [new Cells(link.Url, column, where.ToDictionary(w => w.Column, w => w.Value, StringComparer.Ordinal))]);
    }

    /// <summary>The rows, by number, that have these texts in these columns.</summary>
    public List<int> Where(params IReadOnlyList<(string Column, string Value)> where) =>
        [.. Enumerable.Range(0, table.Rows).Where(r => where.All(w => Text(w.Column, r) == w.Value))];

    public string? Text(string column, int row) => ((TextColumn)columns[column]).Values[row];

    public decimal? Value(string column, int row) => columns[column] switch
    {
        TonsColumn tons => tons.Kilograms[row] / 1000m,
        IntegerColumn integers => integers.Values[row],
        RealColumn reals => (decimal?)reals.Values[row],
        var other => throw new InvalidOperationException($"{other.Name} of {link.Url} has no numbers."),
    };

    public bool IsTrue(string column, int row) => ((FlagColumn)columns[column]).Values[row];

    /// <summary>A text or a number, as the column has it.</summary>
    public object? Cell(string column, int row) => columns[column] is TextColumn ? Text(column, row) : Value(column, row);

    /// <summary>A column over the months of the rows that match.</summary>
    public ProfileSeries Line(string name, string column, params IReadOnlyList<(string Column, string Value)> where)
    {
        var rows = Where(where);
        var estimated = rows.FindIndex(r => Text("status", r) is "P" or "E");
        return Series(name, column, "period", rows, where) with { EstimatedFrom = estimated < 0 ? null : Text("period", rows[estimated]) };
    }

    /// <summary>A column of some rows, each with its name.</summary>
    /// <param name="name">What the values stand for.</param>
    /// <param name="column">Has them.</param>
    /// <param name="names">The column of the names.</param>
    /// <param name="rows">By number.</param>
    /// <param name="where">What the rows have in common.</param>
    public ProfileSeries Series(string name, string column, string names, IReadOnlyList<int> rows, params IReadOnlyList<(string Column, string Value)> where) => new(
        name, link, column, where.ToDictionary(w => w.Column, w => w.Value, StringComparer.Ordinal), [.. rows.Select(r => Text(names, r)!)], [.. rows.Select(r => Value(column, r))]);

    /// <summary>Some rows as a table.</summary>
    public ProfileTable Table(string id, string title, IReadOnlyList<int> rows, params IReadOnlyList<ProfileColumn> shown) =>
        new(id, title, link, shown, [.. rows.Select(r => (IReadOnlyList<object?>)[.. shown.Select(c => Cell(c.Name, r))])]);

    /// <summary>Some rows with one of their keys laid across.</summary>
    /// <param name="id">Of the table.</param>
    /// <param name="title">Of the table.</param>
    /// <param name="rows">By number.</param>
    /// <param name="texts">What the rows of the table are told apart by.</param>
    /// <param name="values">Each with the rows that its cells are from.</param>
    public ProfileTable Pivot(string id, string title, IReadOnlyList<int> rows, IReadOnlyList<ProfileColumn> texts, params IReadOnlyList<ProfileColumn> values) => new(
        id,
        title,
        link,
        [.. texts, .. values],
        [.. rows.GroupBy(r => string.Join('\n', texts.Select(t => Text(t.Name, r)))).Select(same => (IReadOnlyList<object?>)
            [.. texts.Select(t => Text(t.Name, same.First())), .. values.Select(v => same.Where(r => v.Where!.All(w => Text(w.Key, r) == w.Value)).Select(r => Value(v.Name, r)).FirstOrDefault())])]);
}
