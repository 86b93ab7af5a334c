using Aim.Trade;

namespace Aim.Pipeline.Comtrade;

/// <summary>A reporter's month that the service has.</summary>
/// <param name="Reporter">The reporter's M49 code.</param>
/// <param name="LastReleased">When it was last published; later than before means that its numbers may have changed.</param>
public readonly record struct ComtradeRelease(int Reporter, Month Month, DateTimeOffset LastReleased);
