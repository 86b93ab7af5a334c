namespace Aim.Trade.Profile;

/// <summary>Where a figure can be looked up.</summary>
/// <param name="Url">The question that gives it.</param>
/// <param name="Title">What is found there.</param>
/// <param name="Source">Whose figures they are.</param>
public sealed record ProfileLink(string Url, string Title, string Source);

/// <summary>What happened in a quarter: one or two plain sentences, made of figures by a rule.</summary>
/// <param name="Id">As <c>imports_usgs</c>.</param>
/// <param name="Text">The sentences.</param>
/// <param name="Figures">By name and unrounded: a decimal, a double, a text, or by country code a double; null is not available.</param>
/// <param name="Links">Where each figure comes from.</param>
public sealed record Development(string Id, string Text, IReadOnlyDictionary<string, object?> Figures, IReadOnlyList<ProfileLink> Links);
