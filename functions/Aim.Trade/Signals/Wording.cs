using System.Globalization;

namespace Aim.Trade.Signals;

/// <summary>Figures and questions as the sentences of signals spell them.</summary>
internal static class Wording
{
    public static string Tons(decimal kilograms) => string.Create(CultureInfo.InvariantCulture, $"{kilograms / 1000:N0} t");

    public static string Percent(double fraction) => string.Create(CultureInfo.InvariantCulture, $"{100 * fraction:N0}%");

    public static string Dollars(double perTon) => string.Create(CultureInfo.InvariantCulture, $"${perTon:N0} per t");

    /// <summary>The question about the licences of the baseline and the watched month.</summary>
    public static string SupplyChain(string question, Month first, Month month) => $"/api/v1/supply-chain.json?{question}&from={first}&to={month}";
}
