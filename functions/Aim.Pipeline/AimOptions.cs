namespace Aim.Pipeline;

/// <summary>The settings of section <c>Aim</c>.</summary>
public sealed class AimOptions
{
    public const string Section = "Aim";

    /// <summary>The key of the admin calls; without one every admin call is refused.</summary>
    public string? AdminKey { get; set; }

    /// <summary>Whether the upstream is the synthetic one; every answer then says so.</summary>
    public bool Sample { get; set; }

    /// <summary>Where the app is found by others, as <c>https://aim.example/</c>: links of printed reports lead there. Without it they print addresses only.</summary>
    public Uri? SiteUrl { get; set; }

    /// <summary>The folder of the rule files; default is <c>Data</c> beside the app.</summary>
    public string? Rules { get; set; }

    /// <summary>Seconds for which an instance trusts what it knows of publications before it looks again.</summary>
    public double RefreshSeconds { get; set; } = 2;

    public CensusOptions Census { get; set; } = new();

    public LicenseOptions Licenses { get; set; } = new();

    public ComtradeOptions Comtrade { get; set; } = new();

    public BlsOptions Bls { get; set; } = new();

    public UsgsOptions Usgs { get; set; } = new();

    public MailOptions Mail { get; set; } = new();
}

/// <summary>
/// Section <c>Aim:Mail</c>: releases by mail. Off while there is neither a server nor a folder. When mails go out says
/// <c>Aim:Schedule:Mail</c> (daily at 14:00 UTC is <c>0 0 14 * * *</c>; more often is fine, as nothing is told twice), when addresses
/// are asked to confirm <c>Aim:Schedule:Confirmations</c> (each minute is <c>0 * * * * *</c>).
/// </summary>
public sealed class MailOptions
{
    /// <summary>
    /// <c>smtp://host:port</c>; the port is 25 when left out. It must offer STARTTLS, as servers do on port 587: TLS from the first byte
    /// (<c>smtps</c>, port 465) is not supported.
    /// </summary>
    public Uri? Server { get; set; }

    /// <summary>Whether a server without TLS is refused. Only for one on the same machine this may be false.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>The name to log in with; without one nobody logs in.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender's address, with or without a name before it. Its domain should sign (DKIM), or large mail services show no button to unsubscribe.</summary>
    public string? From { get; set; }

    /// <summary>Instead of a server: each mail becomes an <c>.eml</c> file in this folder. It goes before a server, and is made when missing.</summary>
    public string? Folder { get; set; }

    /// <summary>Whether mail is switched on.</summary>
    public bool IsOn => Server is not null || Folder is { Length: > 0 };

    /// <summary>What links in mails begin with, as <c>https://aim.example.org</c>. One-click unsubscribing asks for https.</summary>
    public Uri? SiteUrl { get; set; }

    /// <summary>Wishes that are taken in an hour, for all addresses together: so many mails can strangers be sent through us.</summary>
    public int ConfirmationsPerHour { get; set; } = 100;

    /// <summary>Limit of each wait for the server.</summary>
    public double AttemptSeconds { get; set; } = 20;
}

/// <summary>Section <c>Aim:Bls</c>.</summary>
public sealed class BlsOptions
{
    public Uri BaseUrl { get; set; } = new("https://api.bls.gov/");

    /// <summary>The registration key; without one version 1 of the service is asked, 25 series and 25 questions a day.</summary>
    public string? Key { get; set; }

    /// <summary>The first year of the back-fill.</summary>
    public int FirstYear { get; set; } = 2010;

    /// <summary>Years, the running one included, that are asked for every <see cref="RecheckDays"/>; the others every <see cref="AllYearsDays"/>.</summary>
    public int RecentYears { get; set; } = 2;

    public double RecheckDays { get; set; } = 1;

    public double AllYearsDays { get; set; } = 365;

    /// <summary>Pause between two requests for one answer, in milliseconds.</summary>
    public int PauseMilliseconds { get; set; } = 500;

    /// <summary>Limit of one attempt, body included.</summary>
    public double AttemptSeconds { get; set; } = 30;

    /// <summary>Limit of all attempts at one answer, waits included.</summary>
    public double BudgetSeconds { get; set; } = 120;

    public int Retries { get; set; } = 3;

    /// <summary>Wait before the first retry, in milliseconds; doubled for each further one, with jitter.</summary>
    public int RetryMilliseconds { get; set; } = 1000;

    /// <summary>An answer above this size is refused.</summary>
    public long MaxBytes { get; set; } = 8 << 20;
}

/// <summary>Section <c>Aim:Usgs</c>.</summary>
public sealed class UsgsOptions
{
    public Uri BaseUrl { get; set; } = new("https://d9-wret.s3.us-west-2.amazonaws.com/");

    /// <summary>Where an issue is below <see cref="BaseUrl"/>; <c>{issue}</c> stands for its year and month, as <c>202606</c>.</summary>
    public string Path { get; set; } = "assets/palladium/production/s3fs-public/media/files/mis-{issue}-alumi.xlsx";

    /// <summary>The first issue that there is as a workbook.</summary>
    public string FirstIssue { get; set; } = "2021-08";

    /// <summary>Issues, counted from the newest published one, that are pulled again every <see cref="RecheckDays"/>.</summary>
    public int RecheckIssues { get; set; } = 3;

    public double RecheckDays { get; set; } = 30;

    /// <summary>Days between two looks for an issue that may still come; one that is older than <see cref="GivenUpMonths"/> is looked for every <see cref="RecheckDays"/>.</summary>
    public double ProbeDays { get; set; } = 1;

    public int GivenUpMonths { get; set; } = 12;

    /// <summary>Limit of one attempt, body included.</summary>
    public double AttemptSeconds { get; set; } = 60;

    /// <summary>Limit of all attempts at one answer, waits included.</summary>
    public double BudgetSeconds { get; set; } = 180;

    public int Retries { get; set; } = 3;

    /// <summary>Wait before the first retry, in milliseconds; doubled for each further one, with jitter.</summary>
    public int RetryMilliseconds { get; set; } = 1000;

    /// <summary>A workbook above this size is refused.</summary>
    public long MaxBytes { get; set; } = 4 << 20;
}

/// <summary>Section <c>Aim:Comtrade</c>.</summary>
public sealed class ComtradeOptions
{
    public Uri BaseUrl { get; set; } = new("https://comtradeapi.un.org/");

    /// <summary>The subscription key; without one the preview service is asked, one month and 500 rows at a time.</summary>
    public string? Key { get; set; }

    /// <summary>The first month of the back-fill.</summary>
    public string FirstMonth { get; set; } = "2010-01";

    /// <summary>Months in one question to the keyed service.</summary>
    public int PeriodsPerCall { get; set; } = 12;

    /// <summary>The rows that the subscription gives at most in one answer; an answer of so many is taken for a cut one.</summary>
    public int RowCap { get; set; } = 100_000;

    /// <summary>Calls of the keyed service in one day, UTC; 0 is without a limit. By default 500 with a key and no limit without one.</summary>
    public int? CallsPerDay { get; set; }

    /// <summary>Minutes for which the list of what is available is taken for current; 0 asks each time.</summary>
    public double AvailabilityMinutes { get; set; } = 360;

    /// <summary>
    /// Pause between two requests, in milliseconds. By default 6000 with a key, which is ten calls in a minute, and 2000 without one,
    /// which is what the preview service asks for when it is asked too often.
    /// </summary>
    public int? PauseMilliseconds { get; set; }

    /// <summary>Limit of one attempt, body included.</summary>
    public double AttemptSeconds { get; set; } = 90;

    /// <summary>Limit of all attempts at one answer, waits included.</summary>
    public double BudgetSeconds { get; set; } = 300;

    public int Retries { get; set; } = 4;

    /// <summary>Wait before the first retry, in milliseconds, when the service names none; doubled for each further one, with jitter.</summary>
    public int RetryMilliseconds { get; set; } = 2000;

    /// <summary>An answer above this size is refused.</summary>
    public long MaxBytes { get; set; } = 1L << 30;
}

/// <summary>Section <c>Aim:Licenses</c>.</summary>
public sealed class LicenseOptions
{
    /// <summary>
    /// An address that lists the days of its snapshots as a JSON array, ending in a slash; each snapshot is <c>{day}.csv</c> below it.
    /// </summary>
    public Uri? Url { get; set; }

    /// <summary>
    /// Instead of an address the container of the app's storage into which somebody drops files named <c>licenses-{day}.csv</c>. With
    /// neither, snapshots are loaded by hand.
    /// </summary>
    public string? Container { get; set; }

    /// <summary>The first import date for which an unknown country of smelt is refused.</summary>
    public DateOnly UnknownSmeltRefusedFrom { get; set; } = new(2022, 6, 29);

    /// <summary>The band of plausible unit values, in dollars per ton; what lies outside is kept and flagged.</summary>
    public int LeastDollarsPerTon { get; set; } = 300;

    public int MostDollarsPerTon { get; set; } = 60_000;

    /// <summary>
    /// A figure that rests on fewer licences is withheld, and with it as many others as it takes that no total gives it away.
    /// 1 or less: nothing is withheld.
    /// </summary>
    public int LeastLicenses { get; set; } = 1;
}

/// <summary>Section <c>Aim:Census</c>.</summary>
public sealed class CensusOptions
{
    public Uri BaseUrl { get; set; } = new("https://api.census.gov/");

    public string? Key { get; set; }

    /// <summary>The first month of the back-fill.</summary>
    public string FirstMonth { get; set; } = "2010-01";

    /// <summary>Months, counted from the newest published one, that are pulled again every <see cref="RecheckDays"/>.</summary>
    public int RecheckMonths { get; set; } = 3;

    /// <summary>The same in June and July, when the annual revision is published.</summary>
    public int RevisionMonths { get; set; } = 36;

    public double RecheckDays { get; set; } = 30;

    /// <summary>Minutes between two looks for a month that is not published yet.</summary>
    public double ProbeMinutes { get; set; } = 60;

    /// <summary>Pause between two requests, in milliseconds: the service asks for restraint.</summary>
    public int PauseMilliseconds { get; set; } = 500;

    /// <summary>Limit of one attempt, body included.</summary>
    public double AttemptSeconds { get; set; } = 90;

    /// <summary>Limit of all attempts at one answer, waits included.</summary>
    public double BudgetSeconds { get; set; } = 300;

    public int Retries { get; set; } = 3;

    /// <summary>Wait before the first retry, in milliseconds; doubled for each further one, with jitter.</summary>
    public int RetryMilliseconds { get; set; } = 1000;

    /// <summary>An answer above this size is refused.</summary>
    public long MaxBytes { get; set; } = 1L << 30;
}
