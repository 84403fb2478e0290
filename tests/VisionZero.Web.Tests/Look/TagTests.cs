using System.Globalization;
using System.Text.Encodings.Web;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Web.Pages.Tags;
using VisionZero.Web.Tests.Http;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Look;

public sealed class TagTests(Platform platform)
{
    private Assets Assets => platform.Services.GetRequiredService<Assets>();

    private TextSource Texts => platform.Services.GetRequiredService<TextSource>();

    [Fact]
    public async Task The_wheel_says_in_a_table_what_it_shows()
    {
        var wheel = await RenderAsync(Wheel([1, 0.9, 0.5, 0, 0.75, 0.333, 1]));

        wheel.QuerySelectorAll("svg > g").Select(g => g.ClassName).ShouldBe(["rule-1", "rule-2", "rule-3", "rule-4", "rule-5", "rule-6", "rule-7"]);
        wheel.QuerySelectorAll("tbody td").Select(c => c.TextContent).ShouldBe(["100 %", "90 %", "50 %", "0 %", "75 %", "33 %", "100 %"]);
        wheel.QuerySelector("tbody th")!.TextContent.ShouldBe("1 Take leadership – demonstrate commitment");
        wheel.QuerySelector("svg")!.GetAttribute("aria-label").ShouldBe("Your progress <so far>");
    }

    [Fact]
    public async Task An_empty_segment_has_no_fill_and_a_full_one_no_clip()
    {
        var wheel = await RenderAsync(Wheel([1, 0, 0.5, 1, 1, 1, 1]));

        wheel.QuerySelectorAll(".rule-2 .wheel-fill").ShouldBeEmpty();
        wheel.QuerySelectorAll("clipPath").Length.ShouldBe(1);
        wheel.QuerySelector(".rule-3 .wheel-mark-on")!.GetAttribute("clip-path").ShouldBe($"url(#{wheel.QuerySelector("clipPath")!.Id})");
    }

    [Fact]
    public async Task The_wheel_of_the_rules_leads_to_their_pages()
    {
        var tag = Wheel(null);
        tag.Links = true;

        var wheel = await RenderAsync(tag);

        wheel.QuerySelectorAll("svg a").Select(a => a.GetAttribute("href")).ShouldBe(Enumerable.Range(1, 7).Select(n => $"/en/rules/{n}"));
        wheel.QuerySelectorAll("tbody td").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_status_is_a_word_and_an_icon()
    {
        var status = await RenderAsync(new StatusTag(Assets) { Kind = "good" }, "Valid");

        status.QuerySelector(".status-good")!.TextContent.Trim().ShouldBe("Valid");
        status.QuerySelector("use")!.GetAttribute("href").ShouldEndWith("#check");
        status.QuerySelector("svg")!.GetAttribute("aria-hidden").ShouldBe("true");
    }

    [Fact]
    public async Task Steps_say_their_state_in_words()
    {
        var steps = await RenderAsync(new StepsTag(Assets, Texts) { Items = [new("Registered", StepState.Done, "3 March"), new("Foundation", StepState.Current), new("Listed", StepState.Ahead)] });

        steps.QuerySelectorAll("li").Select(l => string.Join(' ', l.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .ShouldBe(["Registered (done)3 March", "Foundation (next)", "Listed (still ahead)"]);
        steps.QuerySelectorAll("[aria-current=step]").Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_pager_keeps_what_was_searched_for()
    {
        var pager = await RenderAsync(new PagerTag(Assets, Texts) { Page = 2, Pages = 3, View = View("/find", "?q=m%C3%BCller&language=de&language=fr&page=2") });

        pager.QuerySelector("[rel=prev]")!.GetAttribute("href").ShouldBe("/en/find?q=m%C3%BCller&language=de&language=fr");
        pager.QuerySelector("[rel=next]")!.GetAttribute("href").ShouldBe("/en/find?q=m%C3%BCller&language=de&language=fr&page=3");
    }

    [Fact]
    public async Task One_page_needs_no_pager() =>
        (await RenderAsync(new PagerTag(Assets, Texts) { Page = 1, Pages = 1, View = View("/find", "") })).QuerySelector("nav").ShouldBeNull();

    [Fact]
    public async Task Every_icon_that_pages_name_is_in_the_sprite()
    {
        using var visitor = new Visitor(platform.Address);
        var sprite = await visitor.Client.GetStringAsync(new Uri(VisionZero.Web.Pages.Tags.Assets.Sprite, UriKind.Relative), TestContext.Current.CancellationToken);
        string[] needed = ["check", "alert", "stop", "info", "clock", "circle", "search", "download", "arrow-left", "arrow-right", .. Enumerable.Range(1, 7).Select(n => $"rule-{n}")];

        needed.ShouldAllBe(name => sprite.Contains($"id=\"{name}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_field_that_was_refused_ties_its_error_to_the_input()
    {
        using var visitor = new Visitor(platform.Address);
        await visitor.OpenAsync("/join");

        await visitor.SubmitAsync(("Email", "no address"), ("Password", "correct horse battery"));

        var input = visitor.Page.QuerySelector("input[name=Email]")!;
        input.GetAttribute("aria-invalid").ShouldBe("true");
        var error = visitor.Page.GetElementById(input.GetAttribute("aria-describedby")!.Split(' ')[^1])!;
        error.TextContent.ShouldNotBeEmpty();
        visitor.Page.QuerySelector(".summary a")!.GetAttribute("href").ShouldBe("#" + input.Id);
    }

    private WheelTag Wheel(double[]? fills) => new(Texts, Assets, HtmlEncoder.Default) { Fills = fills, Label = "Your progress <so far>", View = View("/", "") };

    private static ViewContext View(string path, string query)
    {
        var http = new DefaultHttpContext();
        (http.Request.PathBase, http.Request.Path, http.Request.QueryString) = ("/en", path, new QueryString(query));
        return new ViewContext { HttpContext = http };
    }

    private static async Task<IElement> RenderAsync(TagHelper tag, string content = "")
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        var output = new TagHelperOutput("x", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent().Append(content)));
        await tag.ProcessAsync(new TagHelperContext([], new Dictionary<object, object>(), "t"), output);
        await using var writer = new StringWriter(CultureInfo.InvariantCulture);
        output.WriteTo(writer, HtmlEncoder.Default);
        var document = await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(writer.ToString()), TestContext.Current.CancellationToken);
        return document.Body!;
    }
}
