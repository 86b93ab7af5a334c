using System.Reflection;
using System.Text.RegularExpressions;
using Aim.Functions.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Aim.Tests.StandIns;

/// <summary>
/// The local runtime gives a request to the most specific route. The cloud's host asks its functions in the order of their names, and
/// the first whose route and method fit answers: a route that takes much must have a name that comes late.
/// </summary>
public sealed partial class RouteOrderTests
{
    private static readonly List<(string Name, HttpTriggerAttribute Trigger)> Functions =
        [.. from method in typeof(DataFunctions).Assembly.GetExportedTypes().SelectMany(t => t.GetMethods())
            let function = method.GetCustomAttribute<FunctionAttribute>()
            let trigger = method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(t => t is not null)
            where function is not null && trigger is not null
            select (function.Name, trigger)];

    public static TheoryData<string, string, string> Requests { get; } =
        new(Functions.SelectMany(f => f.Trigger.Methods!.Select(m => (m, Token().Replace("/" + f.Trigger.Route, "some"), f.Name))));

    [Theory]
    [MemberData(nameof(Requests))]
    public void The_first_function_by_name_that_fits_a_request_is_the_one_it_is_for(string method, string path, string function)
    {
        var asked = Functions.OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase).First(f => f.Trigger.Methods!.Contains(method, StringComparer.Ordinal) && Fits(f.Trigger.Route!, path));
        Assert.Equal(function, asked.Name);
    }

    private static bool Fits(string route, string path) => new TemplateMatcher(TemplateParser.Parse(route), []).TryMatch(new PathString(path), []);

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
