using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Aim.Local.Runtime;

/// <summary>One run of one function. What few functions ask for is made when it is asked for.</summary>
internal sealed class Invocation(Function function, IReadOnlyDictionary<string, object?> data, CancellationToken cancellationToken)
    : FunctionContext
{
    private string? _id;
    private IServiceProvider? _services;
    private IDictionary<object, object>? _items;
    private InvocationFeatures? _features;

    public Function Function => function;

    /// <summary>Values by name: the route's, or the tokens of the blob's path.</summary>
    public IReadOnlyDictionary<string, object?> Data => data;

    public HttpContext? Http { get; init; }

    public RetryContext? Retry { get; init; }

    /// <summary>Reads what the trigger brings, after the middleware, where a failure is the function's.</summary>
    public Func<Invocation, ValueTask<object?>>? ReadInput { get; init; }

    public object? Input { get; private set; }

    public object? Result { get; private set; }

    public override string InvocationId => _id ??= Guid.NewGuid().ToString();

    public override string FunctionId => function.Id;

    public override FunctionDefinition FunctionDefinition => function;

    public override TraceContext TraceContext => new InvocationTrace(Activity.Current);

    public override BindingContext BindingContext => new InvocationBinding(data);

    public override RetryContext RetryContext => Retry!;

    // A request has its scope made when it is first asked for, and that may be never.
    public override IServiceProvider InstanceServices
    {
        get => _services ??= Http!.RequestServices;
        set => _services = value;
    }

    public override IDictionary<object, object> Items
    {
        get => _items ??= new Dictionary<object, object>();
        set => _items = value;
    }

    public override IInvocationFeatures Features => _features ??= new();

    public override CancellationToken CancellationToken => cancellationToken;

    /// <summary>The end of the pipeline: the function itself.</summary>
    public static async Task RunAsync(FunctionContext context)
    {
        var invocation = (Invocation)context;
        if (invocation.ReadInput is { } read)
            invocation.Input = await read(invocation);
        invocation.Result = await invocation.Function.RunAsync(invocation);
    }
}
