using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables.Internal;

/// <summary>The answer to one action of a transaction.</summary>
internal sealed class TransactionPart(int status, string reason) : Response
{
    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly StringBuilder body = new();

    public override int Status => status;

    public override string ReasonPhrase => reason;

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = "";

    /// <summary>Takes the answers out of a multipart body; what stands around them says nothing more.</summary>
    public static List<TransactionPart> Parse(string multipart)
    {
        var parts = new List<TransactionPart>();
        TransactionPart? part = null;
        var inHeaders = false;
        foreach (var line in multipart.EnumerateLines())
        {
            if (line.StartsWith("--", StringComparison.Ordinal))
            {
                part = null;
            }
            else if (part is null && line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
            {
                part = new TransactionPart(int.Parse(line[9..12], NumberStyles.None, CultureInfo.InvariantCulture), line[12..].Trim().ToString());
                parts.Add(part);
                inHeaders = true;
            }
            else if (part is not null && inHeaders)
            {
                inHeaders = !line.IsEmpty;
                var colon = line.IndexOf(':');
                if (colon > 0)
                    part.headers[line[..colon].ToString()] = line[(colon + 1)..].Trim().ToString();
            }
            else
            {
                part?.body.Append(line);
            }
        }

        return parts;
    }

    public RequestFailedException Error()
    {
        var error = TableErrorParser.Parse(Encoding.UTF8.GetBytes(body.ToString()));
        return new RequestFailedException(Status, error?.Message ?? ReasonPhrase, error?.Code, null);
    }

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Key, header.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }
}
