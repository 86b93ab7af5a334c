namespace Aim.Upstream.Faults;

/// <summary>The ways in which an answer can go wrong.</summary>
internal enum FaultKind
{
    /// <summary>Answer with the rule's status, headers and body and nothing else.</summary>
    Answer,

    /// <summary>Break the connection after some bytes of the true answer.</summary>
    Cut,

    /// <summary>End the answer properly after some of its bytes.</summary>
    Prefix,

    /// <summary>Wait after some bytes of the true answer, then send the rest; 0 bytes waits before the headers are sent.</summary>
    Stall,

    /// <summary>Send one byte, wait, and so on.</summary>
    Drip,

    /// <summary>Send the header row alone.</summary>
    HeaderOnly,

    /// <summary>Send every row twice.</summary>
    DoubleRows,

    /// <summary>Repeat the header row amid the rows.</summary>
    RepeatHeader,

    /// <summary>Turn the order of the columns round.</summary>
    ReverseColumns,

    /// <summary>Send the column twice.</summary>
    RepeatColumn,

    /// <summary>Leave the column out.</summary>
    DropColumn,

    /// <summary>Give the column the name that is the rule's value.</summary>
    RenameColumn,

    /// <summary>Put the rule's value in the column of one row, or of all.</summary>
    SetValue,
}

/// <summary>One fault: when it strikes and what it does.</summary>
internal sealed record FaultRule
{
    public required FaultKind Kind { get; init; }

    /// <summary>The path begins so.</summary>
    public string Path { get; init; } = "/";

    /// <summary>The query string, unescaped, contains this.</summary>
    public string Query { get; init; } = "";

    /// <summary>The first matching request that is struck, counted from 1.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>How many are struck; null is all from then on.</summary>
    public int? Count { get; init; }

    public int Status { get; init; } = 200;

    /// <summary>Also the content type and <c>Retry-After</c>; <c>{now+N}</c> in a value is the HTTP date N seconds from now.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    public string Body { get; init; } = "";

    /// <summary>The bytes of the true answer to let through; null is half of them.</summary>
    public int? Bytes { get; init; }

    /// <summary>The wait of a stall, or between the bytes of a drip.</summary>
    public double Seconds { get; init; } = 1;

    /// <summary>Whether a cut answer had announced its full length; otherwise its end is missing.</summary>
    public bool DeclareLength { get; init; }

    public string Column { get; init; } = "";

    public string? Value { get; init; }

    /// <summary>The row to change, counted from 1 after the header; null is every row.</summary>
    public int? Row { get; init; }
}
