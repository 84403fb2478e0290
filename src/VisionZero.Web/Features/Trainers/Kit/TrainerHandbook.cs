using System.Globalization;
using System.Text;
using VisionZero.Documents;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>Composes the handbook for trainers: how to teach the course, and what a Foundation trainer may do.</summary>
internal static class TrainerHandbook
{
    /// <summary>The whole book.</summary>
    public static HandoutDocument Compose(KitSource source)
    {
        var words = source.Words;
        return LearnerHandbook.Cover(source, KitKind.TrainerHandbook, words["kit.trainers.summary"]) with
        {
            Chapters =
            [
                new HandoutChapter(words["kit.trainers.teach.title"], words["kit.trainers.teach.text"]),
                new HandoutChapter(words["kit.trainers.may.title"], words["kit.trainers.may.text", ("attendance", words["kit.attendance.wording-any"])]),
                .. source.Course.Rules.Select(rule => Chapter(source, rule)),
                LearnerHandbook.SourcesChapter(source),
                LearnerHandbook.LicenceChapter(source),
            ],
            Pictures = source.Course.Rules.SelectMany(rule => rule.Kit.SelectMany(sheet => sheet.Texts.TryGetValue(source.Locale, out var text) ? LearnerHandbook.Pictures(text, rule.Rule) : [])).DistinctBy(p => p.Key).ToDictionary(),
        };
    }

    private static HandoutChapter Chapter(KitSource source, CourseRule rule)
    {
        var text = new StringBuilder();
        foreach (var kind in new[] { LessonKind.Session, LessonKind.Talk })
        {
            if (rule.KitSheet(kind, source.Locale) is { } sheet)
            {
                text.Append(KitSource.Part(source.Titled(kind, sheet.Title), sheet, rule.Rule));
            }
        }

        if (rule.KitSheet(LessonKind.Slides, source.Locale) is { } slides)
        {
            text.Append("## ").Append(source.Words["kit.part.slides"]).Append("\n\n");
            for (var index = 0; index < slides.Slides.Count; index++)
            {
                text.Append(Slide(source, slides.Slides[index], index + 2, rule.Rule));
            }
        }

        if (rule.Check.Count > 0)
        {
            text.Append("## ").Append(source.Words["kit.part.check"]).Append("\n\n").Append(KitSource.Plain(source.Words["kit.check.lead"])).Append("\n\n");
            text.AppendJoin("\n\n", rule.Check.Select((item, index) => QuestionText.Of(source, item, index + 1)));
        }

        return new HandoutChapter(source.Words.Rule(rule.Rule), text.ToString()) { Kicker = source.RuleLabel(rule.Rule), Rule = rule.Rule };
    }

    // The number is the slide's: the title slide is the first.
    private static string Slide(KitSource source, SlideText slide, int number, int rule)
    {
        var picture = slide.Picture is { } drawn ? $"![{KitSource.Plain(drawn.Alt)}]({KitSource.PictureName(rule, drawn.Name)} \"{drawn.Caption.Replace("\"", "&quot;", StringComparison.Ordinal)}\")\n\n" : "";
        return string.Create(CultureInfo.InvariantCulture, $"### {number} · {KitSource.Plain(slide.Title)}\n\n{slide.Body}\n\n{picture}**{source.Words["kit.notes"]}**\n\n{slide.Notes}\n\n");
    }
}
