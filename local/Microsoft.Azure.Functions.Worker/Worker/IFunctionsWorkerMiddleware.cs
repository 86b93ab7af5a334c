namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of the pipeline that ends in the function itself.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);

/// <summary>A step around every invocation, whatever its trigger.</summary>
public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
