using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Aim.Upstream.Data;

namespace Aim.Upstream.Recorded;

/// <summary>One file of the data directory: what its name says of it, and its rows once somebody asks for them.</summary>
internal sealed partial class RecordedFile
{
    private const string ComtradePrefix = "comtrade", BlsPrefix = "bls", UsgsPrefix = "usgs-", ExportsPrefix = "usgs-exports", ProductionPrefix = "usgs-production";

    private static readonly string[] _prefixes =
    [
        "census-imports", "census-exports", ComtradePrefix, BlsPrefix, "usgs-imports", ExportsPrefix, ProductionPrefix,
    ];

    private static readonly string[] _importColumns =
        ["period", "hts10", "cty_code", "con_val_usd", "con_qty_kg", "gen_val_usd", "gen_qty_kg", "dut_val_usd", "cal_dut_usd"];

    private static readonly string[] _exportColumns = ["period", "schedule_b", "cty_code", "all_val_usd", "qty_kg"];

    private readonly string _path;
    private readonly Lazy<Dictionary<Month, List<TradeRow>>> _rows;
    private readonly Lazy<RecordedComtrade> _comtrade;
    private readonly Lazy<RecordedIndicators> _indicators;

    public RecordedFile(FileInfo file)
    {
        _path = file.FullName;
        Name = file.Name;
        Stamp = (file.LastWriteTimeUtc, file.Length);
        if (DateAtEnd().Match(Name) is { Success: true } match
            && DateOnly.TryParseExact(match.Groups["date"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            Date = date;
        _rows = new(() => Load(Parse));
        _comtrade = new(() => Load(ParseComtrade));
        _indicators = new(() => Load(ParseIndicators));
    }

    public string Name { get; }

    /// <summary>The day from which the service answers with this file; null when it always did.</summary>
    public DateOnly? Date { get; }

    public (DateTime Written, long Length) Stamp { get; }

    /// <summary>True when the name is one of those the recorded upstream serves.</summary>
    public bool IsFeed => IsSnapshot || Array.Exists(_prefixes, p => Name.StartsWith(p, StringComparison.Ordinal));

    /// <summary>True for a licence snapshot, which is one day's file and no other's.</summary>
    public bool IsSnapshot => Date is { } date && Name.Equals($"licenses-{date:O}.csv", StringComparison.Ordinal);

    /// <summary>True for a licence file that cannot be served: nobody knows of which day it is.</summary>
    public bool LacksDay => !IsSnapshot && Name.StartsWith("licenses", StringComparison.Ordinal);

    public Flow? Flow => Name.StartsWith(_prefixes[0], StringComparison.Ordinal) ? Data.Flow.Import
        : Name.StartsWith(_prefixes[1], StringComparison.Ordinal) ? Data.Flow.Export
        : null;

    /// <summary>True for what reporters say to Comtrade.</summary>
    public bool IsComtrade => Name.StartsWith(ComtradePrefix, StringComparison.Ordinal);

    /// <summary>True for series of the BLS, and for trade and production of the USGS.</summary>
    public bool IsIndicators => IsFeed && (Is(BlsPrefix) || Is(UsgsPrefix));

    /// <summary>The flow of a file of USGS trade.</summary>
    public Flow UsgsFlow => Is(ExportsPrefix) ? Data.Flow.Export : Data.Flow.Import;

    /// <summary>The rows of a file of indicators; none when it is refused.</summary>
    public RecordedIndicators Indicators => _indicators.Value;

    /// <summary>The rows of a Comtrade file; none when it is refused.</summary>
    public RecordedComtrade Comtrade => _comtrade.Value;

    /// <summary>The rows by month, in the order of the file; none when the file is refused, which is told on stderr once.</summary>
    public Dictionary<Month, List<TradeRow>> Rows => _rows.Value;

    /// <summary>The bytes of the file.</summary>
    public Stream Open() => File.OpenRead(_path);

    /// <summary>Reads the file.</summary>
    /// <exception cref="CsvException">It is not what its name says.</exception>
    internal Dictionary<Month, List<TradeRow>> Parse()
    {
        using var csv = new CsvReader(Open(), Name);
        return Parse(csv, csv.ReadHeader(Flow == Data.Flow.Import ? _importColumns : _exportColumns));
    }

    /// <summary>Reads the file as what reporters say to Comtrade.</summary>
    /// <exception cref="CsvException">It is not what its name says.</exception>
    internal RecordedComtrade ParseComtrade()
    {
        using var csv = new CsvReader(Open(), Name);
        return RecordedComtrade.Parse(csv, csv.ReadHeader(RecordedComtrade.Columns));
    }

    /// <summary>Reads the file as series, trade or production, whichever its name says.</summary>
    /// <exception cref="CsvException">It is not what its name says.</exception>
    internal RecordedIndicators ParseIndicators()
    {
        using var csv = new CsvReader(Open(), Name);
        return Is(BlsPrefix) ? RecordedIndicators.ParseBls(csv) : Is(ProductionPrefix) ? RecordedIndicators.ParseProduction(csv) : RecordedIndicators.ParseTrade(csv);
    }

    /// <summary>The month in a field.</summary>
    /// <exception cref="CsvException">It is none.</exception>
    internal static Month MonthOf(CsvReader csv, int column)
    {
        Span<char> period = stackalloc char[7];
        return csv[column].Length == 7 && Encoding.ASCII.TryGetChars(csv[column], period, out _) && Month.TryParse(period, out var month)
            ? month
            : throw csv.Error(column, "a month (YYYY-MM)");
    }

    private bool Is(string prefix) => Name.StartsWith(prefix, StringComparison.Ordinal);

    private static T Load<T>(Func<T> parse)
        where T : new()
    {
        try
        {
            return parse();
        }
        catch (Exception e) when (e is CsvException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The file is refused: {e.Message}");
            return new T();
        }
    }

    private static Dictionary<Month, List<TradeRow>> Parse(CsvReader csv, int[] columns)
    {
        var months = new Dictionary<Month, List<TradeRow>>();
        while (csv.Read())
        {
            var month = MonthOf(csv, columns[0]);
            if (csv[columns[1]].Length != 10 || !TryWhole(csv[columns[1]], out var code) || code < 0)
                throw csv.Error(columns[1], "a code of ten digits");
            if (!CountryCode.TryParse(csv[columns[2]], out var country))
                throw csv.Error(columns[2], "a Schedule C country code of four digits");
            var values = Measures.AllMissing;
            for (var i = 3; i < columns.Length; i++)
            {
                var field = csv[columns[i]];
                if (field.IsEmpty) continue;
                if (!TryWhole(field, out values[i - 3])) throw csv.Error(columns[i], "a whole number");
            }

            ref var rows = ref CollectionsMarshal.GetValueRefOrAddDefault(months, month, out _);
            (rows ??= []).Add(new TradeRow(code, country, values));
        }

        return months;
    }

    /// <summary>A whole number, also when a spreadsheet has written it with a decimal point and zeros.</summary>
    private static bool TryWhole(ReadOnlySpan<byte> text, out long value)
    {
        var point = text.IndexOf((byte)'.');
        if (point >= 0 && text[(point + 1)..].ContainsAnyExcept((byte)'0'))
        {
            value = 0;
            return false;
        }

        var digits = point < 0 ? text : text[..point];
        return Utf8Parser.TryParse(digits, out value, out var used) && used == digits.Length;
    }

    [GeneratedRegex(@"-(?<date>\d{4}-\d{2}-\d{2})\.csv$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DateAtEnd();
}
