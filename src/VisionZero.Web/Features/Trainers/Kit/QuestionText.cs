using System.Globalization;
using System.Text;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>A question with its key and all explanations, as Markdown for a trainer.</summary>
internal static class QuestionText
{
    /// <summary>The question under a number.</summary>
    public static string Of(KitSource source, Item item, int number)
    {
        var text = item.In(source.Locale);
        var written = new StringBuilder();
        written.Append(CultureInfo.InvariantCulture, $"### {number}\n\n");
        foreach (var line in new[] { text.Scenario, text.Twin }.Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            written.Append(KitSource.Plain(line!)).Append("\n\n");
        }

        written.Append(CultureInfo.InvariantCulture, $"**{KitSource.Plain(text.Stem.Trim())}**\n\n");
        written.Append(item.Key.Kind switch
        {
            ItemKind.Order => Order(source, item, text),
            ItemKind.Match => Match(source, item, text),
            ItemKind.Number => Number(source, item, text),
            ItemKind.Text => Term(source, text),
            ItemKind.Branch => Story(source, item, text),
            ItemKind.TrueFalse => Verdict(source, item, text) + Options(source, item, text),
            _ => Options(source, item, text),
        });
        return written.ToString();
    }

    private static string Options(KitSource source, Item item, ItemText text) =>
        Lines(text.Options.Select(option => Option(source, option.Key, option.Value, item.Key.Correct.Contains(option.Key))));

    private static string Option(KitSource source, string letter, OptionText option, bool right) =>
        $"**{letter}** {KitSource.Plain(option.Text)} **{source.Words[right ? "learning.question.right" : "learning.question.wrong"]}.** {KitSource.Plain(option.Why)}";

    private static string Verdict(KitSource source, Item item, ItemText text) =>
        $"**{source.Words["learning.question.verdict." + item.Key.Correct.First(ItemKey.Verdicts.Contains)]}.** {KitSource.Plain(text.Why ?? "")}\n\n";

    private static string Order(KitSource source, Item item, ItemText text) =>
        Lines(text.Options.Select(option => $"**{option.Key}** {KitSource.Plain(option.Value.Text)} {KitSource.Plain(option.Value.Why)}"))
        + KitSource.Plain(source.Words["kit.check.order", ("answer", string.Join(" – ", InOrder(item.Key.Correct)))]);

    // An order is kept as pairs of option and place.
    private static IEnumerable<string> InOrder(IReadOnlyList<string> pairs) =>
        pairs.Select(pair => pair.Split('-')).OrderBy(pair => pair.Length > 1 ? int.Parse(pair[1], CultureInfo.InvariantCulture) : 0).Select(pair => pair[0]);

    private static string Match(KitSource source, Item item, ItemText text)
    {
        var pairs = item.Key.Correct.Select(pair => pair.Split('-')).Select(pair => $"{pair[0]} – {text.Targets[pair[1]]}");
        return Lines(text.Options.Select(option => $"**{option.Key}** {KitSource.Plain(option.Value.Text)} {KitSource.Plain(option.Value.Why)}"))
            + KitSource.Plain(source.Words["kit.check.match", ("answer", string.Join(source.Words["general.list-separator"], pairs))]);
    }

    private static string Number(KitSource source, Item item, ItemText text) =>
        $"{KitSource.Plain(source.Words["learning.question.number-right", ("value", source.Words.Decimal(item.Key.Number!.Value)), ("unit", text.Unit ?? "")])}\n\n{KitSource.Plain(text.Why ?? "")}";

    private static string Term(KitSource source, ItemText text) =>
        $"{KitSource.Plain(source.Words["learning.question.term-right", ("terms", string.Join(source.Words["general.list-separator"], text.Accepted))])}\n\n{KitSource.Plain(text.Why ?? "")}";

    private static string Story(KitSource source, Item item, ItemText text)
    {
        var written = new StringBuilder($"{KitSource.Plain(source.Words["kit.check.story"])}\n\n");
        foreach (var node in text.Nodes)
        {
            written.Append(KitSource.Plain(node.Value.Text)).Append("\n\n");
            written.Append(Lines(node.Value.Choices.Select(choice => $"{KitSource.Plain(choice.Value.Text)} – {KitSource.Plain(choice.Value.Why)}")));
        }

        return written.Append(Lines(text.Ends.Select(end =>
            $"**{source.Words[item.Key.Story!.Ends.GetValueOrDefault(end.Key) ? "learning.question.right" : "learning.question.wrong"]}.** {KitSource.Plain(end.Value)}"))).ToString();
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"- {line}\n")) + "\n";
}
