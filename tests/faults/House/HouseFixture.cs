using Xunit;

namespace Aim.Faults.House;

/// <summary>One house for the tests of a class, which leave it as they found it or better.</summary>
public class HouseFixture : IAsyncLifetime
{
    private HouseUnderTest? house;

    internal HouseUnderTest House => house!;

    public async ValueTask InitializeAsync() => house = await HouseUnderTest.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (house is not null) await house.DisposeAsync();
    }
}
