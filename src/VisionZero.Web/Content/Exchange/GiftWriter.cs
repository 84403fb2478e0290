using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using VisionZero.Domain.Courses;

namespace VisionZero.Web.Content.Exchange;

/// <summary>
/// Writes questions as Moodle GIFT. It can carry single, multiple, true or false, match, number and short answer; what it
/// cannot is reported, question by question.
/// </summary>
public static partial class GiftWriter
{
    /// <summary>Writes them in their order.</summary>
    public static ExchangeWriting Write(IReadOnlyList<ExchangeItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var losses = new List<ExchangeLoss>();
        var text = new StringBuilder();
        string? category = null;
        foreach (var item in items)
        {
            if (Answers(item, losses) is not { } answers)
            {
                continue;
            }

            if (item.Category != category)
            {
                category = item.Category;
                text.Append(CultureInfo.InvariantCulture, $"$CATEGORY: {category}\n\n");
            }

            text.Append("// [id:").Append(item.Key.Id).Append(']').AppendJoin("", ItemTagging.Of(item).Select(t => $" [tag:{t}]")).Append('\n');
            text.Append(CultureInfo.InvariantCulture, $"::{GiftText.Escape(item.Key.Id)}::{GiftText.Escape(ExchangeText.Stem(item.Text), format: true)} {{{answers}}}\n\n");
        }

        return new ExchangeWriting(Encoding.UTF8.GetBytes(text.ToString()), losses);
    }

    private static string? Answers(ExchangeItem item, List<ExchangeLoss> losses)
    {
        void Lost(string what) => losses.Add(new ExchangeLoss(item.Key.Id, what));
        switch (item.Key.Kind)
        {
            case ItemKind.Single:
                return Lines(item.Key.Options.Select(o => Option(item, o)));
            case ItemKind.Multiple:
                Lost("GIFT gives marks for parts of the answer; here the answer as a whole counts.");
                return Lines(item.Key.Options.Select(o => Weighted(item, o)));
            case ItemKind.TrueFalse:
                Lost("the reasons to choose from are left out: GIFT asks for true or false only.");
                return (item.Key.Correct.Contains("true") ? "TRUE" : "FALSE") + Why(item);
            case ItemKind.Match:
                Lost("why each line belongs where it does is left out: GIFT has no feedback in a match.");
                return Lines(Pairs(item, Lost));
            case ItemKind.Number:
                Lost($"the unit '{ExchangeText.Normal(item.Text.Unit)}' is left out: GIFT knows numbers only.");
                return string.Create(CultureInfo.InvariantCulture, $"#{item.Key.Number!.Value}:{item.Key.Number.Tolerance}") + Why(item);
            case ItemKind.Text:
                if (item.Text.Accepted.Any(a => a.Contains('*', StringComparison.Ordinal)))
                {
                    Lost("a '*' in a spelling stands for anything in Moodle.");
                }

                return Lines(item.Text.Accepted.Select(a => (LikeWeight().IsMatch(ExchangeText.Normal(a)) ? "=%100%" : "=") + Side(a, Lost))) + (Why(item) is { Length: > 0 } why ? $"\t{why}\n" : "");
            default:
                Lost($"a question of the kind '{ItemDraft.KindName(item.Key.Kind)}' is left out: GIFT has none.");
                return null;
        }
    }

    private static string Lines(IEnumerable<string> answers) => "\n" + string.Concat(answers.Select(a => $"\t{a}\n"));

    private static string Why(ExchangeItem item) => ExchangeText.Normal(item.Text.Why) is { Length: > 0 } why ? "####" + GiftText.Escape(why) : "";

    private static string Option(ExchangeItem item, string letter)
    {
        var right = item.Key.Correct.Contains(letter);
        var (text, why) = Words(item, letter);
        // A text that begins like a weight gets one, so that it is not taken for it.
        return (right ? "=" : "~") + (LikeWeight().IsMatch(text) ? right ? "%100%" : "%0%" : "") + text + why;
    }

    // Moodle knows thirds and sevenths with five decimals.
    private static string Weighted(ExchangeItem item, string letter)
    {
        var weight = item.Key.Correct.Contains(letter) ? Math.Round(100m / item.Key.Correct.Count, 5) : -100m;
        var (text, why) = Words(item, letter);
        return string.Create(CultureInfo.InvariantCulture, $"~%{weight:0.#####}%{text}{why}");
    }

    private static (string Text, string Why) Words(ExchangeItem item, string letter)
    {
        var option = item.Text.Options[letter];
        return (GiftText.Escape(ExchangeText.Normal(option.Text)), ExchangeText.Normal(option.Why) is { Length: > 0 } why ? "#" + GiftText.Escape(why) : "");
    }

    private static IEnumerable<string> Pairs(ExchangeItem item, Action<string> lost)
    {
        var target = item.Key.Correct.Select(c => c.Split('-')).ToDictionary(c => c[0], c => c[1]);
        foreach (var letter in item.Key.Options)
        {
            yield return $"={Side(item.Text.Options[letter].Text, lost)} -> {Side(item.Text.Targets[target[letter]], lost)}";
        }

        // A target that nothing belongs to stands alone.
        foreach (var left in item.Text.Targets.Where(t => !target.ContainsValue(t.Key)))
        {
            yield return $"= -> {Side(left.Value, lost)}";
        }
    }

    private static string Side(string text, Action<string> lost)
    {
        var plain = ExchangeText.Normal(text);
        if (plain.Contains("->", StringComparison.Ordinal))
        {
            lost("'->' in a match became '→': GIFT separates the sides with it.");
            plain = plain.Replace("->", "→", StringComparison.Ordinal);
        }

        return GiftText.Escape(plain);
    }

    [GeneratedRegex(@"^%-?\d")]
    private static partial Regex LikeWeight();
}
