using System.Text;
using Aim.Pipeline.Bls;
using Aim.Trade.Indicators;

namespace Aim.Tests.Bls;

/// <summary>Answers of the service as text.</summary>
internal static class BlsText
{
    public const string Id = "PCU33131-33131-";

    public static string Answer(string results, string status = "REQUEST_SUCCEEDED", string message = "") =>
        $$"""{"status":"{{status}}","responseTime":218,"message":[{{message}}],"Results":{{results}}}""";

    public static string Series(params string[] data) => $$"""{"seriesID":"{{Id}}","data":[{{string.Join(',', data)}}]}""";

    public static string Month(string value, string period = "M01", string year = "2025", string footnotes = "[{}]") =>
        $$"""{"year":"{{year}}","period":"{{period}}","periodName":"x","value":{{value}},"footnotes":{{footnotes}}}""";

    public static string One(string value, string period = "M01", string year = "2025", string footnotes = "[{}]") =>
        Answer("{\n\"series\":\n[" + Series(Month(value, period, year, footnotes)) + "]\n}");

    public static async Task<BlsAnswer> ReadAsync(string text) => await BlsReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), default);

    public static async Task<IEnumerable<string>> FiguresAsync(string text) => (await ReadAsync(text)).Observations.Select(Text);

    private static string Text(BlsObservation one) =>
        FormattableString.Invariant($"{one.Series} {one.Month} {(one.Figure.Value is { } value ? value : "-")}{(one.Figure.Marks == ObservationMarks.None ? "" : $" {one.Figure.Marks}")}");
}
