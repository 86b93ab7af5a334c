using System.Globalization;
using System.Net;
using System.Text.Json;
using Xunit;

namespace Aim.Tests.Upstream;

/// <summary>An answer of the Census service as a client reads it: by the first column of a name.</summary>
internal sealed class CensusTable(string text)
{
    private readonly string?[][] _rows = JsonSerializer.Deserialize<string?[][]>(text)!;

    public string Text => text;

    public string?[] Header => _rows[0];

    public IEnumerable<string?[]> Rows => _rows.Skip(1);

    public static async Task<CensusTable> GetAsync(HttpClient http, string flow, string query)
    {
        using var response = await http.GetAsync($"/data/timeseries/intltrade/{flow}/hs?{query}&key=k", TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode} {body}");
        return new CensusTable(body);
    }

    public string? Value(string?[] row, string column) => row[Array.IndexOf(Header, column)];

    public string? Value(string country, string column) => Value(Assert.Single(Of(country)), column);

    public IEnumerable<string?[]> Of(string country) => Rows.Where(r => Value(r, "CTY_CODE") == country);

    public long Sum(string column, Func<string?[], bool> rows) =>
        Rows.Where(rows).Sum(r => long.Parse(Value(r, column) ?? "0", CultureInfo.InvariantCulture));

    /// <summary>True for a row of a country, neither the world nor a group.</summary>
    public bool IsCountry(string?[] row) => Value(row, "CTY_CODE") is { } code && code.All(char.IsAsciiDigit) && code[0] != '0';
}
