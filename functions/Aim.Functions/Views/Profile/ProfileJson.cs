using System.Text.Json;
using System.Text.Json.Nodes;
using Aim.Functions.Views.Answers;

namespace Aim.Functions.Views.Profile;

/// <summary>The profile as JSON.</summary>
internal static class ProfileJson
{
    public static JsonObject Of(IndustryProfile profile) => new()
    {
        ["quarter"] = profile.Quarter?.ToString(),
        ["developments"] = List(profile.Sections.Where(s => s.Id == "developments").SelectMany(s => s.Statements).Select(Of)),
        ["sections"] = List(profile.Sections.Select(s => new JsonObject
        {
            ["id"] = s.Id,
            ["title"] = s.Title,
            ["notes"] = Node(s.Notes),
            ["statements"] = List(s.Statements.Select(Of)),
            ["charts"] = List(s.Charts.Select(Of)),
            ["tables"] = List(s.Tables.Select(Of)),
        })),
    };

    private static JsonObject Of(Statement statement) => new()
    {
        ["id"] = statement.Id,
        ["text"] = statement.Text.ToString(),
        ["figures"] = Node(statement.Figures),
        ["links"] = Node(statement.Links),
        ["numbers"] = List(statement.Text.Numbers.Select(n => new JsonObject
        {
            ["text"] = n.Text,
            ["value"] = Node(n.Number.Plain),
            ["rule"] = Node(n.Number.Rule),
            ["by"] = n.Number.By,
            ["of"] = Node(n.Number.Of),
        })),
    };

    private static JsonObject Of(ProfileChart chart) => new()
    {
        ["id"] = chart.Id,
        ["title"] = chart.Title,
        ["unit"] = chart.Unit,
        ["format"] = chart.Format,
        ["kind"] = Node(chart.Kind),
        ["text"] = chart.Text,
        ["series"] = List(chart.Series.Select(s => new JsonObject
        {
            ["name"] = s.Name,
            ["url"] = s.Link.Url,
            ["source"] = s.Link.Source,
            ["column"] = s.Column,
            ["where"] = Node(s.Where),
            ["keys"] = Node(s.Keys),
            ["values"] = Node(s.Values),
            ["low"] = Node(s.Low),
            ["high"] = Node(s.High),
            ["estimated_from"] = s.EstimatedFrom,
        })),
    };

    private static JsonObject Of(ProfileTable table) => new()
    {
        ["id"] = table.Id,
        ["title"] = table.Title,
        ["url"] = table.Link.Url,
        ["source"] = table.Link.Source,
        ["note"] = table.Note,
        ["columns"] = Node(table.Columns),
        ["rows"] = Node(table.Rows),
    };

    private static JsonArray List(IEnumerable<JsonNode> items) => [.. items];

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, AnswerWriter.Json);
}
