namespace Aim.Local.Runtime;

/// <summary>What came in cannot be turned into what the function's parameter asks for. For a request that is a 400.</summary>
internal sealed class BindingException(string message, Exception? cause = null) : Exception(message, cause);
