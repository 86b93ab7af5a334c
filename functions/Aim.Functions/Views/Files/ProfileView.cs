using System.Globalization;
using Aim.Functions.Views.DataSets;
using Aim.Functions.Views.Profile;
using Aim.Functions.Views.Requests;
using Aim.Pipeline;
using Aim.Pipeline.Serving;
using Aim.Trade;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Aim.Functions.Views.Files;

/// <summary>Serves the profile as a typeset report: of a quarter, as of a day; by default of the newest of both.</summary>
public sealed class ProfileView(DataSetRegistry dataSets, Catalog catalog, MadeFiles files, MetaBuilder metas, IOptions<AimOptions> options)
{
    /// <summary>Counts the form of the report: another form is another file.</summary>
    private const int Form = 1;

    private const string PdfType = "application/pdf";

    private readonly ProfileDataSet profile = dataSets.All.OfType<ProfileDataSet>().Single();

    public async Task<IResult> AnswerAsync(HttpRequest request)
    {
        if (HttpMethods.IsOptions(request.Method)) return new Preflight("GET, HEAD, OPTIONS");

        var arguments = new Arguments(request.Query, [.. profile.Parameters, Parameter.AsOf]);
        var (asked, day) = (ProfileDataSet.AskedOf(arguments), arguments.Day(Parameter.AsOf));
        if (arguments.Errors.Count > 0) return Problem.Parameters(arguments.Errors);

        var cancellationToken = request.HttpContext.RequestAborted;
        try
        {
            var snapshot = await catalog.CurrentAsync(cancellationToken);
            if (snapshot.VintageAt(day) is not { } vintage) return Problem.NotFound("Nothing was published by then.");

            var name = $"{(asked is { } quarter ? $"{quarter}-" : "")}{vintage.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
            return await files.AnswerAsync(NameOf(name, vintage, snapshot), PdfType, $"aluminum-profile-{name}.pdf", (output, token) => WriteAsync(output, asked, vintage, snapshot, token), cancellationToken);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            return Problem.Unavailable;
        }
    }

    /// <summary>Makes the report of the newest vintage, so that nobody waits for it.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var snapshot = await catalog.RefreshAsync(cancellationToken);
        if (snapshot.VintageAt(null) is { } vintage)
            await files.MakeAsync(NameOf(vintage.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), vintage, snapshot), PdfType, (output, token) => WriteAsync(output, null, vintage, snapshot, token), cancellationToken);
    }

    private string NameOf(string name, DateOnly vintage, Snapshot snapshot) => string.Create(CultureInfo.InvariantCulture, $"profile/{name}-{metas.VersionAt(snapshot, vintage)}-{Form}.pdf");

    private async Task WriteAsync(Stream output, Quarter? asked, DateOnly vintage, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var report = new ProfilePdf(options.Value.SiteUrl).Build(await profile.ComposeAsync(asked, vintage, snapshot, cancellationToken));
        await output.WriteAsync(report.Bytes, cancellationToken);
    }
}
