namespace Aim.Faults.House;

/// <summary>How much is tried: a sample of all moments in <c>aim test</c>, every one of them in <c>aim bench faults</c>.</summary>
internal static class Heavy
{
    public const string Variable = "AIM_FAULTS_HEAVY";

    private static readonly bool IsOn = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    /// <summary>From one moment that is tried to the next.</summary>
    public static int Step(int light) => IsOn ? 1 : light;

    public static int Times(int light) => IsOn ? 5 * light : light;
}
