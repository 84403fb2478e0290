using System.Globalization;
using System.Text.RegularExpressions;
using VisionZero.Domain.Courses;

namespace VisionZero.Web.Content.Exchange;

/// <summary>An answer of a GIFT question as it stands in the file.</summary>
/// <param name="Right">Whether it began with <c>=</c>.</param>
/// <param name="Weight">Its percentage, if it has one.</param>
/// <param name="Text">The answer.</param>
/// <param name="Feedback">What is said to it.</param>
/// <param name="Whole">The answer with what looks like a percentage: a match has none.</param>
internal sealed record GiftAnswer(bool Right, decimal? Weight, string Text, string Feedback, string Whole);

/// <summary>One question of a GIFT file.</summary>
internal sealed partial class GiftQuestion(GiftBlock block, string id, List<ExchangeLoss> losses)
{
    private const int Options = 4;

    /// <summary>Reads it; null if it is of a kind that is not known here.</summary>
    /// <exception cref="FormatException">It is broken; says how to mend it.</exception>
    public ExchangeItem? Read()
    {
        var text = GiftReader.TitleOf().Replace(block.Text, "", 1);
        var open = GiftText.Find(text, "{");
        var close = GiftText.Find(text, "}", Math.Max(0, open));
        if (open < 0)
        {
            return close >= 0 ? throw new FormatException("a '}' closes what no '{' opened; write the '{' before the answers, or '\\}' for the sign itself.") : Unknown("it is a text without answers");
        }

        if (close < 0)
        {
            throw new FormatException("the '{' of this question is not closed before the next empty line; write '}' after its answers, and no empty line between them.");
        }

        if (GiftText.Find(text, "{", open + 1) is >= 0 and var second && (second < close || GiftText.Find(text, "}", close + 1) >= 0))
        {
            throw new FormatException("there is a second '{' in this question; part questions by an empty line, or write '\\{' for the sign itself.");
        }

        var stem = Stem(text[..open], text[(close + 1)..]);
        if (stem.Length == 0)
        {
            throw new FormatException("the question has no words before its '{'.");
        }

        return Answered(stem, text[(open + 1)..close].Trim());
    }

    private string Stem(string before, string after)
    {
        if (GiftText.FormatOf(before) is { } format && format is not "plain")
        {
            Lost($"the text was in the format '{format}'; its marks are kept as they stand, take them away.");
        }

        if (after.Trim().Length == 0)
        {
            return GiftText.Unescape(before);
        }

        Lost("the answer stood within the sentence; a gap marks its place now.");
        return GiftText.Unescape($"{before.TrimEnd()} _____ {after.TrimStart()}");
    }

    private ExchangeItem? Answered(string stem, string answers)
    {
        var general = GiftText.Find(answers, "####");
        var why = general < 0 ? "" : GiftText.Unescape(answers[(general + 4)..]);
        answers = general < 0 ? answers : answers[..general].Trim();
        if (answers.Length == 0)
        {
            return Unknown("it is an essay");
        }

        if (Verdict().Match(answers) is { Success: true } verdict)
        {
            return TrueFalse(stem, verdict.Groups[1].Value is "T" or "TRUE" ? "true" : "false", answers[verdict.Length..], why);
        }

        if (answers[0] == '#')
        {
            return Number(stem, answers[1..].Trim(), why);
        }

        var read = Split(answers).ToList();
        var wrong = read.Any(a => !a.Right);
        return (wrong, read.Any(a => GiftText.Find(a.Text, "->") >= 0), read.Count(a => a.Right)) switch
        {
            (false, true, _) => Match(stem, read, why),
            (false, false, _) => Term(stem, read, why),
            (true, _, 0) => Multiple(stem, read, why),
            (true, _, 1) => Chosen(stem, read, ItemKind.Single, [.. read.Select((a, i) => (a, i)).Where(a => a.a.Right).Select(a => ExchangeText.Letter(a.i))], why),
            _ => Unknown("several of its answers are each wholly right"),
        };
    }

    private static IEnumerable<GiftAnswer> Split(string answers)
    {
        if (answers[0] is not ('=' or '~'))
        {
            throw new FormatException($"'{Short(answers)}' begins with neither '=' (right) nor '~' (wrong).");
        }

        for (var at = 0; at < answers.Length;)
        {
            var next = new[] { GiftText.Find(answers, "=", at + 1), GiftText.Find(answers, "~", at + 1) }.Where(i => i >= 0).DefaultIfEmpty(answers.Length).Min();
            var body = answers[(at + 1)..next].Trim();
            var weight = Weight().Match(body);
            var whole = body;
            body = weight.Success ? body[weight.Length..] : body;
            var hash = GiftText.Find(body, "#");
            yield return new GiftAnswer(
                answers[at] == '=',
                weight.Success ? Percent(weight.Groups[1].Value) : null,
                hash < 0 ? body : body[..hash],
                hash < 0 ? "" : GiftText.Unescape(body[(hash + 1)..]),
                whole);
            at = next;
        }
    }

    private static decimal Percent(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && percent is >= -100 and <= 100
            ? percent
            : throw new FormatException($"'{Short(text)}' is no weight; a weight is a number from -100 to 100.");

    private ExchangeItem? Multiple(string stem, List<GiftAnswer> read, string why)
    {
        var right = read.Select((a, i) => (a.Weight, Letter: ExchangeText.Letter(i))).Where(a => a.Weight > 0).ToList();
        var sum = right.Sum(a => a.Weight!.Value);
        if (Math.Abs(sum - 100) > 0.1m)
        {
            throw new FormatException(right.Count == 0
                ? "no answer is right; begin the right one with '=', or give the right ones weights such as ~%50%."
                : string.Create(CultureInfo.InvariantCulture, $"the weights of the right answers come to {sum:0.#####} %; they have to come to 100 %."));
        }

        return Chosen(stem, read, ItemKind.Multiple, [.. right.Select(a => a.Letter)], why);
    }

    private ExchangeItem? Chosen(string stem, List<GiftAnswer> read, ItemKind kind, IReadOnlyList<string> correct, string why)
    {
        if (read.Count > 26 || read.Any(a => GiftText.Unescape(a.Text).Length == 0))
        {
            throw new FormatException(read.Count > 26 ? "it has more than 26 answers." : "an answer has no words.");
        }

        if (CountsInParts(read, kind))
        {
            Lost("what its answers count in part is left out; here the whole right answer gives the point, and nothing else does.");
        }

        if (read.Count != Options)
        {
            Lost($"it has {read.Count} options; here such a question has {Options}. Add or take away.");
        }

        if (why.Length > 0)
        {
            Lost($"what is said to every answer is left out, each option says why for itself: {why}");
        }

        var options = Lettered(read);
        if (options.Values.Any(o => o.Why.Length == 0))
        {
            Lost("not every option says why it is right or wrong; write it under 'why'.");
        }

        return Item(stem, new ItemKey(id, kind, [.. options.Keys], correct, 1), text => text with { Options = options });
    }

    // Weights that come to what counts here: of several right answers each the same, of each wrong one that it takes all away.
    private static bool CountsInParts(List<GiftAnswer> read, ItemKind kind) => kind == ItemKind.Single
        ? read.Any(a => !a.Right && a.Weight is not (null or 0))
        : read.Where(a => a.Weight > 0).Select(a => a.Weight).Distinct().Count() > 1 || read.Any(a => a.Weight is not (null or > 0 or -100));

    private ExchangeItem TrueFalse(string stem, string verdict, string feedback, string why)
    {
        var said = feedback.TrimStart().TrimStart('#').Trim();
        Lost("it has no reasons to choose from; write four, with the letter of the right one under 'correct'.");
        return Item(stem, new ItemKey(id, ItemKind.TrueFalse, [], [verdict], 1), text => text with { Why = why.Length > 0 ? why : GiftText.Unescape(said) });
    }

    private ExchangeItem? Number(string stem, string answers, string why)
    {
        if (answers.StartsWith('='))
        {
            var several = Split(answers).ToList();
            if (several.Count > 1)
            {
                Lost("answers that count in part are left out; only the wholly right number is kept.");
            }

            answers = (several.Find(a => a.Weight is null or 100) ?? several[0]).Text;
        }

        answers = GiftText.Find(answers, "#") is >= 0 and var hash ? answers[..hash] : answers;
        Lost("it has no unit; write what the number counts under 'unit'.");
        return Item(stem, new ItemKey(id, ItemKind.Number, [], [], 1) { Number = Range(answers.Trim()) }, text => text with { Why = why });
    }

    private static NumberKey Range(string text)
    {
        var (first, second) = (text, "0");
        if (text.Split("..") is [var least, var most])
        {
            return ItemKey.Parse(least.Trim()) is { } from && ItemKey.Parse(most.Trim()) is { } to && from <= to ? new NumberKey((from + to) / 2, (to - from) / 2) : throw Wrong();
        }

        if (text.Split(':') is [var value, var tolerance])
        {
            (first, second) = (value.Trim(), tolerance.Trim());
        }

        return ItemKey.Parse(first) is { } number && ItemKey.Parse(second) is { } beside and >= 0 ? new NumberKey(number, beside) : throw Wrong();

        FormatException Wrong() => new($"'{Short(text)}' is no number; write #12.5:0.1 (number and tolerance) or #12..13 (from and to).");
    }

    private ExchangeItem Term(string stem, List<GiftAnswer> read, string why)
    {
        if (read.Any(a => a.Weight is not (null or 100)))
        {
            Lost("spellings that count in part count wholly here; take away what should not.");
        }

        return Item(stem, new ItemKey(id, ItemKind.Text, [], ["accepted"], 1), text => text with { Accepted = [.. read.Select(a => GiftText.Unescape(a.Text))], Why = why.Length > 0 ? why : read[0].Feedback });
    }

    private ExchangeItem Match(string stem, List<GiftAnswer> read, string why)
    {
        if (read.Count > 26)
        {
            throw new FormatException("it has more than 26 lines.");
        }

        var (options, targets, correct) = (new Dictionary<string, OptionText>(), new Dictionary<string, string>(), new List<string>());
        foreach (var answer in read)
        {
            var arrow = GiftText.Find(answer.Whole, "->");
            var (left, right) = arrow < 0 ? throw new FormatException($"'{Short(answer.Whole)}' has no '->'; each answer of a match is =this -> that.") : (GiftText.Unescape(answer.Whole[..arrow]), GiftText.Unescape(answer.Whole[(arrow + 2)..]));
            var number = targets.FirstOrDefault(t => t.Value == right).Key ?? (targets.Count + 1).ToString(CultureInfo.InvariantCulture);
            targets[number] = right;
            if (left.Length > 0)
            {
                var letter = ExchangeText.Letter(options.Count);
                options[letter] = new OptionText(left, "");
                correct.Add($"{letter}-{number}");
            }
        }

        Lost("no line says why it belongs where it does; write it under 'why'." + (why.Length > 0 ? $" Said to all of them was: {why}" : ""));
        return Item(stem, new ItemKey(id, ItemKind.Match, [.. options.Keys], correct, 1) { Targets = targets.Count }, text => text with { Options = options, Targets = targets });
    }

    private static Dictionary<string, OptionText> Lettered(List<GiftAnswer> read) =>
        read.Select((a, i) => (Letter: ExchangeText.Letter(i), Text: new OptionText(GiftText.Unescape(a.Text), a.Feedback))).ToDictionary(o => o.Letter, o => o.Text);

    private ExchangeItem Item(string stem, ItemKey key, Func<ItemText, ItemText> words)
    {
        var tagging = ItemTagging.Read(id, block.Tags, losses);
        var (scenario, question) = ExchangeText.Split(stem);
        return new ExchangeItem(block.Category, tagging.Use, key with { Difficulty = tagging.Difficulty }, tagging.Dimension, tagging.Outcome, words(new ItemText(scenario, question, new Dictionary<string, OptionText>())), null);
    }

    private ExchangeItem? Unknown(string what)
    {
        Lost($"left out: {what}, which is not known here (line {block.Line.ToString(CultureInfo.InvariantCulture)}).");
        return null;
    }

    private void Lost(string what) => losses.Add(new ExchangeLoss(id, what));

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;

    [GeneratedRegex(@"^(TRUE|FALSE|T|F)(?=\s*(#|$))")]
    private static partial Regex Verdict();

    [GeneratedRegex(@"^%(-?\d+(?:\.\d+)?)%")]
    private static partial Regex Weight();
}
