using VisionZero.Web.Content;
using VisionZero.Web.Content.Reports;

namespace VisionZero.Web.Tests.Content;

public sealed class LinkReportTests
{
    private static readonly string Root = ShippedContent.Root;
    private static readonly Glossary Terms = Glossary.Load(Root);
    private static readonly LinkReport Links = new(ShippedContent.Courses, Terms);

    [Fact]
    public void No_link_of_the_product_leads_nowhere() =>
        Links.Of(PageLibrary.Load(Root), MaterialLibrary.Load(Root)).ShouldBeEmpty();

    [Theory]
    [InlineData("/en/privacy")]
    [InlineData("/en")]
    [InlineData("/zh/rules/3")]
    [InlineData("/en/learn/foundation")]
    [InlineData("/en/learn/search")]
    [InlineData("/en/learn/foundation/1/lesson-1#note")]
    [InlineData("#here")]
    [InlineData("https://example.org/anything")]
    public void A_link_to_what_exists_is_good(string address) => Notes(address).ShouldBeEmpty();

    [Fact]
    public void A_term_of_the_glossary_can_be_named() => Notes($"/en/glossary#{Terms.In("en")[0].Id}").ShouldBeEmpty();

    [Theory]
    [InlineData("/en/privacies")]
    [InlineData("/en/rules/8")]
    [InlineData("/en/glossary#no-such-term")]
    [InlineData("/en/learn/astrology")]
    [InlineData("/en/learn/foundation/1/lesson-99")]
    [InlineData("/en/learn/foundation/8/check")]
    [InlineData("#there")]
    public void A_link_to_what_does_not_exist_is_told_with_its_place(string address) =>
        Notes(address).ShouldHaveSingleItem().ShouldStartWith($"pages/about.en.md: '{address}' leads nowhere");

    private static IEnumerable<string> Notes(string address) =>
        Links.In("pages/about.en.md", $"<h2 id=\"here\">Here</h2><p><a href=\"{address}\">there</a></p>");
}
