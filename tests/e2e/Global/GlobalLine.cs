using System.Globalization;

namespace Aim.EndToEnd.Tests.Global;

/// <summary>A row of a Comtrade file; null is an empty cell.</summary>
internal sealed record GlobalLine(string Month, int Reporter, int Partner, string Flow, string Heading, decimal? Kilograms, decimal? Dollars)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Month},{Reporter},{Partner},{Flow},{Heading},{Kilograms},{Dollars}\n");
}

/// <summary>One file; no date is "always there".</summary>
internal sealed record GlobalFile(string Name, DateOnly? Date, IReadOnlyList<GlobalLine> Lines)
{
    public void WriteTo(string directory)
    {
        var date = Date is { } day ? $"-{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
        File.WriteAllText(Path.Combine(directory, $"{Name}{date}.csv"), $"period,reporter_m49,partner_m49,flow,hs,net_kg,value_usd\n{string.Concat(Lines)}");
    }
}
