using System.Globalization;
using System.Text;

namespace VisionZero.Documents.Tests;

/// <summary>What tools of others say of the files.</summary>
public sealed class FileTests(Rendering rendering)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IEnumerable<byte[]> Files() =>
    [
        rendering.Skia.Render(Papers.English("राजेन्द्र प्रसाद श्रीवास्तव", "Rajendra Prasad Shrivastava")),
        rendering.Skia.Render(Papers.Chinese()),
        rendering.Skia.Render(Papers.Arabic("髙橋 さくら")),
        rendering.Skia.Render(Papers.Support()),
        rendering.Skia.Render(Papers.Handout()),
        rendering.Skia.Render(Papers.Handout("zh")),
    ];

    [Fact]
    public async Task Qpdf_finds_nothing_wrong()
    {
        foreach (var file in Files())
        {
            await Tools.WithFileAsync(file, path => Tools.RunAsync("qpdf", Cancellation, "--check", path));
        }
    }

    [Fact]
    public async Task Every_font_is_embedded_cut_and_mapped_to_Unicode()
    {
        foreach (var file in Files())
        {
            await Tools.WithFileAsync(file, async path =>
            {
                var fonts = (await Tools.RunAsync("pdffonts", Cancellation, path)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToArray();
                fonts.Length.ShouldBeInRange(2, 8);
                fonts.ShouldAllBe(font => font.Contains("CID TrueType", StringComparison.Ordinal) && font.Contains("yes yes yes", StringComparison.Ordinal));
            });
        }
    }

    [Fact]
    public async Task Its_properties_say_what_it_is_and_who_made_it() =>
        await Tools.WithFileAsync(rendering.Skia.Render(Papers.English()), async path =>
        {
            var properties = await Tools.RunAsync("pdfinfo", Cancellation, path);
            properties.ShouldContain("Certificate VZ-P-2026-004217-92");
            properties.ShouldContain($"Vision Zero Documents, Skia {rendering.Skia.Version} (test)");
            properties.ShouldContain("A4");
            using var pdf = UglyToad.PdfPig.PdfDocument.Open(path);
            pdf.Structure.Catalog.CatalogDictionary.Data["Lang"].ToString().ShouldBe("(en)");
            (await File.ReadAllTextAsync(path, Encoding.Latin1, Cancellation)).ShouldContain("pdfaid:part");
        });

    [Fact]
    public async Task The_code_reads_back_in_colour_and_in_black_and_white()
    {
        foreach (var document in new[] { Papers.English(), Papers.Arabic(), Papers.English() with { VerifyUrl = "https://register.visionzero.example/zh/verify/VZ-P-2026-004217-92?code=K7QF-2M9T&from=paper-of-a-longer-address" } })
        {
            await Tools.WithFileAsync(rendering.Skia.Render(document), async path =>
            {
                foreach (var gray in new[] { false, true })
                {
                    var picture = Path.Combine(Path.GetDirectoryName(path)!, gray ? "gray" : "colour");
                    string[] look = gray ? ["-gray"] : [];
                    await Tools.RunAsync("pdftoppm", Cancellation, [.. look, "-r", "150", "-png", "-singlefile", path, picture]);
                    var read = await Tools.RunAsync("zbarimg", Cancellation, "--quiet", "--raw", picture + ".png");
                    read.Trim().ShouldBe(document.VerifyUrl);
                }
            });
        }
    }

    /// <summary>Poppler orders lines of two directions by rules of its own, and puts right-to-left marks before their letters.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> NamesInPopplersReach { get; } =
        CertificateTests.Names.Where(row => row.Data.Item1 is not ("two directions" or "Arabic with marks" or "Hebrew with points"));

    [Theory, MemberData(nameof(NamesInPopplersReach))]
    public async Task Poppler_reads_the_name_as_written(string script, string name)
    {
        script.ShouldNotBeEmpty();
        await Tools.WithFileAsync(rendering.Skia.Render(Papers.English(name)), async path =>
        {
            var text = await Tools.RunAsync("pdftotext", Cancellation, path, "-");
            Bare(text).ShouldContain(Bare(name));
        });
    }

    private static string Bare(string text) =>
        new([.. text.Normalize(NormalizationForm.FormKC).Where(character => !char.IsWhiteSpace(character) && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format)]);
}
