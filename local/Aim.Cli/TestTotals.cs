using System.Globalization;

namespace Aim.Cli;

/// <summary>What came of some tests.</summary>
internal sealed record TestTotals(int Passed, int Failed, int Skipped = 0)
{
    public static TestTotals operator +(TestTotals left, TestTotals right) =>
        new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);

    /// <summary>A run that broke counts as a failure even when it could not say which test failed, and so does one without a test.</summary>
    /// <param name="exitCode">Of the runner.</param>
    /// <param name="mayBeEmpty">No test is no failure: a filter was given.</param>
    public TestTotals Judged(int exitCode, bool mayBeEmpty)
    {
        var silentFailure = (exitCode != 0 && Failed == 0) || (Passed + Failed == 0 && !mayBeEmpty);
        return silentFailure ? this with { Failed = 1 } : this;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed")
        + (Skipped == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {Skipped} skipped"));
}
