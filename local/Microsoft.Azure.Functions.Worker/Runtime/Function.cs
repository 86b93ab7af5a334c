using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Aim.Local.Runtime;

/// <summary>A function of the app, as its attributes declare it.</summary>
internal sealed class Function(string name, MethodInfo method, ParameterInfo input, TriggerBindingAttribute trigger) : FunctionDefinition
{
    private Func<Invocation, ValueTask<object?>>? _body;

    public override string Name => name;

    public override string Id => name;

    public override string EntryPoint => $"{method.DeclaringType!.FullName}.{method.Name}";

    public override string PathToAssembly => method.DeclaringType!.Assembly.Location;

    public MethodInfo Method => method;

    /// <summary>The parameter that carries the trigger's attribute.</summary>
    public ParameterInfo Input => input;

    public TriggerBindingAttribute Trigger => trigger;

    /// <summary>Makes the body ready to run. <paramref name="names"/> are those that the trigger binds values to.</summary>
    public void Compile(IEnumerable<string> names) => _body = FunctionCompiler.Compile(this, names);

    public ValueTask<object?> RunAsync(Invocation invocation) => _body!(invocation);

    /// <summary>The error of a function that cannot run, which stops the start.</summary>
    public InvalidOperationException Refuse(string reason) => new($"Function '{name}' ({EntryPoint}): {reason}");
}
