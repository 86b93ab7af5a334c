namespace Aim.Functions.Views.Answers;

/// <summary>A column of an answer; its kind decides how its numbers are written.</summary>
public abstract record Column(string Name)
{
    public abstract int Count { get; }
}

public sealed record TextColumn(string Name, IReadOnlyList<string?> Values) : Column(Name)
{
    public override int Count => Values.Count;
}

/// <summary>Metric tons, given in kilograms, written with three decimals.</summary>
public sealed record TonsColumn(string Name, IReadOnlyList<long?> Kilograms) : Column(Name)
{
    public override int Count => Kilograms.Count;
}

public sealed record IntegerColumn(string Name, IReadOnlyList<long?> Values) : Column(Name)
{
    public override int Count => Values.Count;
}

public sealed record RealColumn(string Name, IReadOnlyList<double?> Values) : Column(Name)
{
    public override int Count => Values.Count;
}

public sealed record FlagColumn(string Name, IReadOnlyList<bool> Values) : Column(Name)
{
    public override int Count => Values.Count;
}

/// <summary>The rows of an answer by column, all of one length.</summary>
/// <param name="Columns">In the order in which they are written.</param>
/// <param name="Measures">The first column that is not a key: dense answers have one array for each from here on.</param>
public sealed record Table(IReadOnlyList<Column> Columns, int Measures)
{
    public int Rows => Columns[0].Count;

    /// <summary>Whether its rows are series over periods; a table that is a mere list has one shape less.</summary>
    public bool HasSeries => Columns[0].Name == "period" && Measures < Columns.Count;
}
