using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aim.Functions.Views.Answers;
using Aim.Functions.Views.DataSets;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Serving;
using Aim.Pipeline.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Aim.Functions.Views;

/// <summary>Answers questions about data sets: from memory when the same was asked of the same data, otherwise from the series.</summary>
public sealed class DataApi(DataSetRegistry dataSets, Catalog catalog, AnswerCache cache, MetaBuilder metas, TimeProvider clock)
{
    /// <summary>A longer query holds nothing that we understand.</summary>
    private const int MaxQueryLength = 8192;

    /// <summary>Answers <c>{name}</c>, <c>{name}.json</c>, <c>{name}.csv</c>, or <c>{name}.atom</c> where there is a feed.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, string name)
    {
        if (HttpMethods.IsOptions(request.Method)) return new Preflight("GET, HEAD, OPTIONS");

        // A decoded path may hold a question mark; a query holds no line end, so that no path spells the key of another question.
        var target = $"{name}\n{request.QueryString.Value}\n{(WantsCsv(request) ? "csv" : "")}";
        var warm = catalog.Peek() is { } known ? cache.Find(target, known.DataVersion) : null;
        var answer = warm ?? await Patience.AnswerAsync(
            request.HttpContext, async token => await MakeAsync(request, name, target, await catalog.CurrentAsync(token), token));
        if (answer is CachedAnswer { DataSet: var dataSet }) AimTelemetry.Answered(request.HttpContext, dataSet, warm is not null);
        return answer;
    }

    private async Task<IResult> MakeAsync(HttpRequest request, string name, string target, Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (request.QueryString.Value is { Length: > MaxQueryLength })
            return new Problem(414, "Query too long", string.Create(CultureInfo.InvariantCulture, $"The query is longer than {MaxQueryLength} characters."));

        var (bare, form) = FormOf(request, name);
        if (dataSets.Find(bare) is not { } dataSet || (form == Form.Atom && !dataSet.HasFeed))
            return Problem.NotFound($"There is no data set of this name.{(Nearest.To(bare, dataSets.Names) is { } near ? $" Did you mean '{near}'?" : "")} All are listed at /api/v1/.");

        var arguments = new Arguments(request.Query, [.. dataSet.Parameters, Parameter.AsOf, Parameter.Shape]);
        var asOf = arguments.Day(Parameter.AsOf);
        var shape = Enum.Parse<Shape>(arguments.Choice(Parameter.Shape), ignoreCase: true);
        if (form != Form.Json && arguments.Has(Parameter.Shape)) arguments.Refuse(Parameter.Shape.Name, null, "only JSON has shapes", null, null);

        var answer = await dataSet.AnswerAsync(arguments, asOf, snapshot, cancellationToken);
        if (arguments.Errors.Count > 0) return Problem.Parameters(arguments.Errors);

        var (body, type) = form switch
        {
            Form.Csv => (AnswerWriter.ToCsv(answer!.Table), "text/csv; charset=utf-8"),
            Form.Atom => (AtomWriter.Write(answer!.Meta, request.QueryString.Value, answer.Entries), AtomWriter.AtomType),
            _ when answer!.Document is { } document => (AnswerWriter.ToJson(answer.Meta with { RowCount = answer.Table.Rows }, document), "application/json"),
            _ => (AnswerWriter.ToJson(answer!.Meta, answer.Table, dataSet.RowsName is null ? shape : Shape.Records, dataSet.RowsName ?? "data"), "application/json"),
        };
        var isPast = asOf is { } day && day < DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var version = metas.VersionAt(snapshot, asOf);
        var made = new CachedAnswer(
            body,
            type,
            Tag($"{version}\n{target}"),
            isPast ? "public, max-age=31536000, immutable" : "public, max-age=300, stale-while-revalidate=3600")
        {
            DataSet = dataSet.Name,
            FileName = form == Form.Csv ? $"{bare.Replace('/', '-')}-{answer.Meta.AsOf ?? "empty"}.csv" : null,
        };
        cache.Keep(target, snapshot.DataVersion, made);
        return made;
    }

    private static (string Bare, Form Form) FormOf(HttpRequest request, string name) =>
        name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? (name[..^4], Form.Csv)
        : name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? (name[..^5], Form.Json)
        : name.EndsWith(".atom", StringComparison.OrdinalIgnoreCase) ? (name[..^5], Form.Atom)
        : (name, WantsCsv(request) ? Form.Csv : Form.Json);

    private static bool WantsCsv(HttpRequest request) => request.Headers.Accept.ToString().StartsWith("text/csv", StringComparison.OrdinalIgnoreCase);

    private static string Tag(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    private enum Form
    {
        Json,
        Csv,
        Atom,
    }
}
