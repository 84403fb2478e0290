using System.Globalization;
using VisionZero.Domain.Courses;

namespace VisionZero.Web.Content;

/// <summary>A question without its texts.</summary>
internal sealed record ItemShape(string Use, ItemKey Key, string Dimension, string Outcome, string? Picture, string? PictureFile);

/// <summary>Reads the structure of a question: kind, key, tags.</summary>
internal sealed class ItemKeyReader(string folder, HashSet<string> ids, ContentProblems problems)
{
    private const int FewestOptions = 3;
    private const int MostOptions = 8;

    private static readonly Dictionary<string, ItemKind> Kinds = new()
    {
        ["single"] = ItemKind.Single,
        ["multiple"] = ItemKind.Multiple,
        ["true-false"] = ItemKind.TrueFalse,
        ["order"] = ItemKind.Order,
        ["match"] = ItemKind.Match,
        ["number"] = ItemKind.Number,
        ["text"] = ItemKind.Text,
        ["scene"] = ItemKind.Scene,
        ["branch"] = ItemKind.Branch,
    };

    public ItemShape Read(ContentNode entry)
    {
        entry.Only("id", "use", "kind", "correct", "answer", "tolerance", "targets", "picture", "start", "nodes", "ends", "dimension", "difficulty", "outcome");
        var id = entry.Text("id");
        if (!ids.Add(id))
        {
            entry.Problem($"the id '{id}' stands twice in this course; give each item its own.");
        }

        var kind = Kinds[entry.Word("kind", [.. Kinds.Keys])];
        var picture = kind == ItemKind.Scene ? Picture(entry, id) : null;
        var key = Key(entry, id, kind, entry.Whole("difficulty", 1, 3), picture?.Spots ?? Letters(4));
        return new ItemShape(
            entry.Word("use", ItemReader.Check, ItemReader.Skip, ItemReader.Assessment),
            key,
            entry.Word("dimension", [.. ItemTags.Dimensions]),
            entry.Word("outcome", [.. ItemTags.Outcomes]),
            picture?.Svg,
            picture is null ? null : Path.GetFileName(entry.Text("picture")));
    }

    private static IReadOnlyList<string> Letters(int count) => [.. Enumerable.Range(0, Math.Clamp(count, 1, MostOptions)).Select(i => ((char)('a' + i)).ToString())];

    private static ItemKey Key(ContentNode entry, string id, ItemKind kind, int difficulty, IReadOnlyList<string> letters) => kind switch
    {
        ItemKind.Number => new ItemKey(id, kind, [], [], difficulty) { Number = Number(entry, id) },
        ItemKind.Text => new ItemKey(id, kind, [], ["accepted"], difficulty),
        ItemKind.Branch => new ItemKey(id, kind, [], [], difficulty) { Story = Story(entry, id) },
        _ => WithOptions(entry, id, kind, difficulty, letters),
    };

    private static ItemKey WithOptions(ContentNode entry, string id, ItemKind kind, int difficulty, IReadOnlyList<string> letters)
    {
        var correct = Words(entry, id);
        letters = kind is ItemKind.Order or ItemKind.Match ? Letters(correct.Count) : letters;
        var targets = kind switch { ItemKind.Order => correct.Count, ItemKind.Match => entry.Whole("targets", 2, 8), _ => 0 };
        List<string> words = kind switch
        {
            ItemKind.Order => [.. correct.Select((letter, i) => string.Create(CultureInfo.InvariantCulture, $"{letter}-{i + 1}"))],
            ItemKind.TrueFalse => [entry.Word("answer", "true", "false"), .. correct],
            _ => correct,
        };
        var key = new ItemKey(id, kind, letters, words, difficulty) { Targets = targets };
        var right = kind switch
        {
            ItemKind.Single => words.Count == 1,
            ItemKind.Multiple => words.Count >= 2 && words.Count < letters.Count,
            ItemKind.Scene => words.Count >= 1 && words.Count < letters.Count,
            ItemKind.Order => words.Count is >= FewestOptions and <= MostOptions && !correct.SequenceEqual(correct.Order(StringComparer.Ordinal)),
            ItemKind.Match => words.Count is >= FewestOptions and <= MostOptions,
            _ => true,
        };
        if (entry.Child("correct") is { } node && !(right && key.CanChoose(words) && key.IsComplete(words)))
        {
            var most = letters[^1];
            node.Problem(kind switch
            {
                ItemKind.Single => $"the key of '{id}' must be one letter from a to {most}.",
                ItemKind.Multiple => $"the key of '{id}' must be two or more different letters from a to {most}, not all.",
                ItemKind.TrueFalse => $"the key of '{id}' must be the letter of the one right reason.",
                ItemKind.Order => $"the key of '{id}' must be its {FewestOptions} to {MostOptions} letters in the right order, which is not that of the alphabet.",
                ItemKind.Match => $"the key of '{id}' must be a pair for each letter from a on, such as a-2, with numbers up to 'targets'.",
                _ => $"the key of '{id}' must be the letters of the spots with a hazard, one or more, not all.",
            });
        }

        return key;
    }

    private static List<string> Words(ContentNode entry, string id)
    {
        if (entry.Child("correct") is { } correct)
        {
            return [.. correct.Items().Select(c => c.Value ?? "")];
        }

        entry.Problem($"the item '{id}' has no key; write 'correct: [a]'.");
        return [];
    }

    private static NumberKey Number(ContentNode entry, string id)
    {
        if (ItemKey.Parse(entry.Child("answer")?.Value ?? "") is { } value
            && ItemKey.Parse(entry.Child("tolerance")?.Value ?? "") is { } tolerance and >= 0)
        {
            return new NumberKey(value, tolerance);
        }

        entry.Problem($"the item '{id}' has no key; write 'answer' and 'tolerance' as numbers with a point.");
        return new NumberKey(0, 0);
    }

    private static StoryKey Story(ContentNode entry, string id)
    {
        var nodes = (entry.Child("nodes")?.Keys ?? []).ToDictionary(
            n => n,
            IReadOnlyDictionary<string, string> (n) => entry.Child("nodes")!.Child(n)!.Keys.ToDictionary(c => c, c => entry.Child("nodes")!.Child(n)!.Child(c)!.Value ?? ""));
        var ends = (entry.Child("ends")?.Keys ?? []).ToDictionary(e => e, e => entry.Child("ends")!.Word(e, "right", "wrong") == "right");
        var story = new StoryKey(entry.Text("start"), nodes, ends);
        if (StoryProblem(story) is { } problem)
        {
            entry.Problem($"the story of '{id}' {problem}");
        }

        return story;
    }

    private static string? StoryProblem(StoryKey story)
    {
        if (!story.Nodes.ContainsKey(story.Start))
        {
            return "does not begin at one of its 'nodes'; name it under 'start'.";
        }

        var met = new HashSet<string>();
        var loop = Walk(story.Start, []);
        return (loop, story.Nodes.Keys.Concat(story.Ends.Keys).FirstOrDefault(k => !met.Contains(k))) switch
        {
            ({ } problem, _) => problem,
            (null, { } never) => $"never comes to '{never}'; lead a choice there or take it away.",
            _ => story.Ends.Values.Distinct().Count() < 2 ? "needs at least one right and one wrong end." : null,
        };

        string? Walk(string at, IReadOnlyList<string> way)
        {
            met.Add(at);
            if (story.Ends.ContainsKey(at))
            {
                return null;
            }

            if (way.Contains(at))
            {
                return $"comes back to '{at}'; no way may lead back.";
            }

            return story.Nodes.TryGetValue(at, out var choices)
                ? choices.Count < 2 ? $"leaves no choice at '{at}'; write two or more." : choices.Values.Select(next => Walk(next, [.. way, at])).FirstOrDefault(p => p is not null)
                : $"leads to '{at}', which is neither a node nor an end.";
        }
    }

    private Picture? Picture(ContentNode entry, string id)
    {
        var name = entry.Text("picture");
        if (name.Length == 0)
        {
            return null;
        }

        var picture = PictureReader.Read(Path.Combine(folder, Path.GetFileName(name)), id, problems);
        if (picture is not null && (picture.Spots.Count is < FewestOptions or > MostOptions || !picture.Spots.SequenceEqual(Letters(picture.Spots.Count))))
        {
            entry.Problem($"the picture '{name}' of '{id}' must have {FewestOptions} to {MostOptions} elements with the ids spot-a, spot-b and so on, each once.");
        }

        return picture;
    }
}
