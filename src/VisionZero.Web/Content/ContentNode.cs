using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace VisionZero.Web.Content;

/// <summary>Mistakes found while content is read, each as <c>file:line: what is wrong and how to mend it</c>.</summary>
internal sealed class ContentProblems(string root)
{
    /// <summary>What was found.</summary>
    public List<string> Found { get; } = [];

    /// <summary>Adds a mistake.</summary>
    public void Add(string file, long line, string sentence) =>
        Found.Add(string.Create(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(root, file).Replace('\\', '/')}:{line}: {sentence}"));
}

/// <summary>A node of a YAML file that knows where it stands.</summary>
internal sealed class ContentNode(string file, YamlNode node, ContentProblems problems, int linesBefore)
{
    /// <summary>Text of a scalar; null for anything else.</summary>
    public string? Value => (node as YamlScalarNode)?.Value;

    /// <summary>The keys of a map, as written.</summary>
    public IEnumerable<string> Keys => (node as YamlMappingNode)?.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? "") ?? [];

    /// <summary>Reads a file; null if it is missing or no YAML.</summary>
    public static ContentNode? Read(string file, ContentProblems problems)
    {
        if (File.Exists(file))
        {
            return Parse(file, File.ReadAllText(file), problems, 0);
        }

        problems.Add(file, 1, "this file is missing; write it.");
        return null;
    }

    /// <summary>Reads text that stands in a file after some lines.</summary>
    public static ContentNode? Parse(string file, string text, ContentProblems problems, int linesBefore)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        try
        {
            var yaml = new YamlStream();
            yaml.Load(parser);
            if (yaml.Documents.Count == 1)
            {
                return new ContentNode(file, yaml.Documents[0].RootNode, problems, linesBefore);
            }

            problems.Add(file, 1 + linesBefore, "this file is empty or holds several documents; write one.");
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException)
        {
            // The parser gives up on some unclosed brackets without saying where; then its last token is near.
            problems.Add(file, ((e as YamlException)?.Start.Line ?? parser.Current?.Start.Line ?? 1) + linesBefore, $"this is no YAML: {e.InnerException?.Message ?? e.Message}");
        }

        return null;
    }

    /// <summary>Notes a mistake at this place.</summary>
    public void Problem(string sentence) => problems.Add(file, node.Start.Line + linesBefore, sentence);

    /// <summary>Notes every key that is not among these.</summary>
    public void Only(params ReadOnlySpan<string> keys)
    {
        foreach (var key in Keys)
        {
            if (!keys.Contains(key))
            {
                Child(key)!.Problem($"the key '{key}' is not known here; use {string.Join(", ", keys.ToArray())}.");
            }
        }
    }

    /// <summary>The value under a key, or null.</summary>
    public ContentNode? Child(string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child)
            ? new ContentNode(file, child, problems, linesBefore)
            : null;

    /// <summary>The entries of a list.</summary>
    public IReadOnlyList<ContentNode> Items()
    {
        if (node is YamlSequenceNode list)
        {
            return [.. list.Children.Select(c => new ContentNode(file, c, problems, linesBefore))];
        }

        Problem("a list is expected here (lines that begin with '- ', or [a, b]).");
        return [];
    }

    /// <summary>The text under a key; a missing or empty one is a mistake.</summary>
    public string Text(string key)
    {
        var text = Child(key)?.Value;
        if (string.IsNullOrWhiteSpace(text))
        {
            Problem($"'{key}' is missing or empty; write it.");
            return "";
        }

        return text;
    }

    /// <summary>The whole number under a key.</summary>
    public int Whole(string key, int least, int most)
    {
        if (int.TryParse(Child(key)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        (Child(key) ?? this).Problem(string.Create(CultureInfo.InvariantCulture, $"'{key}' must be a whole number from {least} to {most}."));
        return least;
    }

    /// <summary>One of a list of words under a key.</summary>
    public string Word(string key, params ReadOnlySpan<string> words)
    {
        var word = Child(key)?.Value ?? "";
        if (words.Contains(word))
        {
            return word;
        }

        (Child(key) ?? this).Problem($"'{key}' must be one of {string.Join(", ", words.ToArray())}.");
        return words[0];
    }
}
