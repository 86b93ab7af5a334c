using System.Globalization;
using System.Numerics;
using System.Text;
using Aim.Pipeline.Comtrade;
using Xunit;

namespace Aim.Tests.Comtrade;

public sealed class ComtradeNumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.0", 0)]
    [InlineData("0.0005", 0)]
    [InlineData("0.0015", 2)]
    [InlineData("0.00050000000000000000000000000000000000000000001", 1)]
    [InlineData("683710421.499", 683_710_421_499)]
    [InlineData("2.61107566E8", 261_107_566_000)]
    [InlineData("1e-2", 10)]
    [InlineData("15E-4", 2)]
    [InlineData("25e-4", 2)]
    [InlineData("9223372036854775.807", long.MaxValue)]
    [InlineData("9223372036854775.8074999", long.MaxValue)]
    [InlineData("1e-999999999999", 0)]
    [InlineData("0e999999999999", 0)]
    [InlineData("999999999999999.9995", 1_000_000_000_000_000_000)]
    public void Text_becomes_thousandths_rounded_half_to_even(string text, long expected)
    {
        Assert.True(ComtradeNumber.TryThousandths(Encoding.ASCII.GetBytes(text), out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("05")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e1.5")]
    [InlineData("1,000")]
    [InlineData("(D)")]
    [InlineData("NaN")]
    [InlineData("9223372036854775.8075")]
    [InlineData("1e999999999999")]
    public void What_is_no_number_from_0_on_is_refused(string text) =>
        Assert.False(ComtradeNumber.TryThousandths(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void Random_numbers_agree_with_whole_number_arithmetic()
    {
        var random = new Random(7601);
        for (var round = 0; round < 50_000; round++)
        {
            var digits = new BigInteger(random.NextInt64(1L << random.Next(1, 62)));
            var scale = random.Next(0, 12);
            if (random.Next(4) == 0) (digits, scale) = ((digits / 1000 * 1000) + 500, 6);
            var plain = digits.ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
            var text = random.Next(5) == 0 ? $"{digits}E-{scale}" : scale == 0 ? plain : plain[..^scale] + "." + plain[^scale..];

            var expected = Rounded(digits * 1000, BigInteger.Pow(10, scale));
            Assert.Equal(expected <= long.MaxValue, ComtradeNumber.TryThousandths(Encoding.ASCII.GetBytes(text), out var value));
            if (expected <= long.MaxValue) Assert.Equal(expected, value);
        }
    }

    private static BigInteger Rounded(BigInteger dividend, BigInteger divisor)
    {
        var half = ((2 * dividend) + divisor) / (2 * divisor);
        return (2 * dividend) % (2 * divisor) == divisor && !half.IsEven ? half - 1 : half;
    }
}
