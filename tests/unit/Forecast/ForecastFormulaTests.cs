using Aim.Trade;
using Aim.Trade.Forecast;
using Xunit;

namespace Aim.Tests.Forecast;

/// <summary>The same formulae in their textbook (component) form, over a table of all states, against the program's.</summary>
public sealed class ForecastFormulaTests
{
    private static readonly Month First = new(2016, 4);

    [Theory]
    [InlineData(0.3, 0.1, 0.2, 0.9)]
    [InlineData(0.9, 0.4, 0.1, 0.98)]
    [InlineData(0.05, 0, 0, 0.8)]
    public void The_recursion_is_that_of_the_component_form(double alpha, double betaStar, double gamma, double phi)
    {
        var values = Values(70);
        var expected = Component(values, alpha, betaStar, gamma, phi).Ahead;
        var actual = new DampedHoltWinters(alpha, alpha * betaStar, gamma, phi).Ahead(values);

        for (var h = 0; h < 12; h++) Assert.Equal(expected[h], actual[h], 8);
    }

    [Fact]
    public void The_fit_is_the_best_of_the_grid()
    {
        var values = Values(64);
        var best = (
            from alpha in (double[])[0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9]
            from betaStar in (double[])[0, 0.05, 0.1, 0.2, 0.4]
            from gamma in (double[])[0, 0.05, 0.1, 0.2, 0.4]
            from phi in (double[])[0.8, 0.9, 0.95, 0.98]
            where alpha + gamma <= 1
            orderby Component(values, alpha, betaStar, gamma, phi).Squares
            select (alpha, alpha * betaStar, gamma, phi)).First();
        var fit = DampedHoltWinters.Fit(values);

        Assert.Equal(best, (fit.Alpha, fit.Beta, fit.Gamma, fit.Phi));
    }

    /// <summary>Damped: each further month adds phi times what the month before it added.</summary>
    [Fact]
    public void A_trend_fades()
    {
        var line = Enumerable.Range(0, 60).Select(t => 50 + (2.0 * t)).ToArray();
        var fit = DampedHoltWinters.Fit(line);
        var ahead = fit.Ahead(line);
        var steps = ahead.Zip(ahead.Skip(1), (a, b) => b - a).ToArray();

        Assert.Equal(0.98, fit.Phi);
        Assert.All(ahead.Select((value, h) => (value, h)), p => Assert.InRange(p.value, line[^1], 50 + (2.0 * (60 + p.h))));
        Assert.True(steps.Average() < 2 && steps.Average() > 1.4 && steps[^1] < steps[0]);
    }

    [Fact]
    public void The_naive_repeats_the_newest_value_of_the_calendar_month()
    {
        var values = Values(41);
        values[33] = double.NaN;
        var expected = Enumerable.Range(41, 12).Select(t => t - 12 == 33 ? values[21] : values[t - 12]);

        Assert.Equal(expected, SeasonalNaive.Ahead(values));
        Assert.True(double.IsNaN(SeasonalNaive.Ahead(values.AsSpan(0, 5))[3]));
    }

    /// <summary>The whole back-test again: every origin, month and method, in one flat list.</summary>
    [Fact]
    public void Errors_choice_and_widths_are_those_of_a_second_computation()
    {
        var values = Values(85);
        values[50] = double.NaN;
        var cells = (
            from known in Enumerable.Range(36, 85 - 12 - 36 + 1)
            let past = values[..known]
            let fit = DampedHoltWinters.Fit(past)
            let damped = Component(past, fit.Alpha, fit.Beta / fit.Alpha, fit.Gamma, fit.Phi).Ahead
            let scale = Enumerable.Range(12, known - 12).Select(t => Math.Abs(past[t] - past[t - 12])).Where(double.IsFinite).Average()
            from h in Enumerable.Range(0, 12)
            where !double.IsNaN(values[known + h])
            let naive = Enumerable.Range(1, 3).Select(year => known + h - (12 * year)).First(t => !double.IsNaN(values[t]))
            let forecasts = (double[])[values[naive], damped[h], (damped[h] + values[naive]) / 2]
            select (known, h, scale, Errors: forecasts.Select(f => values[known + h] - f).ToArray())).ToList();
        var answer = Forecaster.Of(First, [.. values.Select(v => double.IsNaN(v) ? (double?)null : v)]).Forecast!;

        for (var method = 0; method < 3; method++)
        {
            var said = answer.BackTest.Methods[method];
            Assert.Equal(cells.Average(c => Math.Abs(c.Errors[method])), said.MeanAbsolute, 8);
            Assert.Equal(cells.Average(c => Math.Abs(c.Errors[method]) / c.scale), said.Scaled!.Value, 8);
            Assert.Equal(cells.Average(c => Math.Abs(c.Errors[method])) / cells.Average(c => Math.Abs(c.Errors[0])), said.RelativeToNaive!.Value, 8);
        }

        var chosen = (int)answer.Method;
        Assert.Equal(Enumerable.Range(0, 3).MinBy(m => cells.Average(c => Math.Abs(c.Errors[m]))), chosen);
        foreach (var (central, width, coverage) in (IEnumerable<(double, Func<ForecastMonth, double>, double?)>)
            [(0.8, m => m.High80 - m.Value, answer.BackTest.Coverage80), (0.95, m => m.High95 - m.Value, answer.BackTest.Coverage95)])
        {
            var widths = Widths(cells.Select(c => (c.h, c.Errors[chosen])), central);
            for (var h = 0; h < 12; h++) Assert.Equal(widths[h], width(answer.Months[h]), 8);

            // Origins near the middle leave too few others that share no month with them.
            var hits = cells.GroupBy(c => c.known)
                .Select(g => (Own: g, Others: cells.Where(c => c.known <= g.Key - 12 || c.known >= g.Key + 12).Select(c => (c.h, Error: c.Errors[chosen])).ToList()))
                .Where(g => Enumerable.Range(0, 12).All(h => g.Others.Count(r => r.h == h) >= 12))
                .SelectMany(g => g.Own.Select(c => Math.Abs(c.Errors[chosen]) <= Widths(g.Others, central)[c.h])).ToList();
            Assert.Equal(hits.Count, answer.BackTest.Checked);
            Assert.Equal(hits.Count(h => h) / (double)hits.Count, coverage!.Value, 12);
        }
    }

    /// <summary>Isotonic regression by its min-max formula instead of by pooling.</summary>
    private static double[] Widths(IEnumerable<(int H, double Error)> errors, double central)
    {
        var raw = errors.GroupBy(e => e.H).OrderBy(g => g.Key).Select(g =>
        {
            var sorted = g.Select(e => Math.Abs(e.Error)).Order().ToArray();
            var place = Math.Min(Math.Max(central * (sorted.Length + 1), 1), sorted.Length);
            var whole = (int)Math.Floor(place);
            return whole == sorted.Length ? sorted[^1] : sorted[whole - 1] + ((place - whole) * (sorted[whole] - sorted[whole - 1]));
        }).ToArray();
        return [.. raw.Select((_, h) => Enumerable.Range(0, h + 1).Max(from => Enumerable.Range(h, 12 - h).Min(to => raw[from..(to + 1)].Average())))];
    }

    private static (double[] Ahead, double Squares) Component(double[] y, double alpha, double betaStar, double gamma, double phi)
    {
        var start = y[..Math.Min(36, y.Length)];
        var b0 = start.Skip(12).Select((v, t) => v - start[t]).Where(double.IsFinite).Average() / 12;
        var months = Enumerable.Range(0, 12)
            .Select(m => Enumerable.Range(0, start.Length).Where(t => t % 12 == m && double.IsFinite(start[t])).Average(t => start[t] - (b0 * (t + 1)))).ToArray();
        var level = new List<double> { months.Average() };
        var trend = new List<double> { b0 };
        var season = months.Select(m => m - level[0]).ToList();
        var squares = 0.0;
        for (var t = 0; t < y.Length; t++)
        {
            var (l, b, s) = (level[^1], phi * trend[^1], season[t]);
            var value = double.IsNaN(y[t]) ? l + b + s : y[t];
            squares += Math.Pow(value - l - b - s, 2);
            level.Add((alpha * (value - s)) + ((1 - alpha) * (l + b)));
            trend.Add((betaStar * (level[^1] - l)) + ((1 - betaStar) * b));
            season.Add((gamma * (value - l - b)) + ((1 - gamma) * s));
        }

        var ahead = Enumerable.Range(1, 12)
            .Select(h => level[^1] + (Enumerable.Range(1, h).Sum(i => Math.Pow(phi, i)) * trend[^1]) + season[y.Length + h - 1]).ToArray();
        return (ahead, squares);
    }

    private static double[] Values(int months)
    {
        var random = new Random(months);
        return [.. Enumerable.Range(0, months).Select(t => 300 + (1.5 * t) + (40 * Math.Cos(t * Math.PI / 6)) + (30 * random.NextDouble()))];
    }
}
