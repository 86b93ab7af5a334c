using Aim.Cli;
using Xunit;

namespace Aim.EndToEnd.Tests.Cli;

public sealed class FaultTableTests
{
    private const string Report = """
        {"results":{"tests":[
          {"name":"Aim.A.Fault_01_It_holds(n: 1)","status":"passed"},
          {"name":"Aim.A.Fault_01_It_holds(n: 2)","status":"failed"},
          {"name":"Aim.B.Fault_02_It_holds","status":"passed"},
          {"name":"Aim.B.Fault_02_So_does_this","status":"passed"},
          {"name":"Aim.B.Something_else","status":"failed"}]}}
        """;

    [Fact]
    public void A_fault_has_its_tests_and_their_result_and_one_without_a_test_is_named()
    {
        var table = new FaultTable();
        table.Add(Report);
        table.Add("");

        var (text, untested) = table.Make(["number,fault,promise", "1,One,\"Told, and kept\"", "2,Two,Kept", "3,Three,Kept"]);

        Assert.Equal([3], untested);
        Assert.Equal(
            ["| 1 | One | Told, and kept | It holds | **fails** |", "| 2 | Two | Kept | It holds; So does this | holds |", "| 3 | Three | Kept |  | **no test** |"],
            text.TrimEnd().Split('\n').Skip(2));
    }
}
