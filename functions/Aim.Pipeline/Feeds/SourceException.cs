namespace Aim.Pipeline.Feeds;

public enum SourceFault
{
    /// <summary>The key is missing or wrong.</summary>
    Key,

    /// <summary>No answer: connection, time-out, cut body.</summary>
    Network,

    /// <summary>The service answers with an error of its own.</summary>
    Service,

    /// <summary>The service asks to wait longer than the budget allows.</summary>
    Throttled,

    /// <summary>The day's calls are used up.</summary>
    Quota,

    /// <summary>The service cannot give so much at once; a smaller question may do.</summary>
    TooLarge,

    /// <summary>The answer is not what its form promises.</summary>
    Content,
}

/// <summary>Why an upstream gave nothing that can be used. Never holds a key.</summary>
public sealed class SourceException(SourceFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public SourceFault Fault { get; } = fault;

    /// <summary>From when on the upstream may be asked again, where that is known.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether asking the same upstream for something else now would only fail again.</summary>
    public bool StopsRun => Fault is SourceFault.Key or SourceFault.Network or SourceFault.Throttled or SourceFault.Quota;
}
