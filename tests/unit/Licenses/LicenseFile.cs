using System.Text;
using Aim.Pipeline.Licenses;

namespace Aim.Tests.Licenses;

/// <summary>Writes snapshots by hand, and keeps what is read of them.</summary>
internal static class LicenseFile
{
    public static readonly string[] Columns =
    [
        "license_id", "issue_date", "status", "entry_type", "expected_import_date", "hts10", "country_origin", "country_export", "smelt1",
        "smelt2", "cast", "quantity_kg", "customs_value_usd", "port",
    ];

    public static readonly LicenseRules Rules = new(code => code / 1_000_000 is >= 7601 and <= 7616) { MaxRefusedShare = 1 };

    private static readonly string[] Good =
        ["L1", "2025-02-10", "active", "Consumption", "2025-03-05", "7601103000", "CA", "CA", "CA", "", "CA", "20000", "52000", "Detroit"];

    public static string Header { get; } = string.Join(',', Columns);

    /// <summary>A good row, with other values in some columns.</summary>
    public static string Row(string id, params (string Column, string Value)[] others)
    {
        string[] cells = [id, .. Good[1..]];
        foreach (var (column, value) in others)
        {
            cells[Array.IndexOf(Columns, column)] = value;
        }

        return string.Join(',', cells);
    }

    public static Task<LicenseRecorder> ReadRowsAsync(params string[] rows) => ReadAsync(string.Join('\n', [Header, .. rows]));

    public static Task<LicenseRecorder> ReadAsync(string text, LicenseRules? rules = null) => ReadAsync(Encoding.UTF8.GetBytes(text), rules);

    public static Task<LicenseRecorder> ReadAsync(byte[] bytes, LicenseRules? rules = null) =>
        ReadAsync(new MemoryStream(bytes), rules, 1024);

    public static async Task<LicenseRecorder> ReadAsync(Stream stream, LicenseRules? rules, int longestRow)
    {
        var recorder = new LicenseRecorder();
        recorder.Counts = await LicenseReader.ReadAsync(stream, rules ?? Rules, recorder, longestRow, CancellationToken.None);
        return recorder;
    }

    public static async Task<LicenseFormatException> RefusedAsync(string text, LicenseRules? rules = null) =>
        await Xunit.Assert.ThrowsAsync<LicenseFormatException>(() => ReadAsync(text, rules));
}
