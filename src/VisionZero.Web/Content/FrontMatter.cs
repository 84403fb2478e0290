using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace VisionZero.Web.Content;

/// <summary>A Markdown file with front matter: <c>---</c>, simple keys, <c>---</c>, text.</summary>
public sealed class FrontMatter
{
    private static readonly string[] Known = ["title", "subtitle", "summary", "version", "date", "minutes"];

    private readonly string _file;
    private readonly Dictionary<string, (string Value, long Line)> _values;

    private FrontMatter(string file, Dictionary<string, (string Value, long Line)> values, string body, int bodyLine)
    {
        _file = file;
        _values = values;
        Body = body;
        BodyLine = bodyLine;
    }

    /// <summary>The text after the front matter.</summary>
    public string Body { get; }

    /// <summary>Line on which the text starts, from 1.</summary>
    public int BodyLine { get; }

    /// <summary>A value, or null.</summary>
    public string? this[string key] => _values.TryGetValue(key, out var value) ? value.Value : null;

    /// <summary>Reads a file; mistakes are added to the problems, each with its line.</summary>
    public static FrontMatter? Read(string file, List<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var lines = File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n');
        var end = lines is ["---", ..] ? Array.IndexOf(lines, "---", 1) : -1;
        if (end < 0)
        {
            problems.Add($"{file}:1: the file must start with front matter between two lines '---'.");
            return null;
        }

        var values = Values(file, string.Join('\n', lines[1..end]), problems);
        if (values is null)
        {
            return null;
        }

        if (!values.TryGetValue("title", out var title) || string.IsNullOrWhiteSpace(title.Value))
        {
            problems.Add($"{file}:1: the front matter must have a 'title'.");
            return null;
        }

        var start = end + 1;
        while (start < lines.Length && lines[start].Length == 0)
        {
            start++;
        }

        return new FrontMatter(file, values, string.Join('\n', lines[start..]).TrimEnd('\n') + "\n", start + 1);
    }

    /// <summary>A whole number, or the one given if the file has none.</summary>
    public int Whole(string key, int otherwise, List<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (!_values.TryGetValue(key, out var value))
        {
            return otherwise;
        }

        if (int.TryParse(value.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }

        problems.Add($"{_file}:{value.Line}: '{key}' must be a whole number above 0.");
        return otherwise;
    }

    /// <summary>A date, or null if the file has none.</summary>
    public DateOnly? Date(string key, List<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (!_values.TryGetValue(key, out var value))
        {
            return null;
        }

        if (DateOnly.TryParseExact(value.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        problems.Add($"{_file}:{value.Line}: '{key}' must be a date like 2026-11-23.");
        return null;
    }

    private static Dictionary<string, (string Value, long Line)>? Values(string file, string yaml, List<string> problems)
    {
        var values = new Dictionary<string, (string Value, long Line)>(StringComparer.Ordinal);
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(yaml);
            stream.Load(reader);
            if (stream.Documents is not [{ RootNode: YamlMappingNode map }])
            {
                problems.Add($"{file}:2: the front matter must be lines of 'key: value'.");
                return null;
            }

            foreach (var (key, node) in map.Children)
            {
                // The opening line of the front matter is not part of the YAML.
                var line = key.Start.Line + 1;
                if (key is YamlScalarNode { Value: { } name } && Known.Contains(name) && node is YamlScalarNode scalar)
                {
                    values[name] = (scalar.Value ?? string.Empty, line);
                }
                else
                {
                    problems.Add($"{file}:{line}: '{key}' is no key of the front matter; there are: {string.Join(", ", Known)}.");
                }
            }

            return values;
        }
        catch (YamlException e)
        {
            problems.Add($"{file}:{e.Start.Line + 1}: {e.Message}");
            return null;
        }
    }
}
