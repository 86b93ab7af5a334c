using Aim.Trade;
using Aim.Trade.Accuracy;
using Xunit;

namespace Aim.Tests.Trade;

public sealed class AccuracyTests
{
    private static readonly Month First = new(2022, 1);

    [Fact]
    public void Reliability_is_the_mean_range_and_sign_of_the_errors_of_an_age()
    {
        var reliability = Assert.Single(Reliability.Of([Point(0, 100, 110), Point(1, 100, 95), Point(2, 100, 103), Point(3, 100, null), Point(4, 0, 7)]));

        Assert.Equal((3, 2.0 / 3), (reliability.Months, reliability.ShareAbove));
        Assert.Equal(0.08 / 3, reliability.Mean, 12);
        Assert.Equal(0.18 / 3, reliability.MeanAbsolute, 12);
        Assert.Equal((-0.05, 0.03, 0.10), (reliability.Least, reliability.Median, reliability.Most));
    }

    [Fact]
    public void A_month_is_projected_by_the_median_ratio_of_months_whose_licences_were_as_old()
    {
        var points = Past(13, i => 1.00 + (i / 100.0)).Append(Point(14, 50_000, null)).Append(Point(14, 10, null, week: -9)).ToList();
        var projection = Assert.Single(Projection.Of(points));

        Assert.Equal((1.06, 13), (projection.Ratio, projection.Past.Months));
        Assert.Equal(1.004, projection.Central80!.Low, 12);
        Assert.Equal(1.116, projection.Central80.High, 12);
        Assert.Equal((1.00, 1.12), (projection.Central95!.Low, projection.Central95.High));
    }

    [Fact]
    public void Without_enough_past_there_is_no_interval_and_with_less_no_projection()
    {
        Assert.Null(Assert.Single(Projection.Of([.. Past(11, _ => 1.02), Point(12, 5_000, null)])).Central80);
        Assert.Empty(Projection.Of([.. Past(5, _ => 1.02), Point(12, 5_000, null)]));
    }

    /// <summary>Normal errors of which nothing else is known: the intervals hold about as often as they say.</summary>
    [Fact]
    public void Coverage_is_what_the_past_would_have_seen()
    {
        var (held80, held95, count) = (0.0, 0.0, 0);
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var projection = Assert.Single(Projection.Of([.. Past(60, _ => 1.03 + (0.03 * Normal(random))), Point(62, 5_000, null)]));
            Assert.Equal(60 - 12 - 2 + 1, projection.Checked + 1);
            held80 += projection.Central80!.Coverage!.Value;
            held95 += projection.Central95!.Coverage!.Value;
            count++;
        }

        Assert.InRange(held80 / count, 0.77, 0.84);
        Assert.InRange(held95 / count, 0.91, 0.97);
    }

    [Fact]
    public void A_check_of_the_past_knows_no_more_than_was_known_then()
    {
        // The month to project is two months ahead of the Census: so was each past month when it was judged.
        var projection = Assert.Single(Projection.Of([.. Past(14, _ => 1.0), Point(15, 5_000, null)]));
        Assert.Equal(1, projection.Checked);
    }

    private static IEnumerable<LicensePoint> Past(int months, Func<int, double> ratio) =>
        Enumerable.Range(0, months).Select(i => Point(i, 1_000_000, (long)Math.Round(1_000_000 * ratio(i))));

    private static LicensePoint Point(int month, long licenses, long? census, int week = -2) => new(First + month, week, "", licenses, census);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
