using Aim.Functions.Pdf.Drawing;
using Aim.Trade;

namespace Aim.Functions.Pdf.Charts;

/// <summary>A monthly series in a chart.</summary>
/// <param name="Name">Stands at its end.</param>
/// <param name="First">The month of the first value.</param>
/// <param name="Values">One for each month; null breaks the line.</param>
/// <param name="Dashed">So many of its last months are dashed: preliminary or forecast.</param>
/// <param name="Colour">That of its place in the chart when null.</param>
public sealed record ChartLine(string Name, Month First, IReadOnlyList<double?> Values, int Dashed = 0, Colour? Colour = null);

/// <summary>An area between two series, behind the lines.</summary>
/// <param name="First">The month of the first values.</param>
/// <param name="Low">Its lower edge.</param>
/// <param name="High">Its upper edge.</param>
/// <param name="Colour">What colour.</param>
/// <param name="Strength">How much of it: 0 is white, 1 the full colour.</param>
public sealed record ChartBand(Month First, IReadOnlyList<double> Low, IReadOnlyList<double> High, Colour Colour, double Strength = 0.2);

/// <summary>A bar of a chart, or several side by side.</summary>
/// <param name="Name">Stands beside it.</param>
/// <param name="Values">One for each series of the chart; null draws none.</param>
public sealed record ChartBar(string Name, IReadOnlyList<double?> Values);
