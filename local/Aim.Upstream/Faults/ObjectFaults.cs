using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aim.Upstream.Faults;

/// <summary>Faults in the rows of an answer whose <c>data</c> is an array of objects; their columns are the properties.</summary>
internal static class ObjectFaults
{
    /// <summary>The answer with the rule's fault in it; unchanged when it has no such rows, or the fault does not occur with objects.</summary>
    public static byte[] Apply(FaultRule rule, byte[] answer)
    {
        var envelope = JsonNode.Parse(answer)!.AsObject();
        if (envelope["data"] is not JsonArray data) return answer;

        var rows = data.Select(r => r!.AsObject().ToList()).ToList();
        for (var i = 0; i < rows.Count; i++) rows[i] = Spoil(rule, i + 1, rows[i]);
        if (rule.Kind == FaultKind.HeaderOnly) rows.Clear();
        if (rule.Kind == FaultKind.DoubleRows) rows.AddRange(rows[..]);
        envelope["data"] = new JsonArray([.. rows.Select(r => (JsonNode)new JsonObject(r.Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))))]);
        return JsonSerializer.SerializeToUtf8Bytes(envelope);
    }

    private static List<KeyValuePair<string, JsonNode?>> Spoil(FaultRule rule, int number, List<KeyValuePair<string, JsonNode?>> row) => rule.Kind switch
    {
        FaultKind.ReverseColumns => [.. Enumerable.Reverse(row)],
        FaultKind.DropColumn => [.. row.Where(p => p.Key != rule.Column)],
        FaultKind.RenameColumn => [.. row.Select(p => p.Key == rule.Column ? KeyValuePair.Create(rule.Value!, p.Value) : p)],
        FaultKind.SetValue when rule.Row is null || rule.Row == number => [.. row.Select(p => p.Key == rule.Column ? KeyValuePair.Create(p.Key, Json(rule.Value)) : p)],
        _ => row,
    };

    /// <summary>A value is given as JSON; what is none is a string.</summary>
    private static JsonNode? Json(string? value)
    {
        try
        {
            return value is null ? null : JsonNode.Parse(value);
        }
        catch (JsonException)
        {
            return JsonValue.Create(value);
        }
    }
}
