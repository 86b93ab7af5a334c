using System.Collections.Concurrent;
using Aim.Pipeline;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Serving;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Confidentiality;
using Aim.Trade.Series;
using Microsoft.Extensions.Options;

namespace Aim.Functions.Views.DataSets;

/// <summary>Knows the cells of licences that may be told, where the rule is switched on.</summary>
public sealed class WithholdingReader(Catalog catalog, CodeBook book, IOptions<AimOptions> options)
{
    /// <summary>Views kept; a reader of the past asks for one day many times.</summary>
    private const int MaxViews = 8;

    private readonly int least = options.Value.Licenses.LeastLicenses;
    private readonly ConcurrentDictionary<(string Version, DateOnly? AsOf), Func<Month, IReadOnlySet<TableCell>>> views = new();

    /// <summary>The cells of each month that may be told as of a day; null when nothing is withheld.</summary>
    public async ValueTask<Func<Month, IReadOnlySet<TableCell>>?> ToldAsync(FeedPublications licenses, DateOnly? asOf, CancellationToken cancellationToken)
    {
        if (least <= 1) return null;
        if (views.TryGetValue((licenses.Version, asOf), out var known)) return known;

        var atoms = await AtomsAsync(licenses, asOf, cancellationToken);
        var months = new ConcurrentDictionary<Month, Lazy<IReadOnlySet<TableCell>>>();
        if (views.Count >= MaxViews) views.Clear();
        return views[(licenses.Version, asOf)] = month =>
            months.GetOrAdd(month, m => new(() => Withholding.Told(book, m, atoms.GetValueOrDefault(m) ?? [], least))).Value;
    }

    private async Task<Dictionary<Month, List<LicenseAtom>>> AtomsAsync(FeedPublications licenses, DateOnly? asOf, CancellationToken cancellationToken)
    {
        var view = licenses.ViewAt(asOf);
        var atoms = new Dictionary<Month, List<LicenseAtom>>();
        foreach (var cut in licenses.Cuts.Where(Cut.IsFlow))
        {
            foreach (var series in await catalog.SeriesAsync(licenses, cut, cancellationToken))
            {
                var (hts10, origin, smelt, cast) = Cut.ChainParts(cut, series.Key);
                SeriesCodec.Visit(series.Packed.Span, view.LastPublished.GetValueOrDefault, view.FirstPublished.GetValueOrDefault, state =>
                {
                    if (state.Current is not { General.Value: > 0 and var count }) return;
                    if (!atoms.TryGetValue(state.Month, out var of)) atoms.Add(state.Month, of = []);
                    of.Add(new LicenseAtom(hts10!, origin, smelt, cast, count));
                });
            }
        }

        return atoms;
    }
}
