namespace Aim.Trade.Series;

/// <summary>
/// One month of one series. Imports have both trades; exports have only the first; licences have their number beside.
/// </summary>
/// <param name="Main">Imports for consumption, exports, or what licences announce.</param>
/// <param name="General">
/// General imports: all arrivals, warehouses and foreign-trade zones included. Of licences: their number as the value, and the
/// kilograms of those that name a second smelter.
/// </param>
public readonly record struct Cell(Amount Main, Amount General)
{
    public static Cell operator +(Cell a, Cell b) => new(a.Main + b.Main, a.General + b.General);
}

/// <summary>What a series said of a month from publication <paramref name="Sequence"/> on; no cell means no row.</summary>
public readonly record struct CellVersion(int Sequence, Cell? Cell);
