namespace Aim.Upstream.Comtrade;

/// <summary>
/// A part of a cell by second partner, customs procedure and mode of transport, tenths of it; on each dimension the total is one of
/// the values, so that who forgets to ask for it alone counts twice.
/// </summary>
internal sealed record ComtradeDetail(string Partner2, string Customs, string Mode, (int From, int To)[] Tenths)
{
    private static readonly (string Code, int From, int To)[] _partners2 = [("0", 0, 10), ("528", 0, 4), ("276", 4, 10)];
    private static readonly (string Code, int From, int To)[] _customs = [("C00", 0, 10), ("C04", 0, 3), ("C01", 3, 10)];
    private static readonly (string Code, int From, int To)[] _modes = [("0", 0, 10), ("2100", 0, 7), ("3200", 7, 10)];

    public static IReadOnlyList<ComtradeDetail> All { get; } =
    [
        .. from p in _partners2
           from c in _customs
           from m in _modes
           select new ComtradeDetail(p.Code, c.Code, m.Code, [(p.From, p.To), (c.From, c.To), (m.From, m.To)]),
    ];

    public bool IsTotal => Tenths.All(t => t == (0, 10));

    public Fixed Of(Fixed figure)
    {
        foreach (var (from, to) in Tenths) figure = figure.Part(from, to);
        return figure;
    }
}
