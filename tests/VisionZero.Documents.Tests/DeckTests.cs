using System.IO.Compression;
using System.Xml.Linq;

namespace VisionZero.Documents.Tests;

/// <summary>How slides are set, on paper and in the presentation.</summary>
public sealed class DeckTests(Rendering rendering)
{
    private static readonly XNamespace Drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";

    [Theory]
    [InlineData("Take leadership – demonstrate", "Take leadership\u00A0– demonstrate")]
    [InlineData("1 Psyche, 2 Ohr, 4 Haut", "1\u00A0Psyche, 2\u00A0Ohr, 4\u00A0Haut")]
    [InlineData("4 皮肤，5 全身", "4\u00A0皮肤，5\u00A0全身")]
    [InlineData("ISO 45001 and 3 or 4", "ISO 45001\u00A0and 3\u00A0or 4")]
    [InlineData("V3 syllabus - old", "V3 syllabus - old")]
    public void No_dash_begins_a_line_and_no_number_is_parted_from_its_word(string text, string set) => DeckWords.Bound(text).ShouldBe(set);

    [Theory]
    [InlineData("bien-être", "bien\u2011être")]
    [InlineData("qu’a-t-on", "qu’a\u2011t\u2011on")]
    [InlineData("Vision-Zero-Schulung", "Vision\u2011Zero\u2011Schulung")]
    [InlineData("follow-up", "follow\u2011up")]
    [InlineData("Hohenstein-Waldburg", "Hohenstein-Waldburg")]
    [InlineData("yes - no", "yes - no")]
    public void A_presentation_parts_words_at_hyphens_no_more_than_paper_does(string text, string presented) => DeckWords.Presented(text).ShouldBe(presented);

    [Theory]
    [InlineData("确保机器、设备和工作场所的安全和卫生", "zh-Hans", "确保机器、设备和\n工作场所的安全和卫生")]
    [InlineData("确保具备安全和卫生的体系", "zh-Hans", "确保具备安全和\n卫生的体系")]
    [InlineData("发挥领导力", "zh-Hans", "发挥领导力")]
    [InlineData("Take leadership – demonstrate commitment", "en", "Take leadership – demonstrate commitment")]
    public void A_long_Chinese_title_is_parted_between_phrases(string title, string language, string parted)
    {
        DeckWords.Parted(title, language, 11).ShouldBe(parted);
        var deck = KitPapers.Deck(language) with { Title = title };
        rendering.Press.Print(deck).ShouldBeOfType<PrintResult.Printed>();
        var lines = parted.Split('\n');
        if (lines.Length > 1) new DeckLayout(rendering.Fonts).Plan(deck)[0].Texts.Single(text => text.Field == nameof(deck.Title)).Lines.Count.ShouldBe(2);
        var breaks = Part(deck, "ppt/slides/slide1.xml").Descendants(Drawing + "br").Count();
        breaks.ShouldBe(lines.Length - 1);
    }

    [Fact]
    public void Points_that_count_themselves_have_one_mark()
    {
        var deck = KitPapers.Deck() with { Slides = [new("Isolate", "- 1 Stop.\n- 2 Lock.\n- Then begin.\n- 1 mind, 2 ear", "Ask.")] };

        DeckText.Of(deck.Slides[0].Body).Select(line => (line.Number, line.Words)).ShouldBe([("1", "1 Stop."), ("2", "2 Lock."), (null, "Then begin."), (null, "1 mind, 2 ear")]);
        rendering.Press.Print(deck).ShouldBeOfType<PrintResult.Printed>();
        var slide = Part(deck, "ppt/slides/slide2.xml");
        slide.Descendants(Drawing + "buAutoNum").Count().ShouldBe(2);
        slide.Descendants(Drawing + "t").Select(text => text.Value).ShouldContain("Stop.");
    }

    [Fact]
    public void Bodies_are_smaller_than_titles_and_few_points_stand_further_apart()
    {
        var layout = new DeckLayout(rendering.Fonts);
        var deck = KitPapers.Deck();
        var three = layout.BodySize(deck, DeckText.Of("- One\n- Two\n- Three"), DeckStyle.Body);
        var seven = layout.BodySize(deck, DeckText.Of(string.Join('\n', Enumerable.Repeat("- Some words", 7))), DeckStyle.Body);

        three.Size.ShouldBe(DeckStyle.BodySize);
        seven.Size.ShouldBe(DeckStyle.BodySize);
        DeckStyle.BodySize.ShouldBeLessThan(DeckStyle.TitleSize);
        three.Gap.ShouldBeGreaterThan(seven.Gap);
        var fifty = layout.BodySize(deck, DeckText.Of(string.Join('\n', Enumerable.Repeat("- Some words", 12))), DeckStyle.Body);
        fifty.Size.ShouldBeLessThan(DeckStyle.BodySize);
        fifty.Gap.ShouldBe(fifty.Size * DeckStyle.LineGap, 2);
    }

    [Fact]
    public void A_point_ends_with_more_than_one_ideograph_on_its_last_line()
    {
        var deck = KitPapers.Deck("zh-Hans");
        foreach (var length in Enumerable.Range(28, 4))
        {
            var slides = new DeckSlide("要", $"- {new string('工', length)}。", "问。");
            new DeckLayout(rendering.Fonts).Plan(deck with { Slides = [slides] })[1].Texts.Where(text => text.Lines.Count > 1).Select(text => text.Lines[^1].Width).ShouldAllBe(width => width > 2);
        }
    }

    [Fact]
    public void The_line_below_a_wide_drawing_stands_near_it()
    {
        var (paths, place) = new DeckLayout(rendering.Fonts).Picture(new DeckPicture("<svg viewBox='0 0 720 220'><rect width='720' height='220' rx='14' fill='#FFFFFF'/><rect width='100' height='90' fill='#FFFFFF'/></svg>", "A", "B"));

        paths.Count.ShouldBe(1);
        place.Y.ShouldBe(DeckStyle.Picture.Y);
        (DeckLayout.Caption(place).Y - place.Y - place.Height).ShouldBe(DeckStyle.CaptionGap, 0.001);
    }

    [Fact]
    public void The_wheel_says_its_rule_by_number()
    {
        DeckWheel.Small(rendering.Fonts, DeckStyle.Wheel, 5).Count().ShouldBe(WheelGeometry.Count + 1);
        DeckWheel.Cover(rendering.Fonts, DeckStyle.CoverWheel, 5).Count().ShouldBe(2 * WheelGeometry.Count);
    }

    [Fact]
    public void Every_slide_has_its_notes_and_Chinese_its_face()
    {
        var deck = KitPapers.Deck("zh-Hans");
        for (var slide = 1; slide <= deck.Slides.Count + 3; slide++)
        {
            Part(deck, $"ppt/notesSlides/notesSlide{slide}.xml").Descendants(Drawing + "t").ShouldNotBeEmpty();
        }

        Part(deck, "ppt/theme/theme1.xml").Descendants(Drawing + "ea").ShouldAllBe(face => face.Attribute("typeface")!.Value == "Microsoft YaHei");
        Part(KitPapers.Deck(), "ppt/theme/theme1.xml").Descendants(Drawing + "ea").ShouldAllBe(face => face.Attribute("typeface")!.Value.Length == 0);
    }

    private XElement Part(DeckDocument deck, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(rendering.Press.Present(deck)));
        using var stream = zip.GetEntry(name)!.Open();
        return XElement.Load(stream);
    }
}
