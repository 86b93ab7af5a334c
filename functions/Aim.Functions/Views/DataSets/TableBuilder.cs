using Aim.Functions.Views.Answers;
using Aim.Trade.Codes;

namespace Aim.Functions.Views.DataSets;

/// <summary>Puts a table together column by column from a list of rows.</summary>
internal sealed class TableBuilder<T>(IReadOnlyList<T> rows)
{
    private readonly List<Column> columns = [];
    private int? measures;

    public TableBuilder<T> Text(string name, Func<T, string?> value) => Add(new TextColumn(name, [.. rows.Select(value)]));

    public TableBuilder<T> Integer(string name, Func<T, long?> value) => Add(new IntegerColumn(name, [.. rows.Select(value)]));

    /// <param name="name">Of the column.</param>
    /// <param name="kilograms">Written as metric tons.</param>
    public TableBuilder<T> Tons(string name, Func<T, long?> kilograms) => Add(new TonsColumn(name, [.. rows.Select(kilograms)]));

    public TableBuilder<T> Real(string name, Func<T, double?> value) => Add(new RealColumn(name, [.. rows.Select(value)]));

    public TableBuilder<T> Flag(string name, Func<T, bool> value) => Add(new FlagColumn(name, [.. rows.Select(value)]));

    public TableBuilder<T> Product(bool wanted, Func<T, string> product, CodeBook book) =>
        wanted ? Text("product", product).Text("product_name", r => book.ProductName(product(r))) : this;

    /// <summary>What comes from here on is no key; a table that never says so is a mere list.</summary>
    public void BeginMeasures() => measures = columns.Count;

    public Table Build() => new(columns, measures ?? columns.Count);

    private TableBuilder<T> Add(Column column)
    {
        columns.Add(column);
        return this;
    }
}
