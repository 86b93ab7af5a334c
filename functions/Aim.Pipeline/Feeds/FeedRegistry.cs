using Aim.Pipeline.Census;

namespace Aim.Pipeline.Feeds;

/// <summary>The feeds of the house by name.</summary>
public sealed class FeedRegistry(IEnumerable<CensusFeed> feeds)
{
    private readonly Dictionary<string, CensusFeed> byName = feeds.ToDictionary(f => f.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<CensusFeed> All => byName.Values;

    public CensusFeed this[string name] => byName[name];

    public CensusFeed? Find(string name) => byName.GetValueOrDefault(name);
}
