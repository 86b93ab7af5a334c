using System.Text.Json;

namespace Aim.Functions.Views.Answers;

/// <summary>
/// Periods once, and for each combination of codes one array a measure; <c>null</c> where it has no row. Status is a string with a
/// character for each period, <c>-</c> where there is no row.
/// </summary>
internal static class DenseWriter
{
    public static void Write(Utf8JsonWriter writer, Table table)
    {
        writer.WriteStartObject();
        var period = ((TextColumn)table.Columns[0]).Values;
        var periods = period.Distinct(StringComparer.Ordinal).ToList();
        var places = periods.Select((p, i) => (p, i)).ToDictionary(p => p.p!, p => p.i, StringComparer.Ordinal);
        writer.WriteStartArray("period");
        foreach (var one in periods) writer.WriteStringValue(one);
        writer.WriteEndArray();

        var keys = table.Columns.Skip(1).Take(table.Measures - 1).Cast<TextColumn>().ToList();
        writer.WriteStartArray("series");
        foreach (var series in Enumerable.Range(0, table.Rows).GroupBy(row => string.Join('\n', keys.Select(k => k.Values[row])), StringComparer.Ordinal))
        {
            var rows = Enumerable.Repeat(-1, periods.Count).ToArray();
            foreach (var row in series) rows[places[period[row]!]] = row;

            writer.WriteStartObject();
            foreach (var key in keys) writer.WriteString(key.Name, key.Values[series.First()]);
            foreach (var measure in table.Columns.Skip(table.Measures)) WriteMeasure(writer, measure, rows);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteMeasure(Utf8JsonWriter writer, Column measure, int[] rows)
    {
        if (measure is TextColumn { Name: "status" } status)
        {
            writer.WriteString(status.Name, string.Concat(rows.Select(r => r < 0 ? "-" : status.Values[r])));
            return;
        }

        writer.WriteStartArray(measure.Name);
        foreach (var row in rows)
        {
            if (row < 0) writer.WriteNullValue();
            else AnswerWriter.WriteValue(writer, measure, row);
        }

        writer.WriteEndArray();
    }
}
