namespace Aim.Pipeline.Feeds;

/// <summary>The feeds of the house by name.</summary>
public sealed class FeedRegistry(IEnumerable<IFeed> feeds)
{
    private readonly Dictionary<string, IFeed> byName = feeds.ToDictionary(f => f.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<IFeed> All => byName.Values;

    public IFeed this[string name] => byName[name];

    public IFeed? Find(string name) => byName.GetValueOrDefault(name);
}
