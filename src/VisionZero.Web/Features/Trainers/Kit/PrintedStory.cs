using System.Globalization;
using System.Text;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>
/// A story as Markdown for a trainer who tells it: scenes with a number, choices with a letter and where they lead, and how it
/// ends under a heading of its own.
/// </summary>
internal static class PrintedStory
{
    /// <summary>The whole story.</summary>
    public static string Of(KitSource source, StoryKey story, ItemText text)
    {
        List<string> scenes = [.. story.Scenes()];
        List<string> endings = [.. story.Endings()];
        var written = new StringBuilder($"{KitSource.Plain(source.Words["kit.check.story"])}\n\n");
        for (var index = 0; index < scenes.Count; index++)
        {
            var told = text.Nodes[scenes[index]];
            written.Append(CultureInfo.InvariantCulture, $"#### {Numbered(source, "scene", index)}\n\n{KitSource.Plain(told.Text)}\n\n");
            written.Append(QuestionText.Lines(told.Choices.Select(choice => (Choice(choice.Key, story.Nodes[scenes[index]][choice.Key], choice.Value), KitSource.Plain(choice.Value.Why)))));
        }

        written.Append(CultureInfo.InvariantCulture, $"#### {source.Words["kit.check.endings"]}\n\n");
        for (var index = 0; index < endings.Count; index++)
        {
            var right = story.Ends[endings[index]];
            written.Append(CultureInfo.InvariantCulture, $"{index + 1}. {QuestionText.Broken(QuestionText.Verdict(source, right), QuestionText.Why(source, right, text.Ends[endings[index]]), "   ")}\n");
        }

        return written.Append('\n').ToString();

        string Choice(string letter, string to, OptionText option)
        {
            var end = endings.IndexOf(to);
            var leads = end < 0 ? Numbered(source, "choice-scene", scenes.IndexOf(to)) : Numbered(source, "choice-ending", end);
            return $"**{KitSource.Plain(source.Words["kit.check.choice", ("letter", QuestionText.Letter(letter)), ("to", leads)])}** {KitSource.Plain(option.Text)}";
        }
    }

    private static string Numbered(KitSource source, string key, int index) => source.Words[$"kit.check.{key}", ("number", index + 1)];
}
