using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Aim.Upstream.Census;
using Aim.Upstream.Data;

namespace Aim.Upstream.Comtrade;

/// <summary>The UN Comtrade service: data with and without a key, and the list of what is available.</summary>
internal sealed class ComtradeEndpoints(ITradeData data, string? key)
{
    private const int FlushAt = 64 << 10;
    private const int PreviewRows = 500;
    private const int PreviewPeriods = 1;
    private const int Rows = 100_000;
    private const int Periods = 12;
    private readonly AnswerCache _lists = new();

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/public/v1/preview/C/M/HS", context => AnswerAsync(context, PreviewPeriods, PreviewRows));
        routes.MapGet("/public/v1/getDA/C/M/HS", ListAsync);
        routes.MapGet("/data/v1/get/C/M/HS", context => HasKey(context) ? AnswerAsync(context, Periods, Rows) : RefuseAsync(context));
        routes.MapGet("/data/v1/getDA/C/M/HS", context => HasKey(context) ? ListAsync(context) : RefuseAsync(context));
    }

    private static string? KeyOf(HttpRequest request) =>
        request.Headers["Ocp-Apim-Subscription-Key"] is [{ Length: > 0 } header] ? header
        : request.Query["subscription-key"] is [{ Length: > 0 } parameter] ? parameter
        : null;

    private bool HasKey(HttpContext context) => KeyOf(context.Request) is { } given && (key is null || string.Equals(given, key, StringComparison.Ordinal));

    private static Task RefuseAsync(HttpContext context) => JsonAsync(context, StatusCodes.Status401Unauthorized, new
    {
        statusCode = StatusCodes.Status401Unauthorized,
        message = KeyOf(context.Request) is null
            ? "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API."
            : "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.",
    });

    private static Task JsonAsync(HttpContext context, int status, object answer)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(answer, context.RequestAborted);
    }

    private static Task BadAsync(HttpContext context, string message) =>
        JsonAsync(context, StatusCodes.Status400BadRequest, new { statusCode = StatusCodes.Status400BadRequest, errorObject = new { errorMessage = message } });

    private async Task AnswerAsync(HttpContext context, int periods, int cap)
    {
        if (ComtradeQuery.Parse(context.Request.Query, out var error) is not { } query)
        {
            await BadAsync(context, error);
            return;
        }

        if (query.Months is null || query.Months.Count > periods)
        {
            // The preview says no with a status of yes.
            var message = string.Create(CultureInfo.InvariantCulture, $"Maximum number of periods{(periods == 1 ? " for preview" : "")} is {periods}");
            if (periods == PreviewPeriods) await JsonAsync(context, StatusCodes.Status200OK, new { error = message, elapsedTime = "0.01 secs", count = 0, data = (object?)null });
            else await BadAsync(context, message);
            return;
        }

        var found = Find(query, data.Read().Comtrade, Math.Min(cap, query.MaxRecords));
        await WriteAsync(context.Response, query, found, context.RequestAborted);
    }

    /// <summary>The parts of rows that are asked for; beyond the cap they are silently left out.</summary>
    private static List<(short Reporter, int Year, ComtradeRow Row, ComtradeDetail Detail)> Find(ComtradeQuery query, IComtradeView view, int cap)
    {
        var found = new List<(short Reporter, int Year, ComtradeRow Row, ComtradeDetail Detail)>();
        var reporters = query.Reporters?.Select(r => (short)r) ?? view.Releases.Select(r => r.Reporter).Distinct();
        foreach (var reporter in reporters.Order())
        {
            foreach (var year in query.Months!.Select(m => m.Year).Distinct().Order())
            {
                foreach (var row in view.Rows(reporter, year))
                {
                    if (!query.Accepts(row, year)) continue;
                    foreach (var detail in query.Details)
                    {
                        if (found.Count == cap) return found;
                        found.Add((reporter, year, row, detail));
                    }
                }
            }
        }

        return found;
    }

    private static async Task WriteAsync(
        HttpResponse response, ComtradeQuery query, List<(short Reporter, int Year, ComtradeRow Row, ComtradeDetail Detail)> found, CancellationToken ct)
    {
        response.ContentType = "application/json; charset=utf-8";
        var buffer = new ArrayBufferWriter<byte>(FlushAt * 2);
        buffer.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"elapsedTime\":\"0.05 secs\",\"count\":{found.Count},\"data\":[")));
        var writer = new ComtradeWriter(buffer);
        foreach (var (reporter, year, row, detail) in query.IsCountOnly ? [] : found)
        {
            writer.Write(reporter, year, row, detail);
            if (buffer.WrittenCount < FlushAt) continue;
            await response.BodyWriter.WriteAsync(buffer.WrittenMemory, ct);
            buffer.ResetWrittenCount();
        }

        buffer.Write("],\"error\":\"\"}"u8);
        await response.BodyWriter.WriteAsync(buffer.WrittenMemory, ct);
    }

    /// <summary>Everybody asks for the list again and again: it is made once for what is available.</summary>
    private async Task ListAsync(HttpContext context)
    {
        if (ComtradeQuery.Parse(context.Request.Query, out var error) is not { } query)
        {
            await BadAsync(context, error);
            return;
        }

        var view = data.Read();
        var name = context.Request.QueryString.Value!;
        if (_lists.Find(view.Version, name) is not { } list) _lists.Keep(view.Version, name, list = List(query, view.Comtrade));
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.BodyWriter.WriteAsync(list, context.RequestAborted);
    }

    private static byte[] List(ComtradeQuery query, IComtradeView view)
    {
        var releases = view.Releases
            .Where(r => query.Reporters?.Contains(r.Reporter) != false && query.Months?.Contains(r.Month) != false)
            .ToList();
        return JsonSerializer.SerializeToUtf8Bytes(new { elapsedTime = "0.02 secs", count = releases.Count, data = releases.Select(Release), error = "" });
    }

    private static object Release(ComtradeRelease release)
    {
        var (iso, name) = ComtradeAreas.NameOf(release.Reporter);
        var released = release.Released.ToString("yyyy-MM-dd'T'HH:mm:ss.FF", CultureInfo.InvariantCulture);
        var period = (release.Month.Year * 100) + release.Month.Number;
        return new
        {
            datasetCode = 20_000_000_000_000 + (release.Reporter * 10_000_000_000) + period,
            typeCode = "C",
            freqCode = "M",
            period,
            reporterCode = release.Reporter,
            reporterISO = iso,
            reporterDesc = name,
            classificationCode = Encoding.ASCII.GetString(ComtradeWriter.Classification(release.Month.Year)),
            classificationSearchCode = "HS",
            isOriginalClassification = true,
            isExtendedFlowCode = false,
            isExtendedPartnerCode = false,
            isExtendedPartner2Code = false,
            isExtendedCmdCode = false,
            isExtendedCustomsCode = false,
            isExtendedMotCode = false,
            totalRecords = release.Rows,
            datasetChecksum = Checksum(release),
            firstReleased = released,
            lastReleased = released,
        };
    }

    private static long Checksum(ComtradeRelease release) => (release.Released.Ticks / TimeSpan.TicksPerSecond) ^ ((long)release.Reporter << 40) ^ release.Rows;
}
