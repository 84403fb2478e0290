using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Look;

/// <summary>
/// Nobody ever reads an asterisk or a bracket that was meant for the printer: bold that ends in Chinese punctuation is the
/// trap, for CommonMark closes it only before a space.
/// </summary>
public sealed partial class MarkdownTests(Platform platform)
{
    [Fact]
    public void Bold_that_ends_in_a_chinese_full_stop_is_bold()
    {
        var (html, _) = MarkdownText.Render("先看**风险。**下一句，再看**“机器”**和**人**。", "x.zh.md", 1, "zh", []);

        html.ShouldContain("<strong>风险。</strong>");
        html.ShouldContain("<strong>“机器”</strong>");
        html.ShouldContain("<strong>人</strong>");
    }

    [Theory]
    [InlineData("<http://example.org>", "x.en.md:1: 'http://example.org' must be an https address, a mailto address, or a path of this site.")]
    [InlineData("<javascript:alert(1)>", "x.en.md:1: 'javascript:alert(1)' must be an https address, a mailto address, or a path of this site.")]
    [InlineData("[here](javascript:alert(1))", "x.en.md:1: 'javascript:alert(1)' must be an https address, a mailto address, or a path of this site.")]
    [InlineData("<https://example.org>", null)]
    [InlineData("<mailto:office@example.org>", null)]
    [InlineData("<office@example.org>", null)]
    public void An_address_in_angle_brackets_is_held_to_what_a_link_is_held_to(string markdown, string? problem)
    {
        var problems = new List<string>();

        MarkdownText.Render(markdown, "x.en.md", 1, "en", problems);

        problems.ShouldBe(problem is null ? [] : [problem]);
    }

    [Fact]
    public void Every_page_rule_pledge_and_material_is_rendered_to_the_end()
    {
        var pages = platform.Services.GetRequiredService<PageLibrary>().All.ToList();
        pages.Count.ShouldBeGreaterThan(20);
        var materials = Materials().ToList();
        materials.Count.ShouldBe(Domain.Common.GoldenRules.Count * TextCatalogue.Written.Count);

        var texts = pages.SelectMany(p => Texts($"{p.Folder}/{p.Name}.{p.Locale}", p.Html, p.Title, p.Subtitle, p.Summary))
            .Concat(materials.SelectMany(m => Texts($"material {m.Rule}.{m.Locale}", m.Html, m.Title, m.Summary)));
        Left(texts).ShouldBeEmpty();
    }

    [Fact]
    public void Every_lesson_and_question_is_rendered_to_the_end()
    {
        var rules = platform.Services.GetRequiredService<CourseLibrary>().Newest.SelectMany(c => c.Rules.Select(r => (Course: c, Rule: r))).ToList();
        rules.Count.ShouldBe(14);

        var lessons =
            from rule in rules
            from lesson in rule.Rule.Lessons.Concat(rule.Rule.Card is { } card ? [card] : [])
            from text in lesson.Texts
            from part in Texts($"{rule.Course.Id}/{rule.Rule.Rule}/{lesson.Key}.{text.Key}", text.Value.Html, text.Value.Title, text.Value.Summary)
            select part;
        var items =
            from rule in rules
            from item in rule.Rule.Check.Concat(rule.Rule.Bank).Concat(rule.Rule.Skip)
            from text in item.Texts
            let place = $"{rule.Course.Id}/{rule.Rule.Rule}/{item.Key.Id}.{text.Key}"
            from part in Texts(place, "", [text.Value.Scenario, text.Value.Stem, text.Value.Why, text.Value.Twin, .. text.Value.Targets.Values, .. text.Value.Ends.Values,
                .. text.Value.Nodes.Values.SelectMany(n => n.Choices.Values.SelectMany(o => (string[])[o.Text, o.Why]).Append(n.Text)), .. text.Value.Options.Values.SelectMany(o => (string[])[o.Text, o.Why])])
            select part;
        Left(lessons.Concat(items)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_handout_is_printed_without_marks_of_the_source()
    {
        var press = platform.Services.GetRequiredService<HandoutPress>();
        var texts = new List<(string, string)>();
        foreach (var material in Materials())
        {
            using var pdf = PdfDocument.Open((await press.PrintAsync(material)).ShouldNotBeNull());
            texts.AddRange(pdf.GetPages().Select(p => ($"handout {material.Rule}.{material.Locale}", p.Text)));
        }

        Left(texts).ShouldBeEmpty();
    }

    [Fact]
    public async Task Bold_in_a_handout_may_end_in_chinese_punctuation()
    {
        var material = Materials().First(m => m.Locale == "zh") with { Markdown = "先看**风险。**下一句。" };

        // A press of its own: each prints a material once.
        var press = ActivatorUtilities.CreateInstance<HandoutPress>(platform.Services);
        using var pdf = PdfDocument.Open((await press.PrintAsync(material)).ShouldNotBeNull());

        var text = string.Concat(pdf.GetPages().Select(p => p.Text));
        text.ShouldContain("先看风险。下一句");
        text.ShouldNotContain("*");
    }

    [Fact]
    public void No_text_of_the_locale_files_carries_markdown()
    {
        // What the kit says around the course is a text of a book, and rendered as one.
        var all = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "content", "locales"), "*.yaml", SearchOption.AllDirectories);
        var files = all.Where(f => Path.GetFileName(f) != "kit.yaml").ToList();
        files.Count.ShouldBeGreaterThan(30);

        Left(files.Select(f => (f, string.Join('\n', File.ReadLines(f).Where(l => !l.StartsWith('#')))))).ShouldBeEmpty();
    }

    private static IEnumerable<(string Where, string Text)> Texts(string where, string html, params IEnumerable<string?> plain) =>
        [(where, new HtmlParser().ParseDocument(html).Body!.TextContent), .. plain.OfType<string>().Select(p => (where, p))];

    private static IEnumerable<string> Left(IEnumerable<(string Where, string Text)> texts) =>
        texts.SelectMany(t => Mark().Matches(t.Text).Select(m => $"{t.Where}: …{t.Text[Math.Max(0, m.Index - 12)..Math.Min(t.Text.Length, m.Index + 12)].ReplaceLineEndings(" ")}…"));

    private IEnumerable<Material> Materials()
    {
        var library = platform.Services.GetRequiredService<MaterialLibrary>();
        return Domain.Common.GoldenRules.All.SelectMany(r => TextCatalogue.Written.Select(l => library.Find(r, l))).OfType<Material>();
    }

    // Bold, a link, a heading or a piece of code as it is written, not as it is read.
    [GeneratedRegex(@"\*\*|__|\]\(|^#{1,6} |`", RegexOptions.Multiline)]
    private static partial Regex Mark();
}
