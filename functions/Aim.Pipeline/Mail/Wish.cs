using Aim.Pipeline.Storage;
using Azure;
using Azure.Data.Tables;

namespace Aim.Pipeline.Mail;

/// <summary>Somebody has asked for mails to an address: another row of table <c>subscribers</c>, which is read by the timer that asks back.</summary>
public sealed class Wish(TableEntity entity)
{
    public const string Partition = "wishes";

    /// <summary>As of the subscriber.</summary>
    public string Id => entity.RowKey;

    /// <summary>Empty when the wish has been dealt with.</summary>
    public string Address => entity.Text(nameof(Address));

    /// <summary>Whether it is still to be dealt with.</summary>
    public bool IsOpen => Address.Length > 0;

    /// <summary>When it was made, or made again.</summary>
    public DateTimeOffset Asked => entity.GetDateTimeOffset(nameof(Asked)) ?? default;

    /// <summary>After a failure: when to try again.</summary>
    public DateTimeOffset NotBefore => entity.GetDateTimeOffset(nameof(NotBefore)) ?? default;

    /// <summary>The day of the last mail that asked for confirmation.</summary>
    public string? Mailed => entity.GetString(nameof(Mailed));

    public ETag ETag => entity.ETag;
}
