using Aim.Pipeline.Census;

namespace Aim.Bench.Census;

/// <summary>Customs value and kilograms by heading and country.</summary>
internal sealed class GroupingSink : ICensusSink, IDisposable
{
    private readonly KeyTable<Sums> groups = new();
    private int country;
    private int code;
    private int value;
    private int quantity;

    /// <summary>The number of groups, and the sums over all of them: equal for all who did the same work.</summary>
    public string Check()
    {
        long totalValue = 0, totalQuantity = 0;
        foreach (var sums in groups.Values)
        {
            totalValue += sums.Value;
            totalQuantity += sums.Quantity;
        }

        return FormattableString.Invariant($"{groups.Count} {totalValue} {totalQuantity}");
    }

    public void Header(CensusHeader header)
    {
        country = header.Require("CTY_CODE");
        code = header.Require("I_COMMODITY");
        value = header.Require("CON_VAL_MO");
        quantity = header.Require("CON_QY1_MO");
    }

    public void Row(in CensusRow row)
    {
        var key = BitConverter.ToUInt32(row.Field(code)[..4]) | ((ulong)BitConverter.ToUInt32(row.Field(country)) << 32);
        ref var sums = ref groups.GetOrAdd(key, out _);
        sums.Value += row.TryQuantity(value, out var dollars) ? dollars : 0;
        sums.Quantity += row.TryQuantity(quantity, out var kilograms) ? kilograms : 0;
    }

    public void Dispose() => groups.Dispose();

    private struct Sums
    {
        public long Value;
        public long Quantity;
    }
}
