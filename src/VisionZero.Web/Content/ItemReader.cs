using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;

namespace VisionZero.Web.Content;

/// <summary>Reads the questions of a rule: the structure once, the text in each locale.</summary>
internal sealed class ItemReader(string folder, int rule, Level level, IReadOnlyList<string> locales, HashSet<string> ids, ContentProblems problems)
{
    /// <summary>What a question is for.</summary>
    public const string Check = "check", Assessment = "assessment", Skip = "skip";

    private readonly ItemKeyReader _keys = new(folder, ids, problems);

    public IReadOnlyList<(string Use, Item Item)> Read()
    {
        var read = ContentNode.Read(Path.Combine(folder, "items.yaml"), problems)?.Items().Select(_keys.Read).ToList();
        if (read is null)
        {
            return [];
        }

        var texts = locales.ToDictionary(l => l, l => ReadTexts(l, [.. read.Select(i => i.Key)]));
        return
        [
            .. read.Select(i => (i.Use, new Item(
                i.Key,
                rule,
                i.Dimension,
                i.Outcome,
                i.Picture,
                texts.ToDictionary(t => t.Key, t => t.Value.GetValueOrDefault(i.Key.Id) ?? new ItemText(null, "", new Dictionary<string, OptionText>()))) { PictureFile = i.PictureFile })),
        ];
    }

    private Dictionary<string, ItemText> ReadTexts(string locale, IReadOnlyList<ItemKey> keys)
    {
        var texts = new Dictionary<string, ItemText>(StringComparer.Ordinal);
        var file = Path.Combine(folder, $"items.{locale}.yaml");
        if (ContentNode.Read(file, problems) is not { } node)
        {
            return texts;
        }

        foreach (var entry in node.Items())
        {
            var id = entry.Text("id");
            if (keys.FirstOrDefault(k => k.Id == id) is not { } key)
            {
                entry.Problem($"the item '{id}' is not in items.yaml; add it there or take it away here.");
            }
            else if (!texts.TryAdd(id, new ItemTextReader(key, level).Read(entry)))
            {
                entry.Problem($"the id '{id}' stands twice in this file; give each item its own.");
            }
        }

        foreach (var key in keys.Where(k => !texts.ContainsKey(k.Id)))
        {
            problems.Add(file, 1, $"the item '{key.Id}' of items.yaml is missing here; write it.");
        }

        if (!texts.Keys.SequenceEqual(keys.Select(k => k.Id).Where(texts.ContainsKey)))
        {
            problems.Add(file, 1, "the items stand in another order than in items.yaml; order them alike.");
        }

        return texts;
    }
}
