using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Content;

/// <summary>Reads the questions of a rule: the structure once, the text in each locale.</summary>
internal sealed class ItemReader(string folder, int rule, Level level, HashSet<string> ids, ContentProblems problems)
{
    private static readonly string[] Letters = ["a", "b", "c", "d"];

    public IReadOnlyList<(string Use, Item Item)> Read()
    {
        var node = ContentNode.Read(Path.Combine(folder, "items.yaml"), problems);
        var texts = TextCatalogue.Offered.ToDictionary(l => l, ReadTexts);
        if (node is null)
        {
            return [];
        }

        List<(string Use, Item Item)> items = [.. node.Items().Select(entry => ReadItem(entry, texts))];
        foreach (var (locale, entries) in texts.Where(t => t.Value is not null))
        {
            Compare(locale, entries!, [.. items.Select(i => i.Item.Key.Id)]);
        }

        return items;
    }

    private (string Use, Item Item) ReadItem(ContentNode entry, Dictionary<string, Dictionary<string, (ContentNode Node, ItemText Text)>?> texts)
    {
        entry.Only("id", "use", "kind", "correct", "dimension", "difficulty", "outcome");
        var id = entry.Text("id");
        if (!ids.Add(id))
        {
            entry.Problem($"the id '{id}' stands twice in this course; give each item its own.");
        }

        var kind = entry.Word("kind", "single", "multiple") == "single" ? ItemKind.Single : ItemKind.Multiple;
        var key = new ItemKey(id, kind, Letters, ReadCorrect(entry, id, kind), entry.Whole("difficulty", 1, 3));
        var own = TextCatalogue.Offered.ToDictionary(l => l, l =>
            texts[l]?.TryGetValue(id, out var text) == true ? text.Text : new ItemText(null, "", new Dictionary<string, OptionText>()));
        var item = new Item(
            key,
            rule,
            entry.Word("dimension", "safety", "health", "wellbeing"),
            entry.Word("outcome", "recognise", "explain", "apply", "judge"),
            own);
        return (entry.Word("use", "check", "assessment"), item);
    }

    private static List<string> ReadCorrect(ContentNode entry, string id, ItemKind kind)
    {
        if (entry.Child("correct") is not { } correct)
        {
            entry.Problem($"the item '{id}' has no key; write 'correct: [a]'.");
            return [];
        }

        List<string> letters = [.. correct.Items().Select(c => c.Value ?? "")];
        var right = kind == ItemKind.Single ? letters.Count == 1 : letters.Count >= 2 && letters.Count < Letters.Length;
        if (!right || letters.Except(Letters).Any() || letters.Distinct().Count() != letters.Count)
        {
            correct.Problem(kind == ItemKind.Single
                ? $"the key of '{id}' must be one letter from a to d."
                : $"the key of '{id}' must be two or three different letters from a to d.");
        }

        return letters;
    }

    private Dictionary<string, (ContentNode Node, ItemText Text)>? ReadTexts(string locale)
    {
        if (ContentNode.Read(Path.Combine(folder, $"items.{locale}.yaml"), problems) is not { } node)
        {
            return null;
        }

        var texts = new Dictionary<string, (ContentNode Node, ItemText Text)>(StringComparer.Ordinal);
        foreach (var entry in node.Items())
        {
            entry.Only("id", "scenario", "stem", "options");
            var id = entry.Text("id");
            if (level == Level.Professional && string.IsNullOrWhiteSpace(entry.Child("scenario")?.Value))
            {
                entry.Problem($"the item '{id}' has no 'scenario'; in a course for professionals each has one.");
            }

            if (!texts.TryAdd(id, (entry, new ItemText(entry.Child("scenario")?.Value, entry.Text("stem"), ReadOptions(entry, id)))))
            {
                entry.Problem($"the id '{id}' stands twice in this file; give each item its own.");
            }
        }

        return texts;
    }

    private static Dictionary<string, OptionText> ReadOptions(ContentNode entry, string id)
    {
        var read = new Dictionary<string, OptionText>(StringComparer.Ordinal);
        if (entry.Child("options") is not { } options)
        {
            entry.Problem($"the item '{id}' has no 'options'; write a to d.");
            return read;
        }

        options.Only(Letters);
        foreach (var letter in Letters)
        {
            if (options.Child(letter) is not { } option)
            {
                options.Problem($"the item '{id}' has no option '{letter}'; write it.");
                continue;
            }

            option.Only("text", "why");
            if (string.IsNullOrWhiteSpace(option.Child("why")?.Value))
            {
                option.Problem($"option '{letter}' of '{id}' has no explanation; write under 'why' why it is right or wrong.");
            }

            read[letter] = new OptionText(option.Text("text"), option.Child("why")?.Value ?? "");
        }

        return read;
    }

    private void Compare(string locale, Dictionary<string, (ContentNode Node, ItemText Text)> texts, IReadOnlyList<string> wanted)
    {
        var file = Path.Combine(folder, $"items.{locale}.yaml");
        foreach (var id in wanted.Where(id => !texts.ContainsKey(id)))
        {
            problems.Add(file, 1, $"the item '{id}' of items.yaml is missing here; write it.");
        }

        foreach (var (id, (node, _)) in texts.Where(t => !wanted.Contains(t.Key)))
        {
            node.Problem($"the item '{id}' is not in items.yaml; add it there or take it away here.");
        }

        var order = wanted.Where(texts.ContainsKey);
        if (!texts.Keys.Where(wanted.Contains).SequenceEqual(order))
        {
            problems.Add(file, 1, "the items stand in another order than in items.yaml; order them alike.");
        }
    }
}
