using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Internal;

/// <summary>One account's table endpoint and the pipeline to it, shared by all its clients.</summary>
internal sealed class TableConnection
{
    private const string Json = "application/json;odata=minimalmetadata";
    private const string Scope = "https://storage.azure.com/.default";

    private readonly HttpPipeline pipeline;
    private readonly string version;

    public TableConnection(Uri endpoint, TokenCredential credential, TableClientOptions? options)
        : this(endpoint, new BearerTokenAuthenticationPolicy(credential, Scope), options)
    {
    }

    public TableConnection(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
        : this(endpoint, new SharedKeyPolicy(credential), options)
    {
    }

    private TableConnection(Uri endpoint, HttpPipelinePolicy authentication, TableClientOptions? options)
    {
        options ??= new TableClientOptions();
        Endpoint = endpoint.AbsoluteUri.TrimEnd('/');
        version = options.Version;
        pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options)
        {
            PerRetryPolicies = { authentication },
            RequestFailedDetailsParser = new TableErrorParser(),
        });
    }

    /// <summary>Without a slash at its end.</summary>
    public string Endpoint { get; }

    public static TableConnection Parse(string connectionString, TableClientOptions? options)
    {
        var settings = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(setting => setting.Split('=', 2))
            .ToDictionary(setting => setting[0].Trim(), setting => setting[^1].Trim(), StringComparer.OrdinalIgnoreCase);
        if (!settings.TryGetValue("AccountName", out var account) || !settings.TryGetValue("AccountKey", out var key))
            throw new FormatException("The storage connection string has no AccountName or no AccountKey.");
        var endpoint = settings.GetValueOrDefault("TableEndpoint")
            ?? $"{settings.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{account}.table.{settings.GetValueOrDefault("EndpointSuffix", "core.windows.net")}";
        return new TableConnection(new Uri(endpoint), new TableSharedKeyCredential(account, key), options);
    }

    /// <summary>Sends one request; retries are the pipeline's.</summary>
    /// <param name="path">After the endpoint, escaped.</param>
    /// <param name="expected">The statuses that are answers; any other is an error.</param>
    /// <exception cref="RequestFailedException">With the service's error code.</exception>
    public async Task<Response> SendAsync(
        RequestMethod method, string path, StatusCodeClassifier expected, CancellationToken cancellationToken,
        PooledBuffer? body = null, string contentType = "application/json", ETag ifMatch = default)
    {
        using var message = pipeline.CreateMessage();
        message.ResponseClassifier = expected;
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(new Uri(Endpoint + path));
        request.Headers.SetValue("x-ms-version", version);
        request.Headers.SetValue("DataServiceVersion", "3.0");
        request.Headers.SetValue(HttpHeader.Names.Accept, Json);
        if (ifMatch != default)
            request.Headers.SetValue(HttpHeader.Names.IfMatch, ifMatch.ToString());
        if (body is not null)
        {
            request.Headers.SetValue(HttpHeader.Names.ContentType, contentType);
            request.Headers.SetValue("Prefer", "return-no-content");
            request.Content = RequestContent.Create(body.Written);
        }

        await pipeline.SendAsync(message, cancellationToken);
        if (message.Response.IsError)
            throw new RequestFailedException(message.Response);
        body?.Return();
        return message.Response;
    }
}
