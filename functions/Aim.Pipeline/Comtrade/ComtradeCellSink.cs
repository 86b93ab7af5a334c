using System.Globalization;
using Aim.Pipeline.Census;

namespace Aim.Pipeline.Comtrade;

/// <summary>Makes cells of the rows that are totals by heading and partner; the rest is counted.</summary>
internal sealed class ComtradeCellSink(int reporter) : IComtradeSink, IDisposable
{
    private const int
        Type = 0, Frequency = 1, Period = 2, Reporter = 3, Flow = 4, Partner = 5, Partner2 = 6, Commodity = 7, Customs = 8, Mode = 9, Weight = 10, Value = 11;

    /// <summary>The place of each cell in the answer.</summary>
    private readonly KeyTable<int> places = new();

    public ComtradeAnswer Answer { get; } = new();

    /// <summary>The fields in the order of the constants.</summary>
    public static ComtradeFields Fields() => new(
        "typeCode", "freqCode", "period", "reporterCode", "flowCode", "partnerCode", "partner2Code", "cmdCode", "customsCode", "motCode", "netWgt", "primaryValue");

    public void Row(in ComtradeRow row)
    {
        if (row.Code(Reporter) != reporter)
            throw row.Wrong(Reporter, string.Create(CultureInfo.InvariantCulture, $"not the reporter that was asked for, {reporter}"));

        if (ReasonToDrop(row) is { } reason)
        {
            Answer.Drop(reason);
            return;
        }

        var flow = row.Required(Flow).SequenceEqual("X"u8) ? ComtradeFlow.Export : ComtradeFlow.Import;
        var mills = Thousandths(row, Value);
        var cell = new ComtradeCell(row.Month(Period), flow, row.Code(Commodity), row.Code(Partner), GramsOf(row, mills), mills);
        ref var place = ref places.GetOrAdd(Key(cell), out var isNew);
        if (!isNew)
        {
            Answer.Replace(place, cell);
            return;
        }

        place = Answer.Cells.Count;
        Answer.Add(cell);
    }

    public void Dispose() => places.Dispose();

    private static ComtradeDrop? ReasonToDrop(in ComtradeRow row)
    {
        if (!row.Required(Type).SequenceEqual("C"u8)) return ComtradeDrop.Type;
        if (!row.Required(Frequency).SequenceEqual("M"u8)) return ComtradeDrop.Frequency;
        if (row.Required(Flow) is not [(byte)'X' or (byte)'M']) return ComtradeDrop.Flow;
        if (!IsTotal(row.Optional(Partner2), "0"u8)) return ComtradeDrop.Partner2;
        if (!IsTotal(row.Optional(Customs), "C00"u8)) return ComtradeDrop.Customs;
        if (!IsTotal(row.Optional(Mode), "0"u8)) return ComtradeDrop.Mode;
        return IsHeading(row.Required(Commodity)) ? null : ComtradeDrop.Commodity;
    }

    /// <summary>Where the service does not break a total down it need not say so.</summary>
    private static bool IsTotal(ReadOnlySpan<byte> value, ReadOnlySpan<byte> total) => value.IsEmpty || value.SequenceEqual(total);

    private static bool IsHeading(ReadOnlySpan<byte> code) => code.Length == 4 && !code.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static long? Thousandths(in ComtradeRow row, int field)
    {
        var text = row.Required(field);
        return text.IsEmpty ? null
            : ComtradeNumber.TryThousandths(text, out var value) ? value
            : throw row.Wrong(field, "no number from 0 on, nor null");
    }

    /// <summary>Reporters that do not know a weight leave it out or say 0: only where nothing was traded is 0 a weight.</summary>
    private static long? GramsOf(in ComtradeRow row, long? mills) => Thousandths(row, Weight) is var grams && grams == 0 && mills != 0 ? null : grams;

    private static ulong Key(in ComtradeCell cell) =>
        ((ulong)cell.Month.Index << 32) | ((ulong)cell.Flow << 31) | ((ulong)cell.Heading << 15) | (ushort)cell.Partner;
}
