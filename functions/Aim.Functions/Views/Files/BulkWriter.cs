using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aim.Functions.Views.Answers;
using Aim.Functions.Views.DataSets;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Aim.Functions.Views.Files;

/// <summary>
/// Writes everything as of a day into one zip: CSV files, and <c>datapackage.json</c> (frictionlessdata.io) which names the columns, units
/// and sources, and for each file the question that gives the same rows. The same data give the same bytes.
/// </summary>
public sealed class BulkWriter(DataSetRegistry dataSets, MetaBuilder metas)
{
    /// <param name="output">Takes the zip.</param>
    /// <param name="vintage">The day whose end is asked for.</param>
    /// <param name="snapshot">What is published.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task WriteAsync(Stream output, DateOnly vintage, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var (resources, sources) = (new JsonArray(), new SortedDictionary<string, Source>(StringComparer.Ordinal));
        var isSample = false;
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (file, query) in BulkFile.All.SelectMany(f => QuestionsOf(f, snapshot)))
        {
            var answer = await AnswerAsync(dataSets.Find(query.DataSet)!, query.Query, vintage, snapshot, cancellationToken);
            if (answer.Table.Rows == 0) continue;

            var bytes = AnswerWriter.ToCsv(answer.Table);
            await WriteAsync(zip, file, vintage, bytes, cancellationToken);
            resources.Add(ResourceOf(file, query, vintage, bytes.Length, answer));
            foreach (var source in answer.Meta.Sources) sources[source.Id] = source;
            isSample |= answer.Meta.Sample;
        }

        var package = new JsonObject
        {
            ["name"] = "aluminum-import-monitor",
            ["title"] = $"Aim: an open Aluminum Import Monitor, as published by the end of {Day(vintage)}",
            ["description"] = "Not a U.S. government publication. Status: A Census, R revised, P from licenses, E estimated, C withheld, M missing.",
            ["version"] = Day(vintage),
            ["data_version"] = metas.VersionAt(snapshot, vintage),
            ["sample"] = isSample,
            ["sources"] = new JsonArray([.. sources.Values.Select(s => new JsonObject { ["title"] = s.Name, ["path"] = s.Url, ["licence"] = s.Licence })]),
            ["resources"] = resources,
        };
        await WriteAsync(zip, "datapackage.json", vintage, JsonSerializer.SerializeToUtf8Bytes(package, AnswerWriter.Json), cancellationToken);
    }

    /// <summary>The questions whose answers make up a file, or a folder of them.</summary>
    private static IEnumerable<(string Path, BulkFile Query)> QuestionsOf(BulkFile file, Snapshot snapshot)
    {
        if (!file.IsByYear) return [($"{file.Name}.csv", file)];

        var months = snapshot.Feeds.Values.SelectMany(f => f.ViewAt(null).FirstPublished.Keys).ToList();
        return months.Count == 0 ? [] : Enumerable.Range(months.Min().Year, months.Max().Year - months.Min().Year + 1).Select(year => string.Create(CultureInfo.InvariantCulture, $"{year:D4}"))
            .Select(year => ($"{file.Name}/{year}.csv", file with { Query = $"{file.Query}&from={year}-01&to={year}-12" }));
    }

    private static async Task<Answer> AnswerAsync(DataSet dataSet, string query, DateOnly vintage, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var arguments = new Arguments(new QueryCollection(QueryHelpers.ParseQuery(query)), dataSet.Parameters);
        return await dataSet.AnswerAsync(arguments, vintage, snapshot, cancellationToken)
            ?? throw new InvalidOperationException($"{dataSet.Name}?{query}: {arguments.Errors[0].Reason}");
    }

    private static async Task WriteAsync(ZipArchive zip, string path, DateOnly vintage, byte[] bytes, CancellationToken cancellationToken)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = new DateTimeOffset(vintage, TimeOnly.MinValue, TimeSpan.Zero);
        await using var stream = await entry.OpenAsync(cancellationToken);
        await stream.WriteAsync(bytes, cancellationToken);
    }

    private static JsonObject ResourceOf(string path, BulkFile query, DateOnly vintage, int bytes, Answer answer) => new()
    {
        ["name"] = path[..^4].Replace('/', '-'),
        ["path"] = path,
        ["title"] = answer.Meta.Title,
        ["format"] = "csv",
        ["mediatype"] = "text/csv",
        ["encoding"] = "utf-8",
        ["bytes"] = bytes,
        ["rows"] = answer.Table.Rows,
        ["question"] = $"/api/v1/{query.DataSet}.csv?{(query.Query.Length > 0 ? $"{query.Query}&" : "")}as_of={Day(vintage)}",
        ["schema"] = new JsonObject
        {
            ["fields"] = new JsonArray([.. answer.Table.Columns.Select(c => new JsonObject
            {
                ["name"] = c.Name,
                ["type"] = c switch { TextColumn => "string", IntegerColumn => "integer", FlagColumn => "boolean", _ => "number" },
                ["description"] = answer.Meta.Units.GetValueOrDefault(c.Name, ""),
            })]),
        },
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
