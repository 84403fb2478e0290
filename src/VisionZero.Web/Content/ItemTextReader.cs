using System.Globalization;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;

namespace VisionZero.Web.Content;

/// <summary>Reads the texts of a question in one language: which there must be follows from its key.</summary>
internal sealed class ItemTextReader(ItemKey key, Level level)
{
    public ItemText Read(ContentNode entry)
    {
        entry.Only([.. Fields()]);
        if (level == Level.Professional && string.IsNullOrWhiteSpace(entry.Child("scenario")?.Value))
        {
            entry.Problem($"the item '{key.Id}' has no 'scenario'; in a course for professionals each has one.");
        }

        return new ItemText(entry.Child("scenario")?.Value, entry.Text("stem"), key.Options.Count > 0 ? Options(entry, "options", key.Options) : new Dictionary<string, OptionText>())
        {
            Targets = key.Kind == ItemKind.Match ? Targets(entry) : new Dictionary<string, string>(),
            Unit = key.Kind == ItemKind.Number ? entry.Text("unit") : null,
            Why = key.Kind is ItemKind.TrueFalse or ItemKind.Number or ItemKind.Text ? entry.Text("why") : null,
            Accepted = key.Kind == ItemKind.Text ? Accepted(entry) : [],
            Twin = key.Kind == ItemKind.Scene ? entry.Text("twin") : null,
            Nodes = key.Story is { } story ? Nodes(entry, story) : new Dictionary<string, StoryText>(),
            Ends = key.Story is { } told ? Named(entry, "ends", told.Ends.Keys) : new Dictionary<string, string>(),
        };
    }

    private IEnumerable<string> Fields()
    {
        string[] own = key.Kind switch
        {
            ItemKind.TrueFalse => ["options", "why"],
            ItemKind.Match => ["options", "targets"],
            ItemKind.Number => ["unit", "why"],
            ItemKind.Text => ["accepted", "why"],
            ItemKind.Scene => ["twin", "options"],
            ItemKind.Branch => ["nodes", "ends"],
            _ => ["options"],
        };
        return ["id", "scenario", "stem", .. own];
    }

    private Dictionary<string, OptionText> Options(ContentNode entry, string name, IReadOnlyCollection<string> letters)
    {
        var read = new Dictionary<string, OptionText>(StringComparer.Ordinal);
        if (entry.Child(name) is not { } options)
        {
            entry.Problem($"the item '{key.Id}' has no '{name}'; write {string.Join(", ", letters)}.");
            return read;
        }

        options.Only([.. letters]);
        foreach (var letter in letters)
        {
            if (options.Child(letter) is not { } option)
            {
                options.Problem($"the item '{key.Id}' has no option '{letter}'; write it.");
                continue;
            }

            option.Only("text", "why");
            if (string.IsNullOrWhiteSpace(option.Child("why")?.Value))
            {
                option.Problem($"option '{letter}' of '{key.Id}' has no explanation; write under 'why' why it is right or wrong.");
            }

            read[letter] = new OptionText(option.Text("text"), option.Child("why")?.Value ?? "");
        }

        return read;
    }

    private Dictionary<string, string> Targets(ContentNode entry) =>
        Named(entry, "targets", Enumerable.Range(1, key.Targets).Select(t => t.ToString(CultureInfo.InvariantCulture)));

    private Dictionary<string, string> Named(ContentNode entry, string name, IEnumerable<string> keys)
    {
        if (entry.Child(name) is not { } node)
        {
            entry.Problem($"the item '{key.Id}' has no '{name}'; write {string.Join(", ", keys)}.");
            return [];
        }

        string[] wanted = [.. keys];
        node.Only(wanted);
        return wanted.ToDictionary(k => k, node.Text);
    }

    private List<string> Accepted(ContentNode entry)
    {
        List<string> accepted = [.. entry.Child("accepted")?.Items().Select(a => a.Value ?? "") ?? []];
        if (accepted.Count == 0 || accepted.Any(a => Term.Fold(a).Length == 0))
        {
            entry.Problem($"the item '{key.Id}' has no key; write under 'accepted' the spellings that count.");
        }

        return accepted;
    }

    private Dictionary<string, StoryText> Nodes(ContentNode entry, StoryKey story)
    {
        var read = new Dictionary<string, StoryText>(StringComparer.Ordinal);
        foreach (var (name, choices) in story.Nodes)
        {
            if (entry.Child("nodes")?.Child(name) is { } node)
            {
                node.Only("text", "choices");
                read[name] = new StoryText(node.Text("text"), Options(node, "choices", [.. choices.Keys]));
            }
            else
            {
                entry.Problem($"the story of '{key.Id}' has no text for '{name}'; write it under 'nodes'.");
            }
        }

        (entry.Child("nodes") ?? entry).Only([.. story.Nodes.Keys, .. entry.Child("nodes") is null ? Fields() : []]);
        return read;
    }
}
