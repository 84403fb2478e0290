using System.Text;
using VisionZero.Documents;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>Composes the handbook for learners: the course on paper.</summary>
internal static class LearnerHandbook
{
    /// <summary>The whole book.</summary>
    public static HandoutDocument Compose(KitSource source)
    {
        var words = source.Words;
        return Cover(source, KitKind.LearnerHandbook, words["kit.learners.summary"]) with
        {
            Chapters =
            [
                new HandoutChapter(words["kit.learners.how.title"], words["kit.learners.how.text"]),
                .. source.Course.Rules.SelectMany(rule => Chapters(source, rule)),
                new HandoutChapter(words["kit.part.glossary"], GlossaryText(source)),
                SourcesChapter(source),
                LicenceChapter(source),
            ],
            Pictures = source.Course.Rules.SelectMany(rule => rule.Lessons.SelectMany(lesson => Pictures(lesson.In(source.Locale), rule.Rule))).DistinctBy(p => p.Key).ToDictionary(),
        };
    }

    /// <summary>The first page and what every handbook has.</summary>
    public static HandoutDocument Cover(KitSource source, KitKind kind, string summary) => new()
    {
        Kicker = source.Course.In(source.Locale).Title,
        Title = source.Words[$"kit.file.{kind}.name"],
        Summary = summary,
        Notice = source.Words["kit.notice"],
        Cover = true,
        ContentsTitle = source.Words["kit.contents"],
        Language = source.Language,
        Markdown = "",
        Footer = source.Footer,
        Author = source.Words["general.product"],
        IssuedAt = source.At,
    };

    /// <summary>The works each rule rests on.</summary>
    public static HandoutChapter SourcesChapter(KitSource source)
    {
        var text = new StringBuilder();
        foreach (var rule in source.Course.Rules.Where(r => r.Sources.Count > 0))
        {
            text.Append("## ").Append(KitSource.Plain(source.Words["kit.rule-title", ("rule", rule.Rule), ("title", source.Words.Rule(rule.Rule))])).Append("\n\n");
            foreach (var work in rule.Sources)
            {
                text.Append("- ").Append(KitSource.Plain(source.Line(work))).Append('\n');
            }

            text.Append('\n');
        }

        return new HandoutChapter(source.Words["kit.part.sources"], text.ToString());
    }

    /// <summary>How it may be used.</summary>
    public static HandoutChapter LicenceChapter(KitSource source) =>
        new(source.Words["kit.part.licence"], $"{KitSource.Plain(source.Words["kit.licence"])}\n\n{KitSource.Plain(source.Words["kit.notice"])}");

    /// <summary>The drawings of a sheet, under the names they have in a book.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pictures(LessonText text, int rule) =>
        text.Pictures.Select(picture => KeyValuePair.Create(KitSource.PictureName(rule, picture.Key), picture.Value));

    private static IEnumerable<HandoutChapter> Chapters(KitSource source, CourseRule rule)
    {
        var text = new StringBuilder();
        var number = 0;
        foreach (var sheet in rule.Lessons)
        {
            var own = sheet.In(source.Locale);
            var title = sheet.Kind == LessonKind.Lesson
                ? source.Words["kit.part.lesson", ("number", ++number), ("title", own.Title)]
                : source.Titled(sheet.Kind, own.Title);
            text.Append(KitSource.Part(title, own, rule.Rule));
        }

        yield return new HandoutChapter(source.Words.Rule(rule.Rule), text.ToString()) { Kicker = source.RuleLabel(rule.Rule), Rule = rule.Rule };
        if (rule.Card is { } card)
        {
            yield return Card(source, rule.Rule, card.In(source.Locale));
        }
    }

    // A page of its own, to be taken out or copied.
    private static HandoutChapter Card(KitSource source, int rule, LessonText card) =>
        new(source.Titled(LessonKind.Card, card.Title), KitSource.Lower(KitSource.OfRule(card, rule)))
        {
            Kicker = source.RuleLabel(rule),
            Summary = card.Summary,
            Rule = rule,
            IsPart = true,
        };

    private static string GlossaryText(KitSource source) =>
        string.Join("\n\n", source.Glossary.In(source.Locale).Select(entry => $"**{KitSource.Plain(entry.Term)}** – {KitSource.Plain(entry.Meaning)}"));
}
