using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Aim.Local.Runtime;

/// <summary>Finds functions by their attributes.</summary>
internal static class FunctionCatalog
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The functions of these classes in the order of their names.</summary>
    /// <exception cref="InvalidOperationException">A function that the cloud would refuse: hidden, without one trigger, or with a
    /// name that another has.</exception>
    public static IReadOnlyList<Function> Find(IEnumerable<Type> classes)
    {
        var functions = new SortedDictionary<string, Function>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in classes.SelectMany(type => type.GetMethods(Any)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } attribute)
                continue;
            var function = Read(attribute.Name, method);
            if (!functions.TryAdd(attribute.Name, function))
                throw function.Refuse($"{functions[attribute.Name].EntryPoint} has the same name.");
        }

        return [.. functions.Values];
    }

    private static Function Read(string name, MethodInfo method)
    {
        var triggers = method.GetParameters()
            .Select(parameter => (parameter, attribute: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(found => found.attribute is not null)
            .ToArray();
        if (triggers is not [var (input, trigger)])
        {
            throw new InvalidOperationException(
                $"Function '{name}' ({method.DeclaringType}.{method.Name}) has {triggers.Length} triggers, not one.");
        }

        var function = new Function(name, method, input, trigger!);
        return method is { IsPublic: true, DeclaringType.IsVisible: true }
            ? function
            : throw function.Refuse("the class and the method must be public.");
    }
}
