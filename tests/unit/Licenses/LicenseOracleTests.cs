using System.Text;
using Aim.Pipeline.Licenses;
using Aim.Tests.Census;
using Xunit;

namespace Aim.Tests.Licenses;

public sealed class LicenseOracleTests
{
    private const int LongestRow = 512;

    [Fact]
    public async Task Random_snapshots_in_random_pieces_read_as_a_patient_reader_reads_them()
    {
        var accepted = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var document = new LicenseDocuments(random, random.Next(80));
            var expected = new LicenseOracle(document);

            var read = await LicenseFile.ReadAsync(new DripStream(document.Bytes, random, random.Next(1, 1_500)), null, LongestRow);

            using var cells = Group(read);
            Assert.Equal(expected.Refused, read.Counts.Refusals.Select(note => (note.Line, note.Field)));
            Assert.Equal(
                (expected.Accepted, expected.Inactive, expected.Refused.Count, expected.Flagged),
                (read.Counts.Accepted, read.Counts.Inactive, read.Counts.Refused, read.Counts.Flagged));
            Assert.Equal(expected.Months.Order(StringComparer.Ordinal), cells.Months.Select(month => month.ToString()));
            Assert.Equal(expected.Cells, Texts(cells));
            accepted += expected.Accepted;
        }

        Assert.InRange(accepted, 1_000, 20_000);
    }

    [Fact]
    public async Task Ten_thousand_damaged_snapshots_are_refused_or_counted_and_the_pieces_never_matter()
    {
        var refused = 0;
        for (var seed = 0; seed < 10_000; seed++)
        {
            var random = new Random(seed);
            var bytes = new LicenseDocuments(random, random.Next(12)).Bytes;
            for (var damage = random.Next(1, 4); damage > 0; damage--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(4) == 0 ? (byte)random.Next(256) : (byte)"\"\",\n\r1-"[random.Next(7)];
            }

            var whole = await OutcomeAsync(new MemoryStream(bytes));
            Assert.Equal(whole, await OutcomeAsync(new DripStream(bytes, random, random.Next(1, 300))));
            if (whole.StartsWith("refused", StringComparison.Ordinal)) refused++;
        }

        Assert.InRange(refused, 500, 9_000);
    }

    [Fact]
    public void Marks_are_found_at_every_length()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var length = random.Next(300);
            var bytes = new byte[length + (2 * CsvMarks.Block)];
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] = random.Next(1 + (seed % 9)) == 0 ? (byte)",\n\""[random.Next(3)] : (byte)'x';
            }

            var marks = new int[length + CsvMarks.Block];
            var count = CsvMarks.Find(bytes, length, marks);

            Assert.Equal(Enumerable.Range(0, length).Where(i => bytes[i] != 'x'), marks[..count]);
        }
    }

    [Fact]
    public void No_two_ids_of_a_million_like_ones_are_taken_for_one()
    {
        var ids = new LicenseIds();
        for (var i = 0; i < 1_000_000; i++)
        {
            Assert.True(ids.Add(LicenseIds.Hash(Encoding.ASCII.GetBytes(i % 2 == 0 ? $"AIM-2025-{i:D10}" : $"{i:X}"))));
        }

        Assert.False(ids.Add(LicenseIds.Hash("AIM-2025-0000999998"u8)));
    }

    private static async Task<string> OutcomeAsync(Stream stream)
    {
        try
        {
            var read = await LicenseFile.ReadAsync(stream, null, LongestRow);
            Assert.Equal(read.Counts.Accepted + read.Counts.Inactive, read.Licenses.Count);
            Assert.Equal(read.Counts.Refused, read.Counts.Refusals.Count);
            using var cells = Group(read);
            return string.Join('\n', read.Counts.Refusals.Concat(read.Counts.Flags).Select(note => note.ToString()).Concat(Texts(cells).Select(cell => cell.ToString())));
        }
        catch (LicenseFormatException e)
        {
            return $"refused: {e.Message}";
        }
    }

    private static LicenseCells Group(LicenseRecorder read)
    {
        var cells = new LicenseCells();
        read.Licenses.ForEach(license => cells.Add(license));
        return cells;
    }

    private static SortedDictionary<string, LicenseSums> Texts(LicenseCells cells)
    {
        var texts = new SortedDictionary<string, LicenseSums>(StringComparer.Ordinal);
        foreach (var month in cells.Months)
        {
            foreach (var cell in cells.Of(month))
            {
                texts.Add($"{month} {cell.Hts10:D10} {cell.Origin} {cell.Smelt} {cell.Cast}", cell.Sums);
            }
        }

        return texts;
    }
}
