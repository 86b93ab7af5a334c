namespace Aim.Pipeline.Census;

/// <summary>The column names of one document.</summary>
/// <remarks>The service repeats the columns of its predicates at the end of the header: a name may occur twice, and the first counts.</remarks>
public sealed class CensusHeader(IReadOnlyList<string> names)
{
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>The first column of that name, or -1.</summary>
    public int IndexOf(string name)
    {
        for (var column = 0; column < Names.Count; column++)
        {
            if (string.Equals(Names[column], name, StringComparison.Ordinal))
            {
                return column;
            }
        }

        return -1;
    }

    /// <summary>The first column of that name.</summary>
    /// <exception cref="CensusFormatException">There is none.</exception>
    public int Require(string name) =>
        IndexOf(name) is >= 0 and var column ? column : throw new CensusFormatException("missing from the header", column: name);
}
