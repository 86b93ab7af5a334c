using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Aim.Tests.StandIns;

/// <summary>Writes types and members as the lists have them: like C#, without namespaces but for the type's own name.</summary>
/// <param name="isAnnotated">Whether the package tells nullable references from others.</param>
internal sealed class Signature(bool isAnnotated)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly TypeText _text = new(isAnnotated);

    public static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    public string Of(Type type)
    {
        var isDelegate = type.IsSubclassOf(typeof(MulticastDelegate));
        var kind = type.IsInterface ? "interface" : type.IsEnum ? "enum" : isDelegate ? "delegate"
            : type.IsValueType ? type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct"
            : (type.IsAbstract, type.IsSealed) switch { (true, true) => "static class", (true, _) => "abstract class", (_, true) => "sealed class", _ => "class" };
        var parents = isDelegate || type.IsEnum ? [] : type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Select(i => _text.Of(i)).Order(StringComparer.Ordinal).ToList();
        if (type.BaseType is { } parent && type.IsClass && !isDelegate && parent != typeof(object)) parents.Insert(0, _text.Of(parent));
        return $"{kind} {NameOf(type)}{(parents.Count > 0 ? " : " + string.Join(", ", parents) : "")}";
    }

    /// <summary>What a type declares for others: public and protected members, the values of an enum, where an attribute may stand.</summary>
    public IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type).Select(n => $"{n} = {Convert.ToInt64(Enum.Parse(type, n), CultureInfo.InvariantCulture)}");
        if (type.IsSubclassOf(typeof(MulticastDelegate))) return [Of(type.GetMethod("Invoke")!)];

        var members = type.GetMembers(Declared).Where(m => m is ConstructorInfo or PropertyInfo or FieldInfo or EventInfo || (m is MethodInfo method && !IsAccessor(method)));
        var lines = members.Where(IsForOthers).Select(Of);
        return type.IsSubclassOf(typeof(Attribute)) ? lines.Append(Usage(type)) : lines;
    }

    /// <summary>One member; an accessor stands for its property.</summary>
    public string Of(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"{Access(constructor)}{constructor.DeclaringType!.Name}({_text.Of(constructor.GetParameters())})",
        MethodInfo method when IsAccessor(method) => Of(method.DeclaringType!.GetProperties(Declared).Single(p => p.GetAccessors(nonPublic: true).Contains(method))),
        MethodInfo method => $"{Access(method)}{_text.Of(method)}",
        PropertyInfo property => $"{Access(property.GetAccessors(nonPublic: true)[0])}{_text.Of(property)} {{ {Accessors(property)}}}",
        _ => $"{member.MemberType} {member.Name}",
    };

    private static string Accessors(PropertyInfo property) =>
        (property.GetMethod is { } get && IsForOthers(get) ? "get; " : "") + (property.SetMethod is { } set && IsForOthers(set) ? "set; " : "");

    private static string Access(MethodBase method)
    {
        var isProtected = !method.IsPublic || (method.IsConstructor && method.DeclaringType!.IsAbstract);
        var kind = method.DeclaringType!.IsInterface ? "" : method.IsStatic ? "static " : method.IsAbstract ? "abstract "
            : !method.IsVirtual || method.IsFinal ? "" : ((MethodInfo)method).GetBaseDefinition() != method ? "override " : "virtual ";
        return (isProtected ? "protected " : "") + kind;
    }

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsForOthers(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsForOthers),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => true,
    };

    private static string Usage(Type type)
    {
        var usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: true)!;
        return $"usage {usage.ValidOn}{(usage.AllowMultiple ? ", repeated" : "")}";
    }
}
