namespace Aim.Cli;

/// <summary>The settings of the function app on this machine; in the cloud they are those of the deployment.</summary>
internal static class AppSettings
{
    public static IEnumerable<(string Name, string? Value)> For(
        UpstreamChoice choice, string storage, Uri? upstream, Uri address, string? site, string mail, string adminKey)
    {
        yield return ("AzureWebJobsStorage", storage);
        yield return ("AIM_LOCAL_URL", address.OriginalString);
        yield return ("AIM_LOCAL_PARENT_STDIN", "true");
        yield return ("AIM_LOCAL_SITE", site);
        yield return ("AIM_LOCAL_REPLAY", choice.DataDirectory is null ? null : $"{upstream}_replay");

        // Room for a snapshot of two million licences that is loaded by hand.
        yield return ("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "536870912");
        yield return ("Aim__AdminKey", adminKey);
        yield return ("Aim__Sample", choice.Sample ? "true" : "false");
        yield return ("Aim__Schedule__Ingest", "* * * * * *");
        yield return ("Aim__Schedule__Reconcile", "0 * * * * *");
        yield return ("Aim__Schedule__Files", "0 40 * * * *");
        yield return ("Aim__Schedule__Housekeeping", "0 0 * * * *");
        yield return ("Aim__Schedule__Confirmations", "* * * * * *");
        yield return ("Aim__Schedule__Mail", "30 * * * * *");
        yield return ("Aim__Mail__Folder", mail);
        yield return ("Aim__Mail__From", "Aim <aim@localhost>");
        yield return ("Aim__Mail__SiteUrl", address.OriginalString);
        yield return ("Aim__Census__BaseUrl", upstream?.AbsoluteUri ?? "https://api.census.gov/");
        yield return ("Aim__Census__Key", choice.Live ? Environment.GetEnvironmentVariable("CENSUS_API_KEY") : "local");
        yield return ("Aim__Comtrade__BaseUrl", upstream?.AbsoluteUri ?? "https://comtradeapi.un.org/");
        yield return ("Aim__Comtrade__Key", choice.Live ? Environment.GetEnvironmentVariable("COMTRADE_API_KEY") : "local");
        yield return ("Aim__Bls__BaseUrl", upstream?.AbsoluteUri ?? "https://api.bls.gov/");
        yield return ("Aim__Bls__Key", choice.Live ? Environment.GetEnvironmentVariable("BLS_API_KEY") : "local");
        if (choice.Live) yield break;

        yield return ("Aim__Usgs__BaseUrl", upstream!.AbsoluteUri);

        yield return ("Aim__Licenses__Url", $"{upstream}licenses/");

        // A server on this machine needs no restraint.
        yield return ("Aim__Census__PauseMilliseconds", "0");
        yield return ("Aim__Comtrade__PauseMilliseconds", "0");
        yield return ("Aim__Comtrade__AvailabilityMinutes", "0.1");
        yield return ("Aim__Comtrade__CallsPerDay", "0");
        if (choice.Sample) yield return ("Aim__Census__FirstMonth", "2018-01");
        if (choice.Sample) yield return ("Aim__Comtrade__FirstMonth", "2018-01");
        if (choice.Sample) yield return ("Aim__Bls__FirstYear", "2018");
        yield return ("Aim__Usgs__FirstIssue", choice.Sample ? "2018-01" : "2010-01");
        if (choice.DataDirectory is null) yield break;

        // What a recorded file says on its day is published on that day, however old the months are that it changes.
        yield return ("Aim__Census__RecheckMonths", "10000");
        yield return ("Aim__Census__RecheckDays", "0.5");
        yield return ("Aim__Bls__RecentYears", "1000");
        yield return ("Aim__Bls__RecheckDays", "0.5");
        yield return ("Aim__Usgs__RecheckIssues", "10000");
        yield return ("Aim__Usgs__RecheckDays", "0.5");
        yield return ("Aim__Usgs__ProbeDays", "0.5");
    }
}
