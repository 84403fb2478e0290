using System.Globalization;
using System.Text;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>A question with its key and all explanations, as Markdown for a trainer.</summary>
internal static class QuestionText
{
    private const string Right = "learning.question.right";
    private const string Wrong = "learning.question.wrong";

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
            ItemKind.Branch => PrintedStory.Of(source, item.Key.Story!, text),
            ItemKind.TrueFalse => Statement(source, item, text) + Options(source, item, text),
            _ => Options(source, item, text),
        });
        return written.ToString();
    }

    /// <summary>Points, each with what is said of it on a line of its own.</summary>
    public static string Lines(IEnumerable<(string Said, string Why)> lines) => string.Concat(lines.Select(line => $"- {Broken(line.Said, line.Why, "  ")}\n")) + "\n";

    /// <summary>A text and below it another, in one paragraph.</summary>
    public static string Broken(string above, string below, string indent) => below.Length == 0 ? above : $"{above}\\\n{indent}{below}";

    /// <summary>A letter as it stands on the screen and before a choice on paper.</summary>
    public static string Letter(string letter) => letter.ToUpperInvariant();

    /// <summary>"Right." with the stop of the language.</summary>
    public static string Verdict(KitSource source, bool right) => Verdict(source, right ? Right : Wrong);

    /// <summary>An explanation that begins by saying the verdict once more goes on without it.</summary>
    public static string Why(KitSource source, bool right, string why) => Why(source, right ? Right : Wrong, why);

    private static string Why(KitSource source, string verdict, string? why)
    {
        var said = source.Words[verdict];
        var text = (why ?? "").Trim();
        var rest = text.StartsWith(said, StringComparison.OrdinalIgnoreCase) ? text[said.Length..].TrimStart() : "";
        var more = rest.Length > 0 && ":：.。".Contains(rest[0], StringComparison.Ordinal) ? rest[1..].TrimStart() : "";
        return KitSource.Plain(more.Length == 0 ? text : char.ToUpper(more[0], source.Words.Culture) + more[1..]);
    }

    // It stands at the end of a line, whole.
    private static string Verdict(KitSource source, string verdict) =>
        $"**{KitSource.Plain(source.Words["kit.check.verdict", ("verdict", source.Words[verdict])]).Replace(' ', '\u00A0')}**";

    private static string Options(KitSource source, Item item, ItemText text) =>
        Lines(text.Options.Select(option => Option(source, option.Key, option.Value, item.Key.Correct.Contains(option.Key))));

    private static (string Said, string Why) Option(KitSource source, string letter, OptionText option, bool right) =>
        ($"**{Letter(letter)}** {KitSource.Plain(option.Text)} {Verdict(source, right)}", Why(source, right, option.Why));

    private static string Statement(KitSource source, Item item, ItemText text)
    {
        var verdict = "learning.question.verdict." + item.Key.Correct.First(ItemKey.Verdicts.Contains);
        return Broken(Verdict(source, verdict), Why(source, verdict, text.Why), "") + "\n\n";
    }

    private static string Order(KitSource source, Item item, ItemText text) =>
        Lines(text.Options.Select(Explained))
        + KitSource.Plain(source.Words["kit.check.order", ("answer", string.Join(" – ", InOrder(item.Key.Correct).Select(Letter)))]);

    private static (string Said, string Why) Explained(KeyValuePair<string, OptionText> option) =>
        ($"**{Letter(option.Key)}** {KitSource.Plain(option.Value.Text)}", KitSource.Plain(option.Value.Why));

    // An order is kept as pairs of option and place.
    private static IEnumerable<string> InOrder(IReadOnlyList<string> pairs) =>
        pairs.Select(pair => pair.Split('-')).OrderBy(pair => pair.Length > 1 ? int.Parse(pair[1], CultureInfo.InvariantCulture) : 0).Select(pair => pair[0]);

    private static string Match(KitSource source, Item item, ItemText text)
    {
        var pairs = item.Key.Correct.Select(pair => pair.Split('-')).Select(pair => $"{Letter(pair[0])} – {text.Targets[pair[1]]}");
        return Lines(text.Options.Select(Explained))
            + KitSource.Plain(source.Words["kit.check.match", ("answer", string.Join(source.Words["general.list-separator"], pairs))]);
    }

    private static string Number(KitSource source, Item item, ItemText text) =>
        $"{KitSource.Plain(source.Words["learning.question.number-right", ("value", source.Words.Decimal(item.Key.Number!.Value)), ("unit", text.Unit ?? "")].Trim())}\n\n{Why(source, Right, text.Why)}";

    private static string Term(KitSource source, ItemText text) =>
        $"{KitSource.Plain(source.Words["learning.question.term-right", ("terms", string.Join(source.Words["general.list-separator"], text.Accepted))])}\n\n{Why(source, Right, text.Why)}";
}
