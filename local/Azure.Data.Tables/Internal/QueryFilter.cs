using System.Globalization;

namespace Azure.Data.Tables.Internal;

/// <summary>Values as OData literals, so that no value can end its quotes.</summary>
internal static class QueryFilter
{
    public static string Create(FormattableString filter) => string.Format(
        CultureInfo.InvariantCulture,
        filter.Format,
        [.. filter.GetArguments().Select(object? (argument) => Literal(argument))]);

    private static string Literal(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => string.Create(CultureInfo.InvariantCulture, $"{number}L"),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        Guid id => $"guid'{id}'",
        DateTimeOffset time => $"datetime'{time.UtcDateTime:O}'",
        DateTime time => $"datetime'{time.ToUniversalTime():O}'",
        byte[] bytes => $"X'{Convert.ToHexStringLower(bytes)}'",
        string or char or Enum => $"'{value.ToString()!.Replace("'", "''", StringComparison.Ordinal)}'",
        null => throw new ArgumentNullException(nameof(value), "Tables have no null to compare with."),
        _ => throw new NotSupportedException($"Tables have no {value.GetType()}."),
    };
}
