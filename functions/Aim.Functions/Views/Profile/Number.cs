namespace Aim.Functions.Views.Profile;

/// <summary>The cells of an answer that are added up.</summary>
/// <param name="Url">The question, without the host.</param>
/// <param name="Column">Of the answer.</param>
/// <param name="Where">Only rows that have these texts in these columns.</param>
public sealed record Cells(string Url, string Column, IReadOnlyDictionary<string, string> Where);

/// <summary>How a number is made of one or two sums of cells, a and b.</summary>
public enum Rule
{
    /// <summary>a.</summary>
    Sum,

    /// <summary>a / b.</summary>
    Share,

    /// <summary>a / b - 1.</summary>
    Change,

    /// <summary>a divided by a count, as the days of a quarter.</summary>
    Rate,
}

/// <summary>A number that can be looked up: it knows the cells and the rule that it is made by.</summary>
/// <param name="Value">Unrounded.</param>
/// <param name="Rule">How it is made.</param>
/// <param name="Of">Of what: a, or a and b.</param>
/// <param name="By">The count of a rate.</param>
public sealed record Number(decimal Value, Rule Rule, IReadOnlyList<Cells> Of, int? By = null)
{
    /// <summary>Null when there is nothing to compare with.</summary>
    public Number? ShareOf(Number? whole) => whole is null or { Value: 0 } ? null : new(Value / whole.Value, Rule.Share, [.. Of, .. whole.Of]);

    /// <summary>Null when there is nothing to compare with.</summary>
    public Number? ChangeFrom(Number? before) => before is null or { Value: 0 } ? null : new((Value / before.Value) - 1, Rule.Change, [.. Of, .. before.Of]);

    public Number Per(int count) => new(Value / count, Rule.Rate, Of, count);

    /// <summary>As JSON has it: a ratio has no more digits than a double.</summary>
    public object Plain => Rule is Rule.Sum ? Value : (double)Value;
}
