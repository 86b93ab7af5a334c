using System.Globalization;
using System.Text;

namespace Azure.Data.Tables.Internal;

/// <summary>The query part of a request's address.</summary>
internal static class Query
{
    public static string Of(string? filter, int? top, IEnumerable<string>? select, params ReadOnlySpan<(string Name, string? Value)> others)
    {
        var query = new StringBuilder();
        Add("$filter", filter);
        Add("$top", top?.ToString(CultureInfo.InvariantCulture));
        Add("$select", select is null ? null : string.Join(',', select));
        foreach (var (name, value) in others)
            Add(name, value);
        return query.ToString();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
