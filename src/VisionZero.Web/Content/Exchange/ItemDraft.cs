using System.Globalization;
using System.Text;
using VisionZero.Domain.Courses;

namespace VisionZero.Web.Content.Exchange;

/// <summary>Writes questions in the platform's own format, for an author to go on with.</summary>
public static class ItemDraft
{
    private static readonly (ItemKind Kind, string Name)[] Names =
    [
        (ItemKind.Single, "single"), (ItemKind.Multiple, "multiple"), (ItemKind.TrueFalse, "true-false"), (ItemKind.Order, "order"), (ItemKind.Match, "match"),
        (ItemKind.Number, "number"), (ItemKind.Text, "text"), (ItemKind.Scene, "scene"), (ItemKind.Branch, "branch"),
    ];

    /// <summary>The name of a kind in the files.</summary>
    public static string KindName(ItemKind kind) => Names.First(n => n.Kind == kind).Name;

    /// <summary>The kind of a name, or null.</summary>
    public static ItemKind? KindOf(string? name) => Names.FirstOrDefault(n => n.Name == name) is { Name: not null } found ? found.Kind : null;

    /// <summary>The content of <c>items.yaml</c>.</summary>
    public static string Keys(IEnumerable<ExchangeItem> items)
    {
        var yaml = new StringBuilder();
        foreach (var item in items)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"- id: {Word(item.Key.Id)}\n  use: {item.Use}\n  kind: {KindName(item.Key.Kind)}\n");
            yaml.AppendJoin("", Key(item).Select(line => $"  {line}\n"));
            yaml.Append(CultureInfo.InvariantCulture, $"  dimension: {item.Dimension}\n  difficulty: {item.Key.Difficulty}\n  outcome: {item.Outcome}\n");
        }

        return yaml.ToString();
    }

    /// <summary>The content of <c>items.&lt;locale&gt;.yaml</c>.</summary>
    public static string Texts(IEnumerable<ExchangeItem> items)
    {
        var yaml = new StringBuilder();
        foreach (var item in items)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"- id: {Word(item.Key.Id)}\n").AppendJoin("", Text(item).Select(line => $"  {line}\n"));
        }

        return yaml.ToString();
    }

    private static IEnumerable<string> Key(ExchangeItem item)
    {
        var key = item.Key;
        switch (key.Kind)
        {
            case ItemKind.TrueFalse:
                return [$"answer: {key.Correct.First(ItemKey.Verdicts.Contains)}", List(key.Correct.Where(c => !ItemKey.Verdicts.Contains(c)))];
            case ItemKind.Order:
                return [List(key.Correct.OrderBy(c => int.Parse(c.Split('-')[1], CultureInfo.InvariantCulture)).Select(c => c.Split('-')[0]))];
            case ItemKind.Match:
                return [string.Create(CultureInfo.InvariantCulture, $"targets: {key.Targets}"), List(key.Correct)];
            case ItemKind.Number:
                return [string.Create(CultureInfo.InvariantCulture, $"answer: {key.Number!.Value}"), string.Create(CultureInfo.InvariantCulture, $"tolerance: {key.Number.Tolerance}")];
            case ItemKind.Text:
                return [];
            case ItemKind.Scene:
                return [$"picture: {Word(item.Picture!.Name)}", List(key.Correct)];
            case ItemKind.Branch:
                return
                [
                    $"start: {Word(key.Story!.Start)}",
                    $"nodes: {{ {string.Join(", ", key.Story.Nodes.Select(n => $"{Word(n.Key)}: {{ {string.Join(", ", n.Value.Select(c => $"{Word(c.Key)}: {Word(c.Value)}"))} }}"))} }}",
                    $"ends: {{ {string.Join(", ", key.Story.Ends.Select(e => $"{Word(e.Key)}: {(e.Value ? "right" : "wrong")}"))} }}",
                ];
            default:
                return [List(key.Correct)];
        }
    }

    private static string List(IEnumerable<string> words) => $"correct: [{string.Join(", ", words.Select(Word))}]";

    private static IEnumerable<string> Text(ExchangeItem item)
    {
        var text = item.Text;
        if (!string.IsNullOrWhiteSpace(text.Scenario))
        {
            yield return $"scenario: {Quote(text.Scenario)}";
        }

        yield return $"stem: {Quote(text.Stem)}";
        foreach (var (name, value) in new[] { ("twin", text.Twin), ("unit", text.Unit), ("why", text.Why) }.Where(v => !string.IsNullOrWhiteSpace(v.Item2)))
        {
            yield return $"{name}: {Quote(value!)}";
        }

        if (item.Key.Kind == ItemKind.Text)
        {
            yield return $"accepted: [{string.Join(", ", text.Accepted.Select(Quote))}]";
        }

        foreach (var line in Map("options", text.Options.Select(o => (o.Key, Option(o.Value))))
            .Concat(Map("targets", text.Targets.Select(t => (t.Key, Quote(t.Value)))))
            .Concat(Map("nodes", text.Nodes.Select(n => (n.Key, $"{{ text: {Quote(n.Value.Text)}, choices: {{ {string.Join(", ", n.Value.Choices.Select(c => $"{Word(c.Key)}: {Option(c.Value)}"))} }} }}"))))
            .Concat(Map("ends", text.Ends.Select(e => (e.Key, Quote(e.Value))))))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Map(string name, IEnumerable<(string Key, string Value)> entries) =>
        entries.ToList() is { Count: > 0 } list ? [$"{name}:", .. list.Select(e => $"  {Word(e.Key)}: {e.Value}")] : [];

    private static string Option(OptionText option) => $"{{ text: {Quote(option.Text)}, why: {Quote(option.Why)} }}";

    // A name stands as it is where YAML cannot read it otherwise.
    private static string Word(string name) =>
        name is [>= 'a' and <= 'z' or >= 'A' and <= 'Z', ..] && ExchangeText.IsId(name) ? name : Quote(name);

    // The double-quoted style of YAML holds any text.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            quoted.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\t' => "\\t",
                < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' or '\ufeff' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => letter.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
