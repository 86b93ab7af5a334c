using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Census;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Serving;
using Aim.Trade.Accuracy;
using Aim.Trade.Codes;

namespace Aim.Functions.Views.DataSets;

/// <summary>How far licences can be trusted: each comparison with the Census, their summary, and what follows for the open months.</summary>
public static class AccuracyDataSets
{
    public static IEnumerable<DataSet> All(AccuracyReader accuracy, CodeBook book, MetaBuilder metas) =>
    [
        new AccuracyDataSet(
            "license-accuracy",
            "Accuracy of import licenses",
            "License tons of each published month, by whole weeks since its end, against the Census tons that replaced them.",
            accuracy,
            metas,
            (points, byProduct) => Comparisons(points, byProduct, book)),
        new AccuracyDataSet(
            "license-reliability",
            "Reliability of import licenses by age",
            "By weeks since the end of the month: how far the Census lay above licenses of that age, on average and at most, and how often above.",
            accuracy,
            metas,
            (points, byProduct) => Reliabilities(points, byProduct, book)),
        new AccuracyDataSet(
            "license-projection",
            "Projection of the months that only licenses tell of",
            "License tons times the median ratio of Census to licenses of the same age in the past, with intervals and the share of past months that they would have held.",
            accuracy,
            metas,
            (points, byProduct) => Projections(points, byProduct, book)),
    ];

    private static Table Comparisons(IReadOnlyList<LicensePoint> points, bool byProduct, CodeBook book)
    {
        // A product whose few licences were all cancelled has nothing to compare.
        var rows = points.Where(p => p.CensusKg is not null && !(p.LicenseKg == 0 && p.CensusKg == 0)).ToList();
        return new TableBuilder<LicensePoint>(rows)
            .Text("period", p => p.Month.ToString())
            .Integer("week", p => p.Week)
            .Product(byProduct, p => p.Product, book)
            .Tons("license_quantity_t", p => p.LicenseKg)
            .Tons("census_quantity_t", p => p.CensusKg)
            .Real("error", p => p.Error)
            .Build();
    }

    private static Table Reliabilities(IReadOnlyList<LicensePoint> points, bool byProduct, CodeBook book) =>
        new TableBuilder<Reliability>(Reliability.Of(points))
            .Integer("week", r => r.Week)
            .Product(byProduct, r => r.Product, book)
            .Integer("months", r => r.Months)
            .Real("error_mean", r => r.Mean)
            .Real("error_median", r => r.Median)
            .Real("error_mean_absolute", r => r.MeanAbsolute)
            .Real("error_min", r => r.Least)
            .Real("error_max", r => r.Most)
            .Real("share_census_above", r => r.ShareAbove)
            .Build();

    private static Table Projections(IReadOnlyList<LicensePoint> points, bool byProduct, CodeBook book) =>
        new TableBuilder<Projection>(Projection.Of(points))
            .Text("period", p => p.Point.Month.ToString())
            .Integer("week", p => p.Point.Week)
            .Product(byProduct, p => p.Point.Product, book)
            .Tons("license_quantity_t", p => p.Point.LicenseKg)
            .Tons("projected_quantity_t", p => Times(p, p.Ratio))
            .Tons("low_80_t", p => Times(p, p.Central80?.Low))
            .Tons("high_80_t", p => Times(p, p.Central80?.High))
            .Tons("low_95_t", p => Times(p, p.Central95?.Low))
            .Tons("high_95_t", p => Times(p, p.Central95?.High))
            .Real("coverage_80", p => p.Central80?.Coverage)
            .Real("coverage_95", p => p.Central95?.Coverage)
            .Integer("months_checked", p => p.Checked)
            .Integer("months_compared", p => p.Past.Months)
            .Real("error_mean", p => p.Past.Mean)
            .Real("error_min", p => p.Past.Least)
            .Real("error_max", p => p.Past.Most)
            .Text("status", _ => "E")
            .Build();

    private static long? Times(Projection projection, double? ratio) => projection.Point.LicenseKg is { } announced && ratio is { } r ? (long)Math.Round(announced * r) : null;

    private sealed class AccuracyDataSet(
        string name, string title, string description, AccuracyReader accuracy, MetaBuilder metas, Func<IReadOnlyList<LicensePoint>, bool, Table> table) : DataSet
    {
        private static readonly Parameter By = new("by", "total, or product for a row of each product group.") { Values = ["total", "product"], Default = "total" };

        public override string Name => name;

        public override string Title => title;

        public override string Description => description;

        public override IReadOnlyList<Parameter> Parameters { get; } = [By, Parameter.From, Parameter.To];

        public override async Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
        {
            var byProduct = arguments.Choice(By) == "product";
            var (from, to) = arguments.Range();
            if (arguments.Errors.Count > 0) return null;

            var points = await accuracy.PointsAsync(byProduct, snapshot, asOf, cancellationToken);
            return new Answer(
                metas.Trade(this, CensusFeed.Imports, LicenseFeed.FeedName, snapshot, asOf),
                table([.. points.Where(p => !(p.Month < from) && !(p.Month > to))], byProduct));
        }
    }
}
