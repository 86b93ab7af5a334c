using System.Reflection;
using System.Runtime.CompilerServices;

namespace Aim.Tests.StandIns;

/// <summary>Writes the types of a signature and what hangs on them: parameters, defaults, constraints, question marks (but not those of type parameters).</summary>
internal sealed class TypeText(bool isAnnotated)
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
    };

    private readonly NullabilityInfoContext _nullability = new();

    public string Of(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef) return Of(type.GetElementType()!, nullability);
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value) + "?";
        var text = type.IsArray ? Of(type.GetElementType()!, nullability?.ElementType) + "[]"
            : Words.TryGetValue(type, out var word) ? word
            : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{Arguments(type, nullability)}>"
            : type.Name;
        return isAnnotated && !type.IsValueType && !type.IsGenericParameter && nullability?.ReadState is NullabilityState.Nullable ? text + "?" : text;
    }

    public string Of(MethodInfo method)
    {
        var generic = method.GetGenericArguments();
        var name = generic.Length > 0 ? $"{method.Name}<{string.Join(", ", generic.Select(g => g.Name))}>" : method.Name;
        var isExtension = method.IsDefined(typeof(ExtensionAttribute));
        return $"{Of(method.ReturnType, _nullability.Create(method.ReturnParameter))} {name}({(isExtension ? "this " : "")}{Of(method.GetParameters())}){string.Concat(generic.Select(Constraint))}";
    }

    public string Of(PropertyInfo property)
    {
        var index = property.GetIndexParameters();
        var name = index.Length > 0 ? $"this[{Of(index)}]" : property.Name;
        return $"{Of(property.PropertyType, _nullability.Create(property))} {name}";
    }

    public string Of(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Of));

    private string Of(ParameterInfo parameter)
    {
        var word = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var missing = !parameter.HasDefaultValue ? "" : parameter.DefaultValue switch
        {
            null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? " = default" : " = null",
            Enum value => $" = {value.GetType().Name}.{value}",
            var value => $" = {value}",
        };
        return $"{word}{Of(parameter.ParameterType, _nullability.Create(parameter))} {parameter.Name}{missing}";
    }

    private string Arguments(Type type, NullabilityInfo? nullability) =>
        string.Join(", ", type.GetGenericArguments().Select((argument, i) => Of(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(i))));

    private string Constraint(Type parameter)
    {
        var flags = parameter.GenericParameterAttributes;
        List<string> all = [];
        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)) all.Add("struct");
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) all.Add("class");
        all.AddRange(parameter.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(c => Of(c)));
        return all.Count > 0 ? $" where {parameter.Name} : {string.Join(", ", all)}" : "";
    }
}
