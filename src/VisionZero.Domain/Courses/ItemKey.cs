using System.Globalization;

namespace VisionZero.Domain.Courses;

/// <summary>How an item is answered.</summary>
public enum ItemKind
{
    /// <summary>Exactly one option is right.</summary>
    Single = 1,

    /// <summary>Two or more options are right; all of them and no other must be chosen.</summary>
    Multiple = 2,

    /// <summary>A statement is true or false, and one of the options is the reason.</summary>
    TrueFalse = 3,

    /// <summary>The options are put in order.</summary>
    Order = 4,

    /// <summary>Each option is given its target; a target may have several options or none.</summary>
    Match = 5,

    /// <summary>A number within a tolerance.</summary>
    Number = 6,

    /// <summary>A term in the learner's words.</summary>
    Text = 7,

    /// <summary>Places in a picture where there is a hazard.</summary>
    Scene = 8,

    /// <summary>A way through a story in which each choice has its consequence.</summary>
    Branch = 9,
}

/// <summary>The number that is right, and how far beside it still is.</summary>
public sealed record NumberKey(decimal Value, decimal Tolerance)
{
    /// <summary>Whether a number is near enough.</summary>
    public bool Allows(decimal number) => Math.Abs(number - Value) <= Tolerance;
}

/// <summary>A story with choices: no way leads back.</summary>
/// <param name="Start">The node it begins at.</param>
/// <param name="Nodes">By node, where each choice leads: to a node or to an end.</param>
/// <param name="Ends">By end, whether it is a right one.</param>
public sealed record StoryKey(string Start, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Nodes, IReadOnlyDictionary<string, bool> Ends)
{
    /// <summary>Where a way leads (a node or an end), or null if there is no such way.</summary>
    /// <param name="way">Choices, as <c>node-choice</c>, in any order: no node is met twice.</param>
    public string? Follow(IReadOnlyCollection<string> way)
    {
        var at = Start;
        for (var step = 0; step < way.Count; step++)
        {
            if (!Nodes.TryGetValue(at, out var choices) || choices.FirstOrDefault(c => way.Contains($"{at}-{c.Key}")).Value is not { } next)
            {
                return null;
            }

            at = next;
        }

        return at;
    }

    /// <summary>A way to a right or a wrong end; none if there is no such end.</summary>
    public IReadOnlyList<string> WayTo(bool right)
    {
        return Search(Start, []) ?? [];

        List<string>? Search(string at, List<string> way) =>
            Ends.TryGetValue(at, out var good)
                ? good == right ? way : null
                : Nodes[at].Select(c => Search(c.Value, [.. way, $"{at}-{c.Key}"])).FirstOrDefault(w => w is not null);
    }

    /// <summary>The nodes in the order in which a reader of the whole story meets them: so the scenes are numbered on paper.</summary>
    public IReadOnlyList<string> Scenes() => Met().FindAll(Nodes.ContainsKey);

    /// <summary>The ends in the order in which a reader of the whole story meets them.</summary>
    public IReadOnlyList<string> Endings() => Met().FindAll(Ends.ContainsKey);

    /// <summary>The choices of a way in the order in which they are met.</summary>
    public IEnumerable<(string Node, string Choice)> Steps(IReadOnlyCollection<string> way)
    {
        for (var at = Start; Nodes.TryGetValue(at, out var choices) && choices.FirstOrDefault(c => way.Contains($"{at}-{c.Key}")) is { Key: not null } step; at = step.Value)
        {
            yield return (at, step.Key);
        }
    }

    // What all choices of a scene lead to comes before what follows from the next scene.
    private List<string> Met()
    {
        List<string> met = [Start];
        for (var at = 0; at < met.Count; at++)
        {
            if (Nodes.TryGetValue(met[at], out var choices))
            {
                met = [.. met, .. choices.Values.Except(met)];
            }
        }

        return met;
    }
}

/// <summary>
/// An item as the rules see it: no text, no language. An answer is a set of words, by kind: letters (single, multiple,
/// scene); <c>true</c> or <c>false</c> and a letter; <c>letter-place</c> and <c>letter-target</c> (order, match); a number
/// with a point; <c>accepted</c> or <c>other</c> (text: what was typed is no business of the log); <c>node-choice</c>.
/// </summary>
/// <param name="Id">Unique within the course version.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Options">Letters of the options in the order of the file; none for number, text and branch.</param>
/// <param name="Correct">The right answer in the words above; none for number and branch.</param>
/// <param name="Difficulty">1 easy, 2 medium, 3 hard.</param>
public sealed record ItemKey(string Id, ItemKind Kind, IReadOnlyList<string> Options, IReadOnlyList<string> Correct, int Difficulty)
{
    /// <summary>The verdicts on a statement.</summary>
    public static readonly IReadOnlyList<string> Verdicts = ["true", "false"];

    /// <summary>What a typed term can be.</summary>
    public static readonly IReadOnlyList<string> Terms = ["accepted", "other"];

    // Longer numbers than any answer has.
    private const int LongestNumber = 20;

    /// <summary>How many targets the options are matched with, numbered from 1; of an order, its places.</summary>
    public int Targets { get; init; }

    /// <summary>The number asked for; only of <see cref="ItemKind.Number"/>.</summary>
    public NumberKey? Number { get; init; }

    /// <summary>The story; only of <see cref="ItemKind.Branch"/>.</summary>
    public StoryKey? Story { get; init; }

    /// <summary>Whether the answer is typed.</summary>
    public bool IsTyped => Kind is ItemKind.Number or ItemKind.Text;

    /// <summary>An answer that is right.</summary>
    public IReadOnlyList<string> RightAnswer() => Kind switch
    {
        ItemKind.Number => [Number!.Value.ToString(CultureInfo.InvariantCulture)],
        ItemKind.Branch => Story!.WayTo(right: true),
        _ => Correct,
    };

    /// <summary>A whole answer that is not right, or a part of one where every whole answer could be.</summary>
    public IReadOnlyList<string> WrongAnswer() => Kind switch
    {
        ItemKind.Single => [Options.First(o => !Correct.Contains(o))],
        ItemKind.TrueFalse => [Verdicts.First(v => !Correct.Contains(v)), Options[0]],
        ItemKind.Number => [(Number!.Value + (2 * Number.Tolerance) + 1).ToString(CultureInfo.InvariantCulture)],
        ItemKind.Text => ["other"],
        ItemKind.Branch => Story!.WayTo(right: false),
        ItemKind.Scene => [Options.First(o => !Correct.Contains(o))],
        _ => [Correct[0]],
    };

    /// <summary>Whether the answer is right, in all its parts.</summary>
    public bool IsRight(IReadOnlyCollection<string> chosen) => Kind switch
    {
        ItemKind.Number => chosen.Count == 1 && Readings(chosen.First()).Any(Number!.Allows),
        ItemKind.Branch => Story!.Follow(chosen) is { } end && Story.Ends.GetValueOrDefault(end),
        _ => chosen.Count > 0 && Correct.ToHashSet(StringComparer.Ordinal).SetEquals(chosen),
    };

    /// <summary>Whether these words are an answer, or a part of one.</summary>
    public bool CanChoose(IReadOnlyCollection<string> chosen) =>
        chosen.Distinct(StringComparer.Ordinal).Count() == chosen.Count && Kind switch
        {
            ItemKind.Single => chosen.Count <= 1 && chosen.All(Options.Contains),
            ItemKind.Multiple or ItemKind.Scene => chosen.All(Options.Contains),
            ItemKind.TrueFalse => chosen.Count(Verdicts.Contains) <= 1 && chosen.Count(Options.Contains) <= 1 && chosen.All(c => Verdicts.Contains(c) || Options.Contains(c)),
            ItemKind.Order or ItemKind.Match => chosen.All(IsPair) && chosen.Select(Left).Distinct(StringComparer.Ordinal).Count() == chosen.Count,
            ItemKind.Number => chosen.Count <= 1 && chosen.All(c => Parse(c) is not null),
            ItemKind.Text => chosen.Count <= 1 && chosen.All(Terms.Contains),
            ItemKind.Branch => Story!.Follow(chosen) is not null,
            _ => false,
        };

    /// <summary>Whether an answer that can be chosen has all its parts.</summary>
    public bool IsComplete(IReadOnlyCollection<string> chosen) => Kind switch
    {
        ItemKind.TrueFalse => chosen.Count == 2,
        ItemKind.Order or ItemKind.Match => chosen.Count == Options.Count,
        ItemKind.Branch => Story!.Follow(chosen) is { } end && Story.Ends.ContainsKey(end),
        _ => chosen.Count > 0,
    };

    /// <summary>Whether an answer may take the place of another: a choice in a story has had its consequence and stays.</summary>
    public bool MayFollow(IReadOnlyCollection<string> saved, IReadOnlyCollection<string> chosen) =>
        Kind != ItemKind.Branch || saved.All(chosen.Contains);

    /// <summary>A number as it stands in an answer; null if it is none.</summary>
    public static decimal? Parse(string text) =>
        text.Length <= LongestNumber && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>
    /// What a number in an answer can stand for; none if it is no number. The mark before exactly three last digits stands
    /// before decimals in one language and between thousands in the next: 1.450 is both, and nobody pays for the habit of
    /// their country. No thousands begin with 0.
    /// </summary>
    public static IReadOnlyList<decimal> Readings(string text) => Parse(text) switch
    {
        null => [],
        { } number when text.TrimStart('-', '+') is [not '0', ..] and { Length: >= 5 and <= 7 } digits && digits[^4] == '.' => [number, number * 1000],
        { } number => [number],
    };

    private static string Left(string pair) => pair[..pair.IndexOf('-', StringComparison.Ordinal)];

    private bool IsPair(string pair) =>
        pair.Split('-') is [var option, var target] && Options.Contains(option)
        && int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= Targets
        && target == number.ToString(CultureInfo.InvariantCulture);
}
