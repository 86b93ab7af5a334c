using System.Globalization;
using Aim.Upstream;

var arguments = new ConfigurationBuilder().AddCommandLine(args).Build();
await using var server = await UpstreamServer.StartAsync(new UpstreamOptions
{
    DataDirectory = arguments["data"],
    Port = int.Parse(arguments["port"] ?? "0", CultureInfo.InvariantCulture),
    CensusKey = arguments["key"],
    ComtradeKey = arguments["comtrade-key"],
    BlsKey = arguments["bls-key"],
});
Console.WriteLine($"Ready: {server.BaseAddress}");
await server.WaitForShutdownAsync();
