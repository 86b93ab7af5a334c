namespace Aim.Pipeline.Comtrade;

/// <summary>Takes the rows that <see cref="ComtradeDocuments"/> reads, in the order of the stream.</summary>
internal interface IComtradeSink
{
    /// <summary>One row. Its bytes are valid only until the call returns.</summary>
    void Row(in ComtradeRow row);
}
