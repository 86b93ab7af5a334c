using Xunit;

namespace Aim.Storage.Tests;

public sealed class AzuriteTests(AzuriteFixture azurite)
{
    [Fact]
    public void It_listens() => Assert.Contains("TableEndpoint=http://127.0.0.1:", azurite.ConnectionString, StringComparison.Ordinal);
}
