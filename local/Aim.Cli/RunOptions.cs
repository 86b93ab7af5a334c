namespace Aim.Cli;

/// <summary>What <c>aim run</c> was asked to do.</summary>
/// <param name="Port">Of the site and the API.</param>
/// <param name="Data">A directory of recorded files; null for the sample or the real services.</param>
/// <param name="State">The state root.</param>
/// <param name="Fresh">Begin with nothing.</param>
/// <param name="AdminKey">The key of the admin calls; null to make and keep one.</param>
internal sealed record RunOptions(int Port, string? Data, string State, bool Fresh, string? AdminKey);
