using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Aim.Upstream.Data;

namespace Aim.Upstream.Indicators;

/// <summary>
/// The Public Data API of the Bureau of Labor Statistics. Whatever goes wrong has status 200 and is told in words, with the key that
/// was sent among them.
/// </summary>
internal sealed class BlsEndpoints(ITradeData data, string? key, int? questionsPerDay)
{
    private readonly Lock _lock = new();
    private DateOnly _day;
    private int _questions;

    private sealed record Version(int Series, int Years, bool IsFirst);

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, version) in new[] { ("/publicAPI/v2/timeseries/data/", new Version(50, 20, false)), ("/publicAPI/v1/timeseries/data/", new Version(25, 10, true)) })
        {
            routes.MapPost(path, async context => await AnswerAsync(context, version, await QuestionAsync(context.Request)));
            routes.MapGet($"{path}{{series}}", context => AnswerAsync(context, version, new Question([context.Request.RouteValues["series"]!.ToString()!], null, null, null)));
        }
    }

    private static async Task<Question?> QuestionAsync(HttpRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<Question>(request.Body, JsonSerializerOptions.Web, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Task AnswerAsync(HttpContext context, Version version, Question? question)
    {
        var began = Stopwatch.GetTimestamp();
        var text = question?.SeriesId is { Count: > 0 } ? Answer(question, version, began) : Refuse("REQUEST_FAILED_INVALID_PARAMETERS", "Invalid request: no series.", began);
        context.Response.ContentType = "application/json";
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private string Answer(Question question, Version version, long began)
    {
        if (!version.IsFirst && question.RegistrationKey is { } given && key is not null && given != key) return Refuse("REQUEST_NOT_PROCESSED", $"The key:{given} provided by the User is invalid.", began);
        if (!IsAllowed())
            return Refuse("REQUEST_NOT_PROCESSED", $"Request could not be serviced, as the daily threshold for total number of requests allocated to the user with registration key {question.RegistrationKey} has been reached.", began);
        if (question.SeriesId!.Count > version.Series)
            return Refuse("REQUEST_NOT_PROCESSED", string.Create(CultureInfo.InvariantCulture, $"Request could not be serviced, as the number of series is more than {version.Series}."), began);
        if (!TryYear(question.StartYear, DateTime.UtcNow.Year - 2, out var from) || !TryYear(question.EndYear, DateTime.UtcNow.Year, out var to) || from > to)
            return Refuse("REQUEST_FAILED_INVALID_PARAMETERS", "Invalid start or end year.", began);

        var messages = new List<string>();
        if (to - from >= version.Years)
        {
            messages.Add(string.Create(CultureInfo.InvariantCulture, $"Year range has been reduced to the system-allowed limit of {version.Years} years."));
            from = to - version.Years + 1;
        }

        var view = data.Read().Indicators;
        var series = question.SeriesId.Select(id => Series(view, id, from, to, messages)).ToList();
        var results = $"{{\n\"series\":\n[{string.Join(',', series)}]\n}}";
        return $"{{\"status\":\"REQUEST_SUCCEEDED\",{Head(began, messages)},\"Results\":{(version.IsFirst ? $"[{results}]" : results)}}}";
    }

    private bool IsAllowed()
    {
        lock (_lock)
        {
            var today = data.AsOf ?? DateOnly.FromDateTime(DateTime.UtcNow);
            (_day, _questions) = (today, _day == today ? _questions + 1 : 1);
            return questionsPerDay is null || _questions <= questionsPerDay;
        }
    }

    private static string Series(IIndicatorView view, string id, int from, int to, List<string> messages)
    {
        var months = view.Series(id);
        if (months is null) messages.Add($"Series does not exist for Series {id}");

        var newest = months?.Keys.Max();
        var told = new List<string>();
        for (var year = to; year >= from; year--)
        {
            var figures = months?.Where(m => m.Key.Year == year).OrderByDescending(m => m.Key).ToList() ?? [];
            if (months is not null && figures.Count == 0) messages.Add(string.Create(CultureInfo.InvariantCulture, $"No Data Available for Series {id} Year: {year}"));
            told.AddRange(figures.Select(f => Observation(f.Key, f.Value, f.Key == newest)));
        }

        return $"{{\"seriesID\":{JsonSerializer.Serialize(id)},\"data\":[{string.Join(',', told)}]}}";
    }

    private static string Observation(Month month, BlsFigure figure, bool isNewest)
    {
        var note = figure.Footnote switch
        {
            "" => "{}",
            "P" => """{"code":"P","text":"Preliminary."}""",
            "R" => """{"code":"R","text":"Revised."}""",
            var code => $$"""{"code":{{JsonSerializer.Serialize(code)}},"text":""}""",
        };
        var name = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month.Number);
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"year":"{{month.Year}}","period":"M{{month.Number:D2}}","periodName":"{{name}}",{{(isNewest ? "\"latest\":\"true\"," : "")}}"value":{{JsonSerializer.Serialize(figure.Value)}},"footnotes":[{{note}}]}""");
    }

    private static string Refuse(string status, string message, long began) => $"{{\"status\":\"{status}\",{Head(began, [message])},\"Results\":{{}}}}";

    /// <summary>The time that an answer takes is part of it, so that hardly two are the same.</summary>
    private static string Head(long began, List<string> messages) => string.Create(
        CultureInfo.InvariantCulture,
        $"\"responseTime\":{20 + (Stopwatch.GetElapsedTime(began).Ticks % 200)},\"message\":{Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(messages))}");

    private static bool TryYear(string? text, int otherwise, out int year) => int.TryParse(text ?? otherwise.ToString(CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out year);

    private sealed record Question(IReadOnlyList<string>? SeriesId, string? StartYear, string? EndYear, string? RegistrationKey);
}
