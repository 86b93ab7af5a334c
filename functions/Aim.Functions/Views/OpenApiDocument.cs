using System.Text.Json.Nodes;
using Aim.Functions.Views.Requests;

namespace Aim.Functions.Views;

/// <summary>Writes the description of the API.</summary>
internal static class OpenApiDocument
{
    private static readonly (string Method, string Path, string Summary, string Success)[] AdminCalls =
    [
        ("post", "/api/v1/admin/ingest", "Pull a feed now; body {feed, from?, to?}.", "202"),
        ("post", "/api/v1/admin/reprocess", "Aggregate again from Raw, without a call upstream; body {feed, from?, to?}.", "202"),
        ("get", "/api/v1/admin/operations/{id}", "State, counts and errors of an order.", "200"),
        ("get", "/api/v1/admin/runs", "The run ledger; parameters feed, since.", "200"),
        ("put", "/api/v1/admin/licenses/{date}", "Load a license snapshot (CSV); 200 with counts and refused rows, 422 when it is not one.", "200"),
        ("get", "/api/v1/admin/quarantine", "What was refused and why.", "200"),
        ("post", "/api/v1/admin/quarantine/{id}/replay", "Try a refused thing again.", "200"),
    ];

    public static JsonObject Of(DataSetRegistry dataSets)
    {
        var paths = new JsonObject
        {
            ["/api/v1/"] = Get("The list of data sets.", "index", [], Json("#/components/schemas/Index")),
            ["/api/v1/status.json"] = Get("State of the house: data version, feeds, data-quality issues.", "status", [], Json("#/components/schemas/Status")),
        };
        var bulk = Get("Everything as of a vintage (an id of vintages): CSV files, and datapackage.json that describes them.", "bulk", [], Plain("application/zip"));
        bulk["get"]!["parameters"] = new JsonArray(new JsonObject { ["name"] = "vintage", ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string", ["format"] = "date" } });
        paths["/api/v1/bulk/{vintage}.zip"] = bulk;
        paths["/api/v1/industry-profile.pdf"] = Get("The profile as a typeset report.", "industry-profile-pdf", [.. dataSets.Find("industry-profile")!.Parameters, Parameter.AsOf], Plain("application/pdf"));
        foreach (var dataSet in dataSets.All)
        {
            var parameters = dataSet.Parameters.Append(Parameter.AsOf).ToList();
            paths[$"/api/v1/{dataSet.Name}.json"] = Get($"{dataSet.Title}. {dataSet.Description}", dataSet.Name, [.. parameters, Parameter.Shape], Json($"#/components/schemas/{dataSet.Schema}"));
            paths[$"/api/v1/{dataSet.Name}.csv"] = Get($"{dataSet.Title}: the same figures as a table.", $"{dataSet.Name}-csv", parameters, Plain("text/csv"));
            if (dataSet.HasFeed) paths[$"/api/v1/{dataSet.Name}.atom"] = Get($"{dataSet.Title}: the same as a feed.", $"{dataSet.Name}-atom", parameters, Plain("application/atom+xml"));
        }

        paths["/api/v1/subscriptions"] = new JsonObject { ["post"] = Subscribe() };
        paths["/api/v1/subscriptions/{id}/confirm"] = Link("confirm", "Confirms an address; answers a page.");
        paths["/api/v1/subscriptions/{id}/unsubscribe"] = Link("unsubscribe", "Ends the mails to an address, in one click (RFC 8058); answers a page.");
        foreach (var group in AdminCalls.GroupBy(c => c.Path, StringComparer.Ordinal))
        {
            paths[group.Key] = new JsonObject(group.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Method, Admin(c.Path, c.Summary, c.Success))));
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Aim: an open Aluminum Import Monitor",
                ["version"] = "1",
                ["description"] = "Every number as one URL. GET and HEAD without a key. Not a U.S. government service.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = Schemas(), ["securitySchemes"] = new JsonObject { ["adminKey"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "x-functions-key" } } },
        };
    }

    private static JsonObject Get(string summary, string id, IEnumerable<Parameter> parameters, JsonObject content) => new()
    {
        ["get"] = new JsonObject
        {
            ["operationId"] = id.Replace('/', '-'),
            ["summary"] = summary,
            ["parameters"] = new JsonArray([.. parameters.Select(Describe)]),
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject { ["description"] = "The answer; empty when a valid question has no rows.", ["content"] = content },
                ["304"] = new JsonObject { ["description"] = "The caller has it already (If-None-Match)." },
                ["400"] = Problem("A parameter is unknown or its value is not allowed."),
                ["404"] = Problem("There is no such data set."),
                ["503"] = Problem("Storage does not answer."),
            },
        },
    };

    private static JsonObject Admin(string path, string summary, string success)
    {
        var responses = new JsonObject
        {
            [success] = new JsonObject { ["description"] = "Done, or accepted.", ["content"] = new JsonObject { ["application/json"] = new JsonObject() } },
            ["401"] = Problem("No key."),
            ["403"] = Problem("Wrong key."),
        };
        return new JsonObject
        {
            ["summary"] = summary,
            ["security"] = new JsonArray(new JsonObject { ["adminKey"] = new JsonArray() }),
            ["parameters"] = path.Split('{', '}') is [_, { } name, _]
                ? new JsonArray(new JsonObject { ["name"] = name, ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" } })
                : new JsonArray(),
            ["responses"] = responses,
        };
    }

    private static JsonObject Subscribe()
    {
        JsonObject Body() => new() { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Subscription" } };
        return new JsonObject
        {
            ["operationId"] = "subscribe",
            ["summary"] = "Releases by mail: asks the owner of the address to confirm. The answer is the same for every address.",
            ["requestBody"] = new JsonObject { ["required"] = true, ["content"] = new JsonObject { ["application/json"] = Body(), ["application/x-www-form-urlencoded"] = Body() } },
            ["responses"] = new JsonObject
            {
                ["202"] = new JsonObject { ["description"] = "Taken.", ["content"] = new JsonObject { ["application/json"] = new JsonObject() } },
                ["400"] = Problem("It is not an address."),
                ["404"] = Problem("Mail is not switched on."),
                ["413"] = Problem("The body is too long."),
                ["429"] = Problem("Too many wishes in this hour."),
                ["503"] = Problem("Storage does not answer."),
            },
        };
    }

    /// <summary>A link of a mail: a page with a button, which posts to the same address.</summary>
    private static JsonObject Link(string id, string summary)
    {
        return new JsonObject { ["get"] = Call($"{id}-page", "A page with a button that posts to the same address."), ["post"] = Call(id, summary) };

        static JsonObject Call(string id, string summary) => new()
        {
            ["operationId"] = id,
            ["summary"] = summary,
            ["parameters"] = new JsonArray(Given("id", "path"), Given("token", "query")),
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject { ["description"] = "A page.", ["content"] = Plain("text/html") },
                ["404"] = new JsonObject { ["description"] = "The link does not hold, or mail is not switched on." },
            },
        };

        static JsonNode Given(string name, string place) => new JsonObject { ["name"] = name, ["in"] = place, ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" } };
    }

    private static JsonNode Describe(Parameter parameter)
    {
        var value = new JsonObject { ["type"] = "string" };
        if (parameter.Values.Count > 0) value["enum"] = new JsonArray([.. parameter.Values.Select(v => (JsonNode)v)]);
        if (parameter.Pattern is not null) value["pattern"] = parameter.Pattern;
        var schema = parameter.IsList && parameter.Pattern is null ? new JsonObject { ["type"] = "array", ["items"] = value } : value;
        if (parameter.Default is not null) schema["default"] = parameter.IsList ? new JsonArray(parameter.Default) : (JsonNode)parameter.Default;
        var described = new JsonObject { ["name"] = parameter.Name, ["in"] = "query", ["description"] = parameter.Description, ["schema"] = schema };
        if (parameter.IsList)
        {
            described["style"] = "form";
            described["explode"] = false;
        }

        return described;
    }

    private static JsonObject Json(string schema) => new() { ["application/json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = schema } } };

    private static JsonObject Plain(string type) => new() { [type] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } } };

    private static JsonObject Problem(string description) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" } } },
    };

    private static JsonObject Schemas() => JsonNode.Parse("""
        {
          "Index": { "type": "object", "required": ["datasets"], "properties": { "datasets": { "type": "array", "items": { "type": "object", "required": ["name", "json", "csv"] } } } },
          "Status": { "type": "object", "required": ["data_version", "state", "feeds"], "properties": {
            "data_version": { "type": "string" }, "state": { "enum": ["idle", "working"] }, "feeds": { "type": "array", "items": { "type": "object", "required": ["feed", "state"] } } } },
          "Meta": { "type": "object", "required": ["dataset", "title", "data_version", "sample", "row_count"], "properties": {
              "dataset": { "type": "string" }, "title": { "type": "string" }, "data_version": { "type": "string" }, "as_of": { "type": ["string", "null"] },
              "published_at": { "type": ["string", "null"] }, "next_release": { "type": ["string", "null"] }, "last_final_period": { "type": ["string", "null"] },
              "license_through": { "type": ["string", "null"] }, "sample": { "type": "boolean" }, "units": { "type": "object" }, "status_codes": { "type": "object" },
              "sources": { "type": "array", "items": { "type": "object" } }, "row_count": { "type": "integer" } } },
          "Answer": { "type": "object", "required": ["meta", "data"], "properties": {
            "meta": { "$ref": "#/components/schemas/Meta" },
            "data": { "type": ["object", "array"], "description": "columns: an array for each column; records: an object for each row; dense: periods once and an array of series." } } },
          "Alerts": { "type": "object", "required": ["meta", "alerts"], "properties": {
            "meta": { "$ref": "#/components/schemas/Meta" },
            "alerts": { "type": "array", "items": { "type": "object",
              "required": ["id", "rule", "period", "partial", "product", "country", "measure", "value", "baseline", "change", "threshold", "explanation", "evidence"] } } } },
          "Profile": { "type": "object", "required": ["meta", "quarter", "developments", "sections"], "properties": {
            "meta": { "$ref": "#/components/schemas/Meta" }, "quarter": { "type": ["string", "null"] },
            "developments": { "type": "array", "items": { "$ref": "#/components/schemas/Statement" } },
            "sections": { "type": "array", "items": { "type": "object", "required": ["id", "title", "notes", "statements", "charts", "tables"], "properties": {
              "id": { "type": "string" }, "title": { "type": "string" }, "notes": { "type": "array", "items": { "type": "string" } },
              "statements": { "type": "array", "items": { "$ref": "#/components/schemas/Statement" } },
              "charts": { "type": "array", "items": { "type": "object", "required": ["id", "title", "unit", "kind", "text", "series"] } },
              "tables": { "type": "array", "items": { "type": "object", "required": ["id", "title", "url", "columns", "rows"] } } } } } } },
          "Statement": { "type": "object", "required": ["id", "text", "figures", "links", "numbers"], "properties": {
            "id": { "type": "string" }, "text": { "type": "string" }, "figures": { "type": "object" }, "links": { "type": "array", "items": { "type": "object", "required": ["url", "title", "source"] } },
            "numbers": { "type": "array", "description": "Those of the text in their order, each made by its rule of sums of cells.", "items": { "type": "object", "required": ["text", "value", "rule", "of"], "properties": {
              "text": { "type": "string" }, "value": { "type": "number" }, "rule": { "enum": ["sum", "share", "change", "rate"] }, "by": { "type": ["integer", "null"] },
              "of": { "type": "array", "items": { "type": "object", "required": ["url", "column", "where"] } } } } } } },
          "Subscription": { "type": "object", "required": ["email"], "properties": { "email": { "type": "string", "format": "email", "maxLength": 254 } } },
          "Problem": { "type": "object", "required": ["type", "title", "status"], "properties": {
            "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" }, "detail": { "type": "string" },
            "errors": { "type": "array", "items": { "type": "object", "required": ["parameter", "reason"], "properties": {
              "parameter": { "type": "string" }, "value": { "type": ["string", "null"] }, "reason": { "type": "string" }, "allowed": {}, "nearest": { "type": "string" } } } } } }
        }
        """)!.AsObject();
}
