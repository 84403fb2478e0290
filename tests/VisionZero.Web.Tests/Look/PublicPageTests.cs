using System.Net;
using System.Text.RegularExpressions;
using VisionZero.Domain.Common;
using VisionZero.Web.Tests.Http;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Look;

public sealed partial class PublicPageTests(Platform platform)
{
    private static readonly string[] Paths = ["/", "/rules", "/rules/1", "/rules/2", "/rules/3", "/rules/4", "/rules/5", "/rules/6", "/rules/7", "/about", "/privacy", "/scheme", "/glossary"];

    // Pages of other areas; their own tests open them.
    private static readonly string[] Elsewhere = ["/find", "/supporters", "/verify"];

    public static TheoryData<string, string> Pages => [.. TextCatalogue.Offered.SelectMany(_ => Paths, (locale, path) => (locale, path))];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_public_page_says_where_one_is_in_the_readers_language(string locale, string path)
    {
        using var visitor = new Visitor(platform.Address, locale);

        await visitor.OpenAsync(path);

        visitor.Status.ShouldBe(HttpStatusCode.OK);
        visitor.Page.QuerySelectorAll("h1").Length.ShouldBe(1);
        visitor.Heading.ShouldNotBeEmpty();
        visitor.Page.Title.ShouldNotBeNullOrWhiteSpace();
        visitor.Page.DocumentElement.GetAttribute("lang").ShouldStartWith(locale);
        Placeholder().IsMatch(visitor.Page.Body!.TextContent).ShouldBeFalse();
        visitor.Page.Body.TextContent.ShouldNotContain("**");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Headings_do_not_skip_a_level_and_ids_are_unique(string locale, string path)
    {
        using var visitor = new Visitor(platform.Address, locale);

        await visitor.OpenAsync(path);

        var levels = visitor.Page.QuerySelectorAll("main h1, main h2, main h3, main h4").Select(h => h.TagName[1] - '0').ToList();
        levels[0].ShouldBe(1);
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1);
        var ids = visitor.Page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        ids.Distinct().Count().ShouldBe(ids.Count);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Every_link_of_a_public_page_leads_somewhere(string locale)
    {
        using var visitor = new Visitor(platform.Address, locale);
        var links = new HashSet<string>();
        foreach (var path in Paths)
        {
            await visitor.OpenAsync(path);
            links.UnionWith(visitor.Page.QuerySelectorAll("[href], [src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).Where(a => a.StartsWith('/')));
            visitor.Page.QuerySelectorAll("a[href^='#']").ShouldAllBe(a => visitor.Page.GetElementById(Uri.UnescapeDataString(a.GetAttribute("href")!.TrimStart('#'))) != null);
        }

        foreach (var link in links.Where(l => !Elsewhere.Any(e => l.Contains(e, StringComparison.Ordinal))))
        {
            using var answer = await visitor.Client.GetAsync(new Uri(link.Split('#')[0], UriKind.Relative), TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, link);
        }
    }

    [Fact]
    public async Task The_language_switch_keeps_the_address()
    {
        using var visitor = new Visitor(platform.Address);
        await visitor.OpenAsync("/rules/3");
        await visitor.FollowAsync("中文");
        visitor.Heading.ShouldBe("确定目标");

        await visitor.OpenAsync("/en/find?q=zo%C3%AB&from=card");
        await visitor.FollowAsync("中文");
        visitor.Address.ShouldBe("/zh/find?q=zo%C3%AB", "a page that is kept for everybody passes on only what it reads");
    }

    [Fact]
    public async Task The_header_follows_the_role_and_signs_out()
    {
        using var visitor = await platform.SignedInVisitorAsync(Role.Approver);
        await visitor.OpenAsync("/about");
        var links = visitor.Page.QuerySelectorAll("header nav.wide a").Select(a => a.TextContent.Trim()).ToList();

        await visitor.PressAsync("Sign out");

        links.ShouldContain("Staff");
        links.ShouldNotContain("Admin");
        links.ShouldNotContain("Sign in");
        visitor.Page.QuerySelectorAll("header nav.wide a").Select(a => a.TextContent.Trim()).ShouldContain("Sign in");
    }

    [Fact]
    public async Task A_rule_shows_the_official_wording_in_other_languages()
    {
        using var visitor = new Visitor(platform.Address);

        await visitor.OpenAsync("/rules/2");

        visitor.Page.QuerySelector("dd[lang=de]")!.TextContent.ShouldBe("Gefahr erkannt – Gefahr gebannt!");
        visitor.Page.QuerySelector("dd[lang=fr]")!.TextContent.ShouldBe("Identifier les dangers – évaluer les risques");
        visitor.Page.QuerySelector("dd[lang=zh]")!.TextContent.ShouldBe("识别危险");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task The_scheme_names_the_source_of_every_value(string locale)
    {
        using var visitor = new Visitor(platform.Address, locale);

        await visitor.OpenAsync("/scheme");

        var rows = visitor.Page.QuerySelectorAll("main tbody tr");
        rows.Length.ShouldBeGreaterThan(20);
        rows.ShouldAllBe(row => row.QuerySelectorAll("td").Length == 2 && row.QuerySelectorAll("td").All(cell => cell.TextContent.Trim().Length > 0));
    }

    [Theory]
    [InlineData("/nothing-here", HttpStatusCode.NotFound)]
    [InlineData("/rules/8", HttpStatusCode.NotFound)]
    [InlineData("/error?returnUrl=%2Fstaff", HttpStatusCode.Forbidden)]
    public async Task A_failure_is_a_sentence_and_a_next_step(string path, HttpStatusCode status)
    {
        foreach (var locale in TextCatalogue.Offered)
        {
            using var visitor = new Visitor(platform.Address, locale);

            await visitor.OpenAsync(path);

            visitor.Status.ShouldBe(status);
            visitor.Heading.ShouldNotBeEmpty();
            visitor.Page.QuerySelectorAll("main p").Length.ShouldBeGreaterThanOrEqualTo(2);
            visitor.Page.QuerySelector("main a.button")!.GetAttribute("href").ShouldBe($"/{locale}/");
        }
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_with_a_page()
    {
        using var visitor = new Visitor(platform.Address);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("Email", "a@b.example")]);

        using var answer = await visitor.Client.PostAsync(new Uri("/en/sign-in", UriKind.Relative), form, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("This cannot be read");
    }

    [Fact]
    public async Task A_first_view_is_small_and_asks_no_other_site()
    {
        using var visitor = new Visitor(platform.Address);
        await visitor.OpenAsync("/");
        var own = visitor.Page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img[src], use[href]")
            .Select(e => (e.GetAttribute("src") ?? e.GetAttribute("href")!).Split('#')[0]).Distinct().ToList();

        var bytes = (await visitor.Client.GetByteArrayAsync(new Uri("/en", UriKind.Relative), TestContext.Current.CancellationToken)).Length;
        foreach (var address in own)
        {
            var length = (await visitor.Client.GetByteArrayAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken)).Length;
            bytes += length;
            if (address.Contains("site.css", StringComparison.Ordinal))
            {
                length.ShouldBeLessThan(30_000);
            }
        }

        own.ShouldAllBe(address => address.StartsWith("/assets/", StringComparison.Ordinal));
        bytes.ShouldBeLessThan(100_000);
    }

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Placeholder();
}
