using System.Text;
using Aim.Pipeline.Census;
using Xunit;

namespace Aim.Tests.Census;

public sealed class CensusReaderTests
{
    private const string Header = """[["CTY_CODE","CON_VAL_MO"],""";

    [Fact]
    public async Task Random_documents_in_random_pieces_read_as_a_general_json_reader_reads_them()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var text = CensusDocuments.Create(random);
            var sink = new RecordingSink();
            var stream = new DripStream(Encoding.UTF8.GetBytes(text), random, random.Next(1, 300));

            await CensusReader.ReadAsync(stream, sink, 128 << random.Next(6), CancellationToken.None);

            Assert.Equal(CensusDocuments.Oracle(Encoding.UTF8.GetBytes(text)), sink.Documents);
        }
    }

    [Fact]
    public void Every_register_width_finds_the_same_separators()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[64 * random.Next(1, 40)];
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)"\"\"\\,[]x \n9"[random.Next(10)];
            }

            Assert.Equal(Index<CensusBlock.Scalar>(bytes), Index<CensusBlock.Narrow>(bytes));
            Assert.Equal(Index<CensusBlock.Scalar>(bytes), Index<CensusBlock.Wide>(bytes));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public async Task An_empty_body_is_an_error(string body) =>
        Assert.Contains("empty", (await Refused(body)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("<!DOCTYPE html><title>Invalid Key</title>")]
    [InlineData("There was an error while running your query.  We've logged the error and we'll correct it ASAP.")]
    [InlineData("""{"error":"[["}""")]
    [InlineData("""["CTY_CODE"]""")]
    [InlineData("[null]")]
    public async Task A_body_of_another_kind_is_quoted(string body)
    {
        var error = await Refused(body + new string('x', 300));

        Assert.Equal((body + new string('x', 300))[..200], error.Value);
        Assert.Equal(0, error.Row);
    }

    [Fact]
    public async Task An_answer_without_rows_is_legal()
    {
        Assert.Empty((await RecordingSink.ReadAsync("[]")).Documents);
        Assert.Single(Assert.Single((await RecordingSink.ReadAsync("""[["CTY_CODE"]]""")).Documents));
    }

    [Fact]
    public async Task An_answer_cut_anywhere_is_an_error()
    {
        const string Whole = Header + "\n" + """["1220","a\"b"],["2010",null]]""";
        Assert.Equal(3, Assert.Single((await RecordingSink.ReadAsync(Whole)).Documents).Count);
        for (var length = 0; length < Whole.Length; length++)
        {
            await Refused(Whole[..length]);
        }
    }

    [Theory]
    [InlineData("""["1220","1"]]<html>""", "something follows the answer: <html>")]
    [InlineData("""["1220","1"]]]""", "something follows the answer: ]")]
    [InlineData("""["1220","1"],]""", "row 3, a row does not begin with [: ]")]
    [InlineData("""["1220","1"] x ,["1","2"]]""", "row 3, a row is followed by neither , nor ]:  x ,")]
    [InlineData("""["1220"]]""", "row 2, 1 values under 2 columns")]
    [InlineData("""["1220","1","2"]]""", "row 2, 3 values under 2 columns")]
    [InlineData("""["1220","1"],["CTY_CODE","CON_VAL_MO"]]""", "row 3, the header once more")]
    [InlineData("""["1220",["1"]]]""", "row 2, a value is an array")]
    [InlineData("""["1220",true]]""", "row 2, column CON_VAL_MO: neither a string nor null: true")]
    [InlineData("""["1220",{"a":1}]]""", "row 2, column CON_VAL_MO: neither a string nor null: {")]
    [InlineData("""["1220",]]""", "row 2, column CON_VAL_MO: a value is missing")]
    [InlineData("""["1220","1""2"]]""", "row 2, column CON_VAL_MO: a quote inside a string")]
    [InlineData("""["1220","1" "2"]]""", "row 2, column CON_VAL_MO: a quote inside a string")]
    [InlineData("""["1220","\x"]]""", "row 2, column CON_VAL_MO: an unknown escape in a string")]
    [InlineData("""["1220","\u12G4"]]""", "row 2, column CON_VAL_MO: an unknown escape in a string")]
    public async Task A_malformed_row_is_named(string rows, string message) =>
        Assert.Contains(message, (await Refused(Header + rows)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_row_may_be_longer_than_the_buffer_but_not_than_the_limit()
    {
        var name = new string('x', 900_000);
        var sink = await RecordingSink.ReadAsync($"""{Header}["{name}","1"],["2","2"]]""");
        Assert.Equal(name, sink.Documents[0][1][0]);

        var error = await Refused($"""{Header}["{name}{name}","1"]]""");
        Assert.Equal(2, error.Row);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_tolerated_in_a_name()
    {
        byte[] body = [.. "[[\"CTY_NAME\"],[\"R"u8, 0xC9, .. "UNION\"]]"u8];
        var sink = new RecordingSink();

        await CensusReader.ReadAsync(new MemoryStream(body), sink, CancellationToken.None);

        Assert.Equal("R\uFFFDUNION", sink.Documents[0][1][0]);
    }

    [Fact]
    public async Task Ten_thousand_damaged_documents_are_refused_or_read_as_a_general_json_reader_reads_them()
    {
        var refused = 0;
        for (var seed = 0; seed < 10_000; seed++)
        {
            var random = new Random(seed);
            var bytes = Encoding.UTF8.GetBytes(CensusDocuments.Create(random, 6)[..^random.Next(2)]);
            for (var damage = random.Next(1, 4); damage > 0; damage--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)"\"\\,[]n 1"[random.Next(8)];
            }

            var sink = new RecordingSink();
            try
            {
                await CensusReader.ReadAsync(new MemoryStream(bytes), sink, 128, CancellationToken.None);
            }
            catch (CensusFormatException)
            {
                refused++;
                continue;
            }

            if (CensusDocuments.TryOracle(bytes, out var expected))
            {
                Assert.Equal(expected, sink.Documents);
            }
        }

        Assert.InRange(refused, 1_000, 9_999);
    }

    private static async Task<CensusFormatException> Refused(string body) =>
        await Assert.ThrowsAsync<CensusFormatException>(() => RecordingSink.ReadAsync(body, 1024));

    private static int[] Index<TBlock>(byte[] bytes)
        where TBlock : ICensusBlock
    {
        var separators = new int[bytes.Length + CensusIndexer.Padding];
        var count = CensusIndexer.Index<TBlock>(bytes, separators, out var plain);
        return [plain ? 1 : 0, .. separators[..count]];
    }
}
