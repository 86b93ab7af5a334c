using System.Text.Json.Nodes;

namespace Aim.Upstream.Faults;

/// <summary>Faults in the rows of an answer that is an array of arrays, or an envelope with an array of objects.</summary>
internal static class RowFaults
{
    /// <summary>The answer with the rule's fault in it; unchanged when the rule is of another kind or the answer has no rows.</summary>
    public static byte[] Apply(FaultRule rule, byte[] answer)
    {
        if (rule.Kind < FaultKind.HeaderOnly) return answer;
        if (answer is [(byte)'{', ..]) return ObjectFaults.Apply(rule, answer);
        if (answer is not [(byte)'[', ..]) return answer;
        var rows = JsonNode.Parse(answer)!.AsArray().Select(r => r!.AsArray().Select(v => v?.GetValue<string>()).ToList()).ToList();
        var header = rows[0];
        var column = header.IndexOf(rule.Column);
        if (column < 0 && rule.Kind >= FaultKind.RepeatColumn) return answer;
        switch (rule.Kind)
        {
            case FaultKind.HeaderOnly:
                rows.RemoveRange(1, rows.Count - 1);
                break;
            case FaultKind.DoubleRows:
                rows.AddRange(rows[1..]);
                break;
            case FaultKind.RepeatHeader:
                rows.Insert((rows.Count / 2) + 1, header);
                break;
            case FaultKind.ReverseColumns:
                rows.ForEach(r => r.Reverse());
                break;
            case FaultKind.RepeatColumn:
                rows.ForEach(r => r.Add(r[column]));
                break;
            case FaultKind.DropColumn:
                rows.ForEach(r => r.RemoveAt(column));
                break;
            case FaultKind.RenameColumn:
                header[column] = rule.Value;
                break;
            case FaultKind.SetValue:
                for (var i = 1; i < rows.Count; i++)
                {
                    if (rule.Row is null || rule.Row == i) rows[i][column] = rule.Value;
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, "Not a fault of rows.");
        }

        return System.Text.Encoding.UTF8.GetBytes(
            "[" + string.Join(",\n", rows.Select(r => new JsonArray([.. r.Select(v => (JsonNode?)v)]).ToJsonString())) + "]");
    }
}
