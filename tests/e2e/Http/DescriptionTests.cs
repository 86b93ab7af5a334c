using System.Net;
using System.Text.Json;
using Xunit;

namespace Aim.EndToEnd.Tests.Http;

/// <summary>The index and the description of the API say what is there.</summary>
public sealed class DescriptionTests(RandomDataApp app)
{
    private static readonly string[] DataSets =
    [
        "us-imports", "us-exports", "smelt", "cast", "supply-chain", "license-accuracy", "license-reliability", "license-projection", "alerts",
        "codes/countries", "codes/products", "codes/hts", "codes/regions", "codes/series", "events", "annual-summary", "industry-counts", "forecast", "forecast-check", "global-trade", "indicators", "industry-profile", "usgs-trade", "vintages", "top-partners",
    ];

    [Fact]
    public async Task The_index_lists_every_data_set_and_its_links_work()
    {
        var index = await app.Api.JsonAsync("api/v1/");
        var listed = index.GetProperty("datasets").EnumerateArray().ToList();

        Assert.Equal(DataSets.Order(StringComparer.Ordinal), listed.Select(d => d.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        foreach (var link in listed.SelectMany(d => (string[])["json", "csv"], (d, form) => d.GetProperty(form).GetString()!)
            .Append(index.GetProperty("status").GetString()!).Append(index.GetProperty("openapi").GetString()!))
        {
            using var answer = await app.Api.GetAsync(link);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Every_described_path_answers_and_every_parameter_is_described()
    {
        var description = await app.Api.JsonAsync("api/openapi.json");
        var index = await app.Api.JsonAsync("api/v1/");

        Assert.StartsWith("3.1.", description.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var operations = description.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject(), (p, o) => (Path: p.Name, Method: o.Name, o.Value)).ToList();
        var vintage = (await app.Api.ColumnsAsync("api/v1/vintages.json"))["id"][0].GetString();
        foreach (var (path, method, _) in operations)
        {
            var address = path.Replace("{id}", "0", StringComparison.Ordinal).Replace("{vintage}", vintage, StringComparison.Ordinal);
            using var answer = await app.Api.SendAsync(new HttpMethod(method.ToUpperInvariant()), address);
            Assert.Equal(Expected(path), answer.StatusCode);
        }

        foreach (var dataSet in index.GetProperty("datasets").EnumerateArray())
        {
            var described = operations.Single(o => o.Path == dataSet.GetProperty("json").GetString()).Value.GetProperty("parameters").EnumerateArray().ToList();
            Assert.Equal(
                dataSet.GetProperty("parameters").EnumerateArray().Select(p => p.GetString()).Order(StringComparer.Ordinal),
                described.Select(p => p.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
            Assert.All(described, p => Assert.NotEqual("", p.GetProperty("description").GetString()));
        }
    }

    /// <summary>What a call without key, token and body gets.</summary>
    private static HttpStatusCode Expected(string path) =>
        path.Contains("/admin/", StringComparison.Ordinal) ? HttpStatusCode.Unauthorized
        : path.Contains("{id}", StringComparison.Ordinal) ? HttpStatusCode.NotFound
        : path.EndsWith("/subscriptions", StringComparison.Ordinal) ? HttpStatusCode.BadRequest
        : HttpStatusCode.OK;

    [Fact]
    public async Task Every_described_value_of_a_parameter_is_accepted()
    {
        foreach (var dataSet in (string[])["us-imports", "us-exports"])
        {
            var parameters = (await app.Api.JsonAsync("api/openapi.json")).GetProperty("paths").GetProperty($"/api/v1/{dataSet}.json").GetProperty("get").GetProperty("parameters");
            foreach (var parameter in parameters.EnumerateArray())
            {
                var schema = parameter.GetProperty("schema");
                if (schema.TryGetProperty("items", out var items)) schema = items;
                if (!schema.TryGetProperty("enum", out var values)) continue;
                foreach (var value in values.EnumerateArray()) await app.Api.TextAsync($"api/v1/{dataSet}.json?{parameter.GetProperty("name").GetString()}={value.GetString()}");
            }
        }
    }

    [Fact]
    public async Task Every_reference_of_the_description_leads_somewhere()
    {
        var description = await app.Api.JsonAsync("api/openapi.json");
        Assert.All(References(description), reference =>
        {
            var at = description;
            foreach (var part in reference.Split('/').Skip(1)) Assert.True(at.TryGetProperty(part, out at), reference);
        });

        static IEnumerable<string> References(JsonElement at) => at.ValueKind switch
        {
            JsonValueKind.Object => at.EnumerateObject().SelectMany(p => p.Name == "$ref" ? [p.Value.GetString()!] : References(p.Value)),
            JsonValueKind.Array => at.EnumerateArray().SelectMany(References),
            _ => [],
        };
    }
}
