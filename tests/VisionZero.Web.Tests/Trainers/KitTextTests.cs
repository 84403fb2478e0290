using System.Text.RegularExpressions;
using VisionZero.Documents;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers.Kit;
using VisionZero.Web.Tests.Content;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Trainers;

/// <summary>What the files of the kit say, composed from the product's own course in each of its languages.</summary>
public sealed partial class KitTextTests
{
    private static readonly string Root = ShippedContent.Root;
    private static readonly TextSource Texts = new(TextCatalogue.Load(Root));
    private static readonly Course Course = ShippedContent.Courses.Newest.First(c => c.HasKit);

    private static readonly KitEdition Kit = new(Course, Glossary.Load(Root), Texts, GoldenRules.All.ToDictionary(r => r, _ => """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M6 22V3"/></svg>"""));

    public static TheoryData<string> Locales => [.. Course.Locales];

    [Theory]
    [MemberData(nameof(Locales))]
    public void A_story_can_be_told_scenes_have_numbers_choices_lead_somewhere_and_endings_stand_apart(string locale)
    {
        var words = Texts.For(locale);
        foreach (var rule in Course.Rules)
        {
            var chapter = Book(KitKind.TrainerHandbook, 0, locale).Chapters.Single(c => c.Rule == rule.Rule).Markdown;
            foreach (var item in rule.Check.Where(i => i.Key.Kind == ItemKind.Branch))
            {
                var story = item.Key.Story!;
                for (var scene = 1; scene <= story.Nodes.Count; scene++)
                {
                    chapter.ShouldContain($"#### {words["kit.check.scene", ("number", scene)]}\n");
                }

                chapter.ShouldContain($"#### {words["kit.check.endings"]}\n\n1. **");
                var leads = Lead().Matches(chapter).Select(m => m.Groups[1].Value).ToList();
                leads.Count.ShouldBe(story.Nodes.Values.Sum(n => n.Count));
                leads.Count(l => l == words["kit.check.choice-scene", ("number", 2)]).ShouldBe(story.Nodes.Values.SelectMany(n => n.Values).Count(to => to == story.Scenes()[1]));
                leads.Count(l => l == words["kit.check.choice-ending", ("number", 1)]).ShouldBe(story.Nodes.Values.SelectMany(n => n.Values).Count(to => to == story.Endings()[0]));
                chapter.ShouldContain($"\n{story.Endings().Count}. **{words["kit.check.verdict", ("verdict", words[story.Ends[story.Endings()[^1]] ? "learning.question.right" : "learning.question.wrong"])].Replace(' ', '\u00A0')}**\\\n");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void A_verdict_ends_its_line_with_the_stop_of_the_language_and_is_said_once(string locale)
    {
        var words = Texts.For(locale);
        var right = words["learning.question.right"];
        var said = Book(KitKind.TrainerHandbook, 0, locale).Chapters.SelectMany(c => c.Markdown.Split('\n')).ToList();

        said.Count(l => l.EndsWith($" **{words["kit.check.verdict", ("verdict", right)]}**\\", StringComparison.Ordinal)).ShouldBeGreaterThan(20);
        for (var line = 1; line < said.Count; line++)
        {
            if (said[line - 1].EndsWith("**\\", StringComparison.Ordinal))
            {
                said[line].TrimStart().ShouldNotMatch($"^{Regex.Escape(right)}\\s*[:：.。]");
            }
        }

        if (locale == "zh")
        {
            said.ShouldNotContain(l => l.Contains("正确.", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void A_heading_names_its_kind_once(string locale)
    {
        var titles = Book(KitKind.LearnerHandbook, 0, locale).Chapters.Concat(Book(KitKind.TrainerHandbook, 0, locale).Chapters)
            .SelectMany(c => c.Markdown.Split('\n').Where(l => l.StartsWith("## ", StringComparison.Ordinal)).Append(c.Title));

        titles.Where(t => locale switch
        {
            "en" => Count(t, "card") > 1 || Count(t, "session") > 1,
            "fr" => Count(t, "carte") > 1 || Count(t, "séance") > 1,
            "es" => Count(t, "tarjeta") > 1 || Count(t, "sesión") > 1,
            "de" => Count(t, "karte") > 1,
            _ => false,
        }).ShouldBeEmpty();

        static int Count(string title, string word) => Regex.Count(title, word, RegexOptions.IgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void Talks_cards_and_posters_say_that_the_training_is_not_certified(string locale)
    {
        var words = Texts.For(locale);
        foreach (var rule in GoldenRules.All)
        {
            var talk = Book(KitKind.Talk, rule, locale);
            talk.Notice.ShouldBe(words["kit.remark"]);
            talk.OneSheet.ShouldBeTrue();
            foreach (var kind in new[] { KitKind.Card, KitKind.Poster })
            {
                Compose(kind, rule, locale).ShouldBeOfType<KitDocument.Sheet>().Document.Notice.ShouldBe(words["kit.remark"]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void The_attendance_list_has_room_for_date_place_trainer_and_duration(string locale)
    {
        var words = Texts.For(locale);
        var list = Book(KitKind.Session, 1, locale).Chapters[^1].Markdown;

        list.ShouldContain($"| {words["kit.attendance.date"]} | {words["kit.attendance.place"]} | {words["kit.attendance.trainer"]} | {words["kit.attendance.duration"]} |\n|---|---|---|---|\n| | | | |\n\n| {words["kit.attendance.name"]} |");
    }

    [Theory]
    [InlineData("en", "## Golden rule 1: ", "(1981): ")]
    [InlineData("fr", "## Règle d’or 1\u202f: ", "(1981)\u202f: ")]
    [InlineData("zh", "## 黄金准则 1：", "（1981）：")]
    public void A_rule_and_a_source_have_the_colon_of_the_language(string locale, string rule, string source)
    {
        var words = Texts.For(locale);
        var sources = Book(KitKind.LearnerHandbook, 0, locale).Chapters.Single(c => c.Title == words["kit.part.sources"]).Markdown;

        sources.ShouldContain(rule);
        words["kit.source", ("author", "ILO"), ("year", "1981"), ("title", "Convention")].ShouldBe($"ILO{(locale == "zh" ? "" : " ")}{source}Convention");
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void Each_card_of_the_learners_handbook_is_a_part_with_a_page_of_its_own(string locale)
    {
        var book = Book(KitKind.LearnerHandbook, 0, locale);

        book.Chapters.Count(c => c.IsPart).ShouldBe(7);
        book.Chapters.Where(c => c.IsPart).Select(c => c.Summary).ShouldBe(Course.Rules.Select(r => r.Card!.In(locale).Summary));
    }

    private static HandoutDocument Book(KitKind kind, int rule, string locale) => Compose(kind, rule, locale).ShouldBeOfType<KitDocument.Book>().Document;

    private static KitDocument Compose(KitKind kind, int rule, string locale) => Kit.Compose(new KitFile(kind, rule, locale), DateTimeOffset.UnixEpoch);

    [GeneratedRegex(@"(?m)^- \*\*[A-Z] [→←] (.+?)\*\*")]
    private static partial Regex Lead();
}
