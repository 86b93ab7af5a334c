using System.Net.Mail;
using System.Text.RegularExpressions;

namespace Aim.Pipeline.Mail;

/// <summary>The addresses that mails are sent to: plain ones, so that no mail server reads one in another way than we do.</summary>
public static partial class MailAddressRule
{
    private const int MaxLength = 254;

    /// <returns>The rule that the text breaks; null when it is an address.</returns>
    public static string? BrokenBy(string? text) => text switch
    {
        null or "" => "it is missing",
        { Length: > MaxLength } => "it is longer than 254 characters",
        _ when text.Any(char.IsControl) => "it has a line end or another control character",
        _ when !text.All(char.IsAscii) => "it has a character outside ASCII; the name of a host is written in its xn-- form",
        _ when !Address().IsMatch(text) || !MailAddress.TryCreate(text, out var read) || read.Address != text => "it does not have the form name@host.tld",
        _ => null,
    };

    [GeneratedRegex(
        @"\A(?=[^@]{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
