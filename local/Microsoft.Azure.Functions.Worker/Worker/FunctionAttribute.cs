namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a public method as a function. <paramref name="name"/> is unique in the app and names the function everywhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
