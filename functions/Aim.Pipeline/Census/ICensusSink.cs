namespace Aim.Pipeline.Census;

/// <summary>Takes what <see cref="CensusReader"/> reads, in the order of the stream.</summary>
public interface ICensusSink
{
    /// <summary>A new document begins: its rows are counted in columns of this header.</summary>
    void Header(CensusHeader header);

    /// <summary>One row. Its bytes are valid only until the call returns.</summary>
    void Row(in CensusRow row);
}
