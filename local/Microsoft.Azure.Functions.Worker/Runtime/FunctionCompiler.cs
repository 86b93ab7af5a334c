using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Aim.Local.Runtime;

/// <summary>
/// Turns a function's method into one delegate that binds the parameters, makes the object and calls it. Reflection is done
/// once, at the start, because an HTTP function is called thousands of times a second.
/// </summary>
internal static class FunctionCompiler
{
    public static Func<Invocation, ValueTask<object?>> Compile(Function function, IEnumerable<string> names)
    {
        var method = function.Method;
        var known = names.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var invocation = Expression.Parameter(typeof(Invocation));
        var target = method.IsStatic ? null : Create(method.DeclaringType!, invocation);
        var arguments = method.GetParameters().Select(parameter => Bind(function, parameter, known, invocation));
        var call = Expression.Call(target, method, arguments);
        return Expression.Lambda<Func<Invocation, ValueTask<object?>>>(Await(call), invocation).Compile();
    }

    private static UnaryExpression Create(Type type, ParameterExpression invocation)
    {
        var factory = ActivatorUtilities.CreateFactory(type, Type.EmptyTypes);
        var services = Expression.Property(invocation, nameof(Invocation.InstanceServices));
        var made = Expression.Invoke(Expression.Constant(factory), services, Expression.Constant(null, typeof(object[])));
        return Expression.Convert(made, type);
    }

    private static Expression Bind(Function function, ParameterInfo parameter, HashSet<string> known, ParameterExpression invocation)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
            return invocation;
        if (type == typeof(CancellationToken))
            return Expression.Property(invocation, nameof(Invocation.CancellationToken));
        if (function.Trigger is HttpTriggerAttribute && type == typeof(HttpContext))
            return Expression.Property(invocation, nameof(Invocation.Http));
        if (function.Trigger is HttpTriggerAttribute && type == typeof(HttpRequest))
            return Expression.Property(Expression.Property(invocation, nameof(Invocation.Http)), nameof(HttpContext.Request));
        if (parameter == function.Input || parameter.IsDefined(typeof(FromBodyAttribute)))
            return Expression.Convert(Expression.Property(invocation, nameof(Invocation.Input)), type);

        if (known.Contains(parameter.Name!))
            return BindByName(function, parameter, invocation);
        if (parameter.HasDefaultValue)
            return Default(parameter);
        throw function.Refuse($"nothing binds to the parameter '{parameter.Name}'.");
    }

    private static MethodCallExpression BindByName(Function function, ParameterInfo parameter, ParameterExpression invocation)
    {
        var type = parameter.ParameterType;
        var value = Nullable.GetUnderlyingType(type) ?? type;
        var name = Expression.Constant(parameter.Name);
        if (type == typeof(string))
            return Expression.Call(typeof(FunctionCompiler), nameof(Text), null, invocation, name, Default(parameter));
        if (!Array.Exists(value.GetInterfaces(), face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IParsable<>)))
            throw function.Refuse($"the parameter '{parameter.Name}' has a type that text cannot be parsed to.");
        return Expression.Call(
            typeof(FunctionCompiler), type == value ? nameof(Parse) : nameof(ParseNullable), [value], invocation, name, Default(parameter));
    }

    private static Expression Default(ParameterInfo parameter) => parameter.HasDefaultValue && parameter.DefaultValue is { } value
        ? Expression.Convert(Expression.Constant(value), parameter.ParameterType)
        : Expression.Default(parameter.ParameterType);

    private static string? Text(Invocation invocation, string name, string? missing) =>
        invocation.Data.TryGetValue(name, out var value) && value is not null ? (string)value : missing;

    private static T Parse<T>(Invocation invocation, string name, T missing)
        where T : IParsable<T>
    {
        if (Text(invocation, name, missing: null) is not { } text)
            return missing;
        return T.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new BindingException($"'{name}' is not a {typeof(T).Name}.");
    }

    private static T? ParseNullable<T>(Invocation invocation, string name, T? missing)
        where T : struct, IParsable<T> =>
        Text(invocation, name, missing: null) is null ? missing : Parse<T>(invocation, name, default);

    private static Expression Await(MethodCallExpression call)
    {
        var type = call.Type;
        var open = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (type == typeof(void))
            return Expression.Block(call, Expression.Default(typeof(ValueTask<object?>)));
        if (open == typeof(Task<>))
            return Expression.Call(typeof(FunctionCompiler), nameof(TaskResult), type.GetGenericArguments(), call);
        if (open == typeof(ValueTask<>))
            return Expression.Call(typeof(FunctionCompiler), nameof(ValueTaskResult), type.GetGenericArguments(), call);
        if (open == typeof(Task))
            return Expression.Call(typeof(FunctionCompiler), nameof(TaskEnd), null, call);
        if (open == typeof(ValueTask))
            return Expression.Call(typeof(FunctionCompiler), nameof(ValueTaskEnd), null, call);
        return Expression.New(
            typeof(ValueTask<object?>).GetConstructor([typeof(object)])!, Expression.Convert(call, typeof(object)));
    }

    private static async ValueTask<object?> TaskResult<T>(Task<T> task) => await task;

    private static async ValueTask<object?> ValueTaskResult<T>(ValueTask<T> task) => await task;

    private static async ValueTask<object?> TaskEnd(Task task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> ValueTaskEnd(ValueTask task)
    {
        await task;
        return null;
    }
}
