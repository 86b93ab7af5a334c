using System.Diagnostics;
using System.Text;

namespace Aim.Tests.Pdf;

/// <summary>
/// Public programs that read a PDF (Debian's qpdf and poppler-utils), so that files are not judged by the code that wrote them.
/// They are installed where that is possible; a test that needs one that is missing fails and says which.
/// </summary>
internal static class PdfTools
{
    private static readonly Lazy<string?> Problem = new(Install);

    /// <summary>Throws unless the file is sound.</summary>
    public static void Check(byte[] pdf) => Run("qpdf", pdf, file => ["--check", file]);

    /// <summary>The text of all pages in reading order; a form feed ends each page.</summary>
    public static string Text(byte[] pdf) => Run("pdftotext", pdf, file => ["-enc", "UTF-8", "-eol", "unix", file, "-"]);

    /// <summary>The text as it lies on the page.</summary>
    public static string Layout(byte[] pdf) => Run("pdftotext", pdf, file => ["-layout", "-enc", "UTF-8", "-eol", "unix", file, "-"]);

    /// <summary>Title, tags, pages and page size.</summary>
    public static string Info(byte[] pdf) => Run("pdfinfo", pdf, file => [file]);

    /// <summary>The structure tree with its text.</summary>
    public static string Structure(byte[] pdf) => Run("pdfinfo", pdf, file => ["-struct-text", file]);

    /// <summary>Addresses of links, by page.</summary>
    public static string Addresses(byte[] pdf) => Run("pdfinfo", pdf, file => ["-url", file]);

    /// <summary>Every font with its type and whether it is embedded, a subset, and has a map to Unicode.</summary>
    public static string Fonts(byte[] pdf) => Run("pdffonts", pdf, file => [file]);

    /// <summary>The objects in plain text.</summary>
    public static string Objects(byte[] pdf) => Run("qpdf", pdf, file => ["--qdf", "--object-streams=disable", file, "-"]);

    /// <summary>The first page as a portable grey map at 72 points an inch: its pixels and its width.</summary>
    public static (byte[] Pixels, int Width) Picture(byte[] pdf, int page)
    {
        var number = page.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var map = Encoding.Latin1.GetBytes(Run("pdftoppm", pdf, file => ["-r", "72", "-gray", "-f", number, "-l", number, file], Encoding.Latin1));
        var head = Encoding.Latin1.GetString(map, 0, 30).Split((char[])[' ', '\n'], 5);
        var width = int.Parse(head[1], System.Globalization.CultureInfo.InvariantCulture);
        return (map[^(width * int.Parse(head[2], System.Globalization.CultureInfo.InvariantCulture))..], width);
    }

    private static string Run(string program, byte[] pdf, Func<string, string[]> arguments, Encoding? encoding = null)
    {
        if (Problem.Value is { } problem) throw new InvalidOperationException(problem);

        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            var (code, output, errors) = Run(program, arguments(file), encoding ?? Encoding.UTF8);
            return code == 0 && errors.Length == 0 ? output : throw new InvalidOperationException($"{program}: {errors}{output}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (int Code, string Output, string Errors) Run(string program, string[] arguments, Encoding encoding)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = encoding,
            Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    private static string? Install()
    {
        string[] needed = ["qpdf", "pdftotext", "pdfinfo", "pdffonts", "pdftoppm"];
        if (needed.All(IsOnPath)) return null;

        if (Environment.IsPrivilegedProcess && IsOnPath("apt-get"))
        {
            _ = Run("apt-get", ["update", "-qq"], Encoding.UTF8);
            _ = Run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "qpdf", "poppler-utils"], Encoding.UTF8);
        }

        var missing = needed.Where(p => !IsOnPath(p)).ToList();
        return missing.Count == 0 ? null : $"Tests of the PDF need {string.Join(", ", missing)} on the PATH (Debian: qpdf, poppler-utils).";
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
