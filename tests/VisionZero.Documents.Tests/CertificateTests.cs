namespace VisionZero.Documents.Tests;

public sealed class CertificateTests(Rendering rendering)
{
    public static TheoryData<string, string> Names { get; } = new()
    {
        { "Latin", "Sofía Łukasiewicz-Hoffmann" },
        { "Latin with ligatures", "Effie Fflintoft Griffiths" },
        { "Latin with stacked marks", "Nguyễn Thị Ánh Tuyết" },
        { "Latin decomposed", "Ame\u0301lie Bjo\u0308rk" },
        { "Cyrillic", "Олександр Їжакевич" },
        { "Greek", "Αλέξανδρος Παπαδόπουλος" },
        { "Arabic", "محمد عبد الله السليمان" },
        { "Arabic with marks", "السُّلَيْمان لا إله" },
        { "Persian", "شیرین کریم‌زاده" },
        { "Hebrew", "יצחק בן־דוד" },
        { "Hebrew with points", "יִצְחָק בֶּן־דָּוִד" },
        { "Devanagari", "राजेन्द्र प्रसाद श्रीवास्तव" },
        { "Bengali", "শ্রীমতী অর্পিতা ভট্টাচার্য্য" },
        { "Tamil", "ஸ்ரீனிவாசன் கௌதமி" },
        { "Thai", "สมศักดิ์ ธรรมรักษ์ น้ำทิพย์" },
        { "Georgian", "ნინო ბერიძე" },
        { "Armenian", "Արամ Խաչատրյան" },
        { "Ethiopic", "አበበ ቢቂላ" },
        { "Khmer", "សុខា ច័ន្ទ" },
        { "Simplified Chinese", "欧阳晓静" },
        { "Traditional Chinese", "歐陽曉靜" },
        { "Japanese", "髙橋 さくら ヴィクトル" },
        { "Korean", "김하늘" },
        { "two directions", "محمد Müller (יצחק) 3" },
    };

    [Theory, MemberData(nameof(Names))]
    public void A_name_of_any_script_reads_back_as_written(string script, string name)
    {
        script.ShouldNotBeEmpty();
        foreach (var document in new[] { Papers.English(name), Papers.Chinese(name), Papers.Arabic(name) })
        {
            rendering.Press.Print(document).ShouldBeOfType<PrintResult.Printed>();
        }
    }

    [Fact]
    public void Every_kind_and_language_of_certificate_reads_back_as_written()
    {
        foreach (var document in new[] { Papers.English(), Papers.Chinese(), Papers.Arabic(), Papers.Support() })
        {
            TextCheck.Compare(rendering.Skia.Render(document), document).ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_code_is_printed_in_groups_of_four()
    {
        Papers.English().PrintedCode.ShouldBe("K7QF-2M9T");
        (Papers.English() with { Code = "K7QF-2M9T" }).PrintedCode.ShouldBe("K7QF-2M9T");
    }

    [Fact]
    public void A_certificate_stays_small()
    {
        rendering.Skia.Render(Papers.English("राजेन्द्र प्रसाद श्रीवास्तव")).Length.ShouldBeLessThan(90_000);
        rendering.Skia.Render(Papers.Chinese()).Length.ShouldBeLessThan(150_000);
    }

    [Fact]
    public void A_name_that_no_font_covers_is_refused_before_rendering()
    {
        var press = new DocumentPress(rendering.Fonts, new RendererChoice([new BrokenRenderer()], [], "test"));

        var result = press.Print(Papers.English("Ann \U000E2345\uE0FF"));

        var refused = result.ShouldBeOfType<PrintResult.NotCovered>();
        refused.Texts.ShouldHaveSingleItem().Field.ShouldBe(nameof(CertificateDocument.Name));
        refused.Texts[0].ToString().ShouldBe("Name: U+E2345 U+E0FF");
    }

    [Theory]
    [InlineData("Ann \uD800 Lee")]
    [InlineData("Ann \uFFFD Lee")]
    [InlineData("Ann \u0007 Lee")]
    public void Broken_text_is_refused(string name) =>
        rendering.Press.Print(Papers.English(name)).ShouldBeOfType<PrintResult.NotCovered>();

    [Theory]
    [InlineData("Ann\tLee")]
    [InlineData("Ann\r\nLee")]
    [InlineData("Ann\u3000\u2003Lee")]
    [InlineData("Ann\u200E\u2060\uFEFF Lee")]
    public void Characters_that_print_nothing_print_no_box(string name) =>
        rendering.Press.Print(Papers.English(name)).ShouldBeOfType<PrintResult.Printed>();

    [Fact]
    public void Without_fonts_everything_is_refused_and_every_script_is_missing()
    {
        var none = FontCatalogue.Scan(systemFolders: false);

        none.MissingFonts().Select(missing => missing.Script).ShouldBe(SupportedScript.All.Select(script => script.Name));
        new DocumentPress(none, new RendererChoice([new BrokenRenderer()], [], "test")).Print(Papers.English()).ShouldBeOfType<PrintResult.NotCovered>();
    }

    /// <summary>Must never be asked.</summary>
    private sealed class BrokenRenderer : IDocumentRenderer
    {
        public string Name => "Broken";

        public string Version => "0";

        public byte[] Render(CertificateDocument document) => throw new NotSupportedException();

        public byte[] Render(HandoutDocument document) => throw new NotSupportedException();
    }
}
