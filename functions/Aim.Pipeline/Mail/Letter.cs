namespace Aim.Pipeline.Mail;

/// <summary>A mail to one address.</summary>
/// <param name="To">The address.</param>
/// <param name="Key">The same for the same mail, so that one that comes twice can be told.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Lines of plain text.</param>
/// <param name="Unsubscribe">The address that ends it, by a POST alone.</param>
public sealed record Letter(string To, string Key, string Subject, string Text, Uri Unsubscribe);

/// <summary>What became of a mail.</summary>
public enum Delivery
{
    /// <summary>The server has it.</summary>
    Taken,

    /// <summary>The server will never take mail for this address (5xx).</summary>
    Refused,

    /// <summary>The server has surely not taken it.</summary>
    NotTaken,

    /// <summary>The connection broke: nobody knows.</summary>
    Unknown,
}
