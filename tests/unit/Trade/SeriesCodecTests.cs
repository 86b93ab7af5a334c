using Aim.Trade;
using Aim.Trade.Series;
using Xunit;

namespace Aim.Tests.Trade;

public sealed class SeriesCodecTests
{
    [Fact]
    public void A_series_comes_back_as_it_went_in_and_always_in_the_same_bytes()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var series = Series(random);
            var bytes = SeriesCodec.Encode(series);
            var back = SeriesCodec.Decode(bytes);

            Assert.True(
                series.Where(s => s.Value.Length > 0).OrderBy(s => s.Key).Select(Text).SequenceEqual(back.OrderBy(s => s.Key).Select(Text), StringComparer.Ordinal),
                $"seed {seed}");
            var shuffled = series.ToArray();
            random.Shuffle(shuffled);
            Assert.True(bytes.AsSpan().SequenceEqual(SeriesCodec.Encode(shuffled.ToDictionary())), $"seed {seed}: other order");
        }

        static string Text(KeyValuePair<Month, CellVersion[]> month) => $"{month.Key} {string.Join(' ', month.Value)}";
    }

    [Fact]
    public void Bytes_that_end_early_are_refused()
    {
        var bytes = SeriesCodec.Encode(new Dictionary<Month, CellVersion[]>
        {
            [new Month(2025, 1)] = [new CellVersion(300, new Cell(Amount.Of(999_999_999_999_999, 1), default))],
        });

        for (var length = 1; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => SeriesCodec.Decode(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void A_reader_sees_the_last_version_that_counts_and_the_first_that_was_published()
    {
        var month = new Month(2025, 1);
        var (a, b) = (new Cell(Amount.Of(1, 1), default), new Cell(Amount.Of(2, 2), default));
        var bytes = SeriesCodec.Encode(new Dictionary<Month, CellVersion[]> { [month] = [new(3, a), new(5, b), new(8, null)] });

        Assert.Equal([(a, a)], At(last: 4));
        Assert.Equal([(b, a)], At(last: 7));
        Assert.Equal([(null, a)], At(last: 9));
        Assert.Empty(At(last: 0, first: 0));

        List<(Cell?, Cell?)> At(int last, int first = 3)
        {
            var seen = new List<(Cell?, Cell?)>();
            SeriesCodec.Visit(bytes, _ => last, _ => first, state => seen.Add((state.Current, state.Original)));
            return seen;
        }
    }

    [Fact]
    public void A_sum_adds_what_is_known_and_takes_the_unit_value_over_what_has_both()
    {
        var sum = Amount.Of(100, 10) + Amount.Of(300, null) + Amount.Of(null, 5) + Amount.Of(0, 0);

        Assert.Equal((400L, 15L), (sum.Value, sum.Kilograms));
        Assert.Equal((10_000.0, 0.25), (sum.UnitValue, sum.QuantityCoverage));
        Assert.Equal((null, null), (Amount.Of(5, 0).UnitValue, Amount.Of(5, null).QuantityCoverage));
        Assert.True(Amount.Of(null, null).IsEmpty);
        Assert.False(Amount.Of(0, null).IsEmpty);
    }

    private static Dictionary<Month, CellVersion[]> Series(Random random)
    {
        var series = new Dictionary<Month, CellVersion[]>();
        for (var n = random.Next(0, 20); n > 0; n--)
        {
            var sequence = 0;
            series[new Month(2000, 1) + random.Next(400)] = [.. Enumerable.Range(0, random.Next(0, 5))
                .Select(_ => new CellVersion(sequence += random.Next(1, 5000), random.Next(5) == 0 ? null : Cell(random)))];
        }

        return series;
    }

    private static Cell Cell(Random random)
    {
        var main = Sum(random);
        return new Cell(main, random.Next(3) == 0 ? main : Sum(random));
    }

    private static Amount Sum(Random random) => random.Next(3) == 0 ? One(random) + One(random) + One(random) : One(random);

    private static Amount One(Random random) => Amount.Of(Number(random), Number(random));

    private static long? Number(Random random) => random.Next(5) switch
    {
        0 => null,
        1 => 0,
        2 => random.NextInt64(1_000_000_000_000_000),
        _ => random.Next(1_000_000),
    };
}
