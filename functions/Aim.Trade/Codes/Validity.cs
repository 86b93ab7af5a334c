namespace Aim.Trade.Codes;

/// <summary>The months in which a rule holds, both ends included; null is open.</summary>
public readonly record struct Validity(Month? From, Month? To)
{
    public bool IsAlways => From is null && To is null;

    public bool Holds(Month month) => !(month < From) && !(month > To);
}
