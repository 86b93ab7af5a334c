using Aim.Trade;
using Aim.Trade.Forecast;
using Xunit;

namespace Aim.Tests.Forecast;

public sealed class ForecasterTests
{
    private static readonly Month First = new(2015, 1);

    [Fact]
    public void An_exactly_seasonal_series_goes_on_exactly()
    {
        var forecast = Told(Series(96, t => 100 + Season(t)));

        Assert.Equal(ForecastMethod.SeasonalNaive, forecast.Method);
        Assert.All(forecast.Months, m => Assert.Equal(
            (Expected(m), Expected(m), Expected(m), Expected(m), Expected(m)), (m.Value, m.Low80, m.High80, m.Low95, m.High95)));
        Assert.Equal((1.0, 1.0), (forecast.BackTest.Coverage80, forecast.BackTest.Coverage95));
        Assert.Equal([null, null, null], forecast.BackTest.Methods.Select(m => m.RelativeToNaive));

        static double Expected(ForecastMonth month) => 100 + Season(month.Month.Index - First.Index);
    }

    [Fact]
    public void A_constant_series_stays()
    {
        var forecast = Told(Series(80, _ => 7));

        Assert.All(forecast.Months, m => Assert.Equal((7, 7, 7), (m.Value, m.Low95, m.High95)));
        Assert.All(forecast.BackTest.Methods, m => Assert.Equal((0, null), (Math.Round(m.MeanAbsolute, 9), m.RelativeToNaive)));
    }

    [Fact]
    public void Months_follow_the_last_value_and_nulls_at_the_ends_are_no_gaps()
    {
        var values = Noisy(1, 90);
        var plain = Told(values);
        var padded = Forecaster.Of(First - 2, [null, null, .. values, null, null, null]).Forecast!;

        Assert.Equal(Enumerable.Range(0, 12).Select(h => First + 90 + h), plain.Months.Select(m => m.Month));
        Assert.Equal(plain.Months, padded.Months);
        Assert.Equal((90 - 36 - 11, First + 35, First + 77), (plain.BackTest.Origins, plain.BackTest.FirstOrigin, plain.BackTest.LastOrigin));
        Assert.Equal(plain.BackTest.FirstOrigin, padded.BackTest.FirstOrigin);
    }

    [Fact]
    public void At_most_sixty_origins_are_tried_the_newest()
    {
        var backTest = Told(Noisy(2, 200)).BackTest;

        Assert.Equal((60, First + 187, First + 128), (backTest.Origins, backTest.LastOrigin, backTest.FirstOrigin));
    }

    [Fact]
    public void A_multiple_of_the_series_has_that_multiple_of_the_forecast()
    {
        var values = Noisy(3, 110);
        var (one, four) = (Told(values), Told([.. values.Select(v => 4 * v)]));

        Assert.Equal(one.Method, four.Method);
        Assert.Equal(one.Months.Select(m => new ForecastMonth(m.Month, 4 * m.Value, 4 * m.Low80, 4 * m.High80, 4 * m.Low95, 4 * m.High95)), four.Months);
        Assert.Equal(one.BackTest.Methods.Select(m => (m.Scaled, m.RelativeToNaive)), four.BackTest.Methods.Select(m => (m.Scaled, m.RelativeToNaive)));
    }

    [Fact]
    public void A_constant_added_to_the_series_shifts_the_forecast()
    {
        var values = Noisy(4, 110);
        var (here, there) = (Told(values), Told([.. values.Select(v => v + 1024)]));

        Assert.Equal(here.Method, there.Method);
        for (var h = 0; h < 12; h++)
        {
            Assert.Equal(here.Months[h].Value + 1024, there.Months[h].Value, 6);
            Assert.Equal(here.Months[h].High95 + 1024, there.Months[h].High95, 6);
        }
    }

    [Fact]
    public void A_trend_beats_the_naive_and_the_chosen_method_has_the_least_error()
    {
        var forecast = Told(Series(120, t => 200 + (3 * t) + Season(t) + Noise(t)));
        var errors = forecast.BackTest.Methods.ToDictionary(m => m.Method);

        Assert.NotEqual(ForecastMethod.SeasonalNaive, forecast.Method);
        Assert.True(errors[forecast.Method].RelativeToNaive < 0.5);
        Assert.Equal(errors.Values.Min(m => m.MeanAbsolute), errors[forecast.Method].MeanAbsolute);
        Assert.Equal((1.0, 36), (errors[ForecastMethod.SeasonalNaive].RelativeToNaive, Math.Round(errors[ForecastMethod.SeasonalNaive].MeanAbsolute)));
    }

    /// <summary>Over many random series: nothing worse than the naive, ends of intervals in order, no wider nearer by.</summary>
    [Fact]
    public void Whatever_is_published_is_not_worse_than_the_naive_and_grows_no_surer_with_distance()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            var forecast = Told(Noisy(seed, 59 + (5 * seed)));

            Assert.True(forecast.BackTest.Methods.Single(m => m.Method == forecast.Method).RelativeToNaive <= 1);
            Assert.All(forecast.Months, m => Assert.True(m.Low95 <= m.Low80 && m.Low80 <= m.Value && m.Value <= m.High80 && m.High80 <= m.High95));
            Assert.All(forecast.Months.Zip(forecast.Months.Skip(1)), p => Assert.True(p.First.High80 - p.First.Value <= p.Second.High80 - p.Second.Value + 1e-9));
        }
    }

    [Fact]
    public void A_series_without_negative_values_gets_none()
    {
        var values = Series(100, t => Math.Max(0, 300 - (5 * t)) + Math.Abs(Noise(t)));
        var free = Forecaster.Of(First, [.. values.Select(v => v - 400)]).Forecast!;

        Assert.All(Told(values).Months, m => Assert.True(m is { Value: >= 0, Low80: >= 0, Low95: >= 0, High95: > 0 }));
        Assert.All(free.Months, m => Assert.True(m.Low95 < 0));
    }

    [Fact]
    public void One_spike_does_not_carry_the_forecast_away()
    {
        var values = Noisy(5, 100);
        var quiet = Told(values).Months;
        values[60] += 1_000;
        var loud = Told(values);

        Assert.All(quiet.Zip(loud.Months), p => Assert.InRange(p.Second.Value, p.First.Value - 60, p.First.Value + 60));
        Assert.All(loud.Months, m => Assert.True(m.Low80 > 0 && m.High95 < 1_400));
    }

    [Fact]
    public void Gaps_are_passed_over()
    {
        var values = Series(110, t => 500 + t + Season(t) + Noise(t));
        var whole = Told(values);
        foreach (var gap in (int[])[3, 40, 71, 72, 88]) values[gap] = null;
        var gappy = Told(values);

        Assert.Equal(whole.BackTest.Origins, gappy.BackTest.Origins);
        Assert.True(gappy.BackTest.Checked < whole.BackTest.Checked);
        Assert.All(whole.Months.Zip(gappy.Months), p => Assert.InRange(p.Second.Value, p.First.Value - 15, p.First.Value + 15));
    }

    [Fact]
    public void The_same_series_gives_the_same_answer()
    {
        Assert.Equal(Told(Noisy(6, 90)).Months, Told(Noisy(6, 90)).Months);
    }

    [Fact]
    public void A_history_that_carries_no_forecast_says_why()
    {
        Assert.Equal((null, "58 months are too few: 59 are needed to test a forecast."), Both(Noisy(7, 58)));
        Assert.Equal((null, "0 months are too few: 59 are needed to test a forecast."), Both([null, null]));
        Assert.NotNull(Forecaster.Of(First, Noisy(7, 59)).Forecast);

        Assert.Equal("A calendar month has no value in the first three years.", Forecaster.Of(First, Without(80, t => t is 5 or 17 or 29)).Reason);
        Assert.Equal("Too few months of the back-test have a value: 12 are needed at each distance.", Forecaster.Of(First, Without(60, t => t is 45 or 46)).Reason);
        Assert.Throws<ArgumentException>(() => Forecaster.Of(First, [double.NaN]));

        static (SeriesForecast?, string?) Both(double?[] values) => Forecaster.Of(First, values) is var answer ? (answer.Forecast, answer.Reason) : default;
        static double?[] Without(int months, Func<int, bool> gap) => [.. Noisy(7, months).Select((v, t) => gap(t) ? null : v)];
    }

    /// <summary>What the intervals promise is about what the back-test says of them, and about what then comes.</summary>
    [Fact]
    public void Coverage_is_near_what_the_intervals_say_and_near_what_comes()
    {
        var (said80, said95, came80, came95, months) = (0.0, 0.0, 0, 0, 0);
        const int Runs = 40;
        for (var seed = 1; seed <= Runs; seed++)
        {
            var values = Noisy(100 + seed, 132);
            var forecast = Told([.. values.Take(120)]);
            said80 += forecast.BackTest.Coverage80!.Value / Runs;
            said95 += forecast.BackTest.Coverage95!.Value / Runs;
            foreach (var (month, value) in forecast.Months.Zip(values.Skip(120)))
            {
                months++;
                came80 += value >= month.Low80 && value <= month.High80 ? 1 : 0;
                came95 += value >= month.Low95 && value <= month.High95 ? 1 : 0;
            }
        }

        Assert.InRange(said80, 0.72, 0.84);
        Assert.InRange(said95, 0.89, 0.97);
        Assert.InRange((double)came80 / months, 0.72, 0.86);
        Assert.InRange((double)came95 / months, 0.89, 0.98);
    }

    private static SeriesForecast Told(double?[] values)
    {
        var answer = Forecaster.Of(First, values);
        Assert.Null(answer.Reason);
        return answer.Forecast!;
    }

    private static double?[] Series(int months, Func<int, double> value) => [.. Enumerable.Range(0, months).Select(t => (double?)value(t))];

    private static double Season(int t) => 16 * ((t % 12 * 5 % 12) - 6) / 8.0;

    /// <summary>A little of everything, without a random number.</summary>
    private static double Noise(int t) => 4 * Math.Sin(t * t * 0.7);

    /// <summary>A slowly wandering level with a season and noise.</summary>
    private static double?[] Noisy(int seed, int months)
    {
        var random = new Random(seed);
        var level = 400.0;
        return Series(months, t =>
        {
            level += 2 * Normal(random);
            return level + Season(t) + (8 * Normal(random));
        });
    }

    private static double Normal(Random random) => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
}
