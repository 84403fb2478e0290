using Microsoft.Extensions.DependencyInjection;
using VisionZero.Web.Content;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Look;

public sealed class ContentTests(Platform platform)
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Every_code_has_a_name_in_every_language(string locale)
    {
        var texts = platform.Services.GetRequiredService<TextSource>().For(locale);

        Codes.Countries.Count.ShouldBe(250);
        Codes.Countries.ShouldAllBe(c => texts.Country(c).Length > 0);
        Codes.Languages.ShouldAllBe(l => texts.Language(l).Length > 0);
        Codes.Sectors.ShouldAllBe(s => texts.Sector(s).Length > 0);
    }

    [Fact]
    public void Lists_are_sorted_as_the_reader_sorts()
    {
        var source = platform.Services.GetRequiredService<TextSource>();

        Codes.CountryItems(source.For("en")).Select(i => i.Value).Take(3).ShouldBe(["AF", "AX", "AL"]);
        Codes.CountryItems(source.For("zh"))[0].Text.ShouldStartWith("阿");
        Codes.SectorItems(source.For("en"), "mining").Single(i => i.Selected).Value.ShouldBe("mining");
    }

    [Fact]
    public void Pages_have_a_hash_that_a_signature_can_refer_to()
    {
        var library = platform.Services.GetRequiredService<PageLibrary>();

        var pledge = library.Pledge(1, "en");

        pledge.Sha256.Length.ShouldBe(64);
        pledge.Sha256.ShouldNotBe(library.Pledge(1, "zh").Sha256);
        library.Conduct(1, "fr").Locale.ShouldBe("fr");
        library.Conduct(1, "pt").Locale.ShouldBe("en");
    }

    [Theory]
    [InlineData("---\ntitle: \"A\"\n---\nfine\n\n<b>bold</b>\n", ":6: raw HTML")]
    [InlineData("---\ntitle: \"A\"\n---\n![x](https://a.example/x.png)\n", ":4: images")]
    [InlineData("---\ntitle: \"A\"\n---\n\n# Big\n", ":5: the title")]
    [InlineData("---\ntitle: \"A\"\n---\n[x](javascript:alert(1))\n", ":4: 'javascript:alert(1)'")]
    [InlineData("---\ntitle: \"A\"\nauthor: me\n---\n", ":3: 'author'")]
    [InlineData("---\ntitle: \"A\"\nversion: x\n---\n", ":3: 'version'")]
    [InlineData("---\nsummary: \"A\"\n---\n", ":1: the front matter")]
    [InlineData("---\ntitle: \"A\n---\n", ":")]
    [InlineData("No front matter\n", ":1: the file")]
    public void A_mistake_names_file_and_line(string text, string problem)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("vz-content-");
        try
        {
            var file = Path.Combine(folder.FullName, "about.en.md");
            File.WriteAllText(file, text);
            var problems = new List<string>();

            ContentPage.Read("pages", file, problems).ShouldBeNull();

            problems.ShouldContain(p => p.StartsWith(file + problem, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Missing_pages_stop_the_start()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("vz-content-");
        try
        {
            Should.Throw<ContentException>(() => PageLibrary.Load(folder.FullName)).Message.ShouldContain("pages/privacy.zh.md");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
