using System.Text;
using Aim.Pipeline.Census;

namespace Aim.Tests.Census;

/// <summary>Keeps all that it is given: one list of rows for each document, the header first.</summary>
internal sealed class RecordingSink : ICensusSink
{
    public List<List<string?[]>> Documents { get; } = [];

    public void Header(CensusHeader header) => Documents.Add([[.. header.Names]]);

    public void Row(in CensusRow row)
    {
        var fields = new string?[row.Count];
        for (var column = 0; column < fields.Length; column++)
        {
            fields[column] = row.IsNull(column) ? null : Encoding.UTF8.GetString(row.Field(column));
        }

        Documents[^1].Add(fields);
    }

    public static async Task<RecordingSink> ReadAsync(string text, int buffer = 256)
    {
        var sink = new RecordingSink();
        await CensusReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), sink, buffer, CancellationToken.None);
        return sink;
    }
}
