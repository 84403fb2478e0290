using System.Text;
using VisionZero.Tests;
using VisionZero.Web.Texts;
using YamlDotNet.RepresentationModel;

namespace VisionZero.Browser.Tests;

/// <summary>
/// Content in which every English text of the interface is written in a language of its own: accented, a third longer,
/// in brackets. What stands outside of brackets on a page comes from elsewhere.
/// </summary>
internal static class PseudoContent
{
    /// <summary>Begins each text.</summary>
    public const char Opens = '⟦';

    /// <summary>Ends it.</summary>
    public const char Closes = '⟧';

    private const string Plain = "aceinosuyzACEINOSUYZ";
    private const string Accented = "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ";

    // How a day is written is a format, no text.
    private static readonly HashSet<string> Formats = ["general.date"];

    /// <summary>Copies the content folder and rewrites its English; answers the copy.</summary>
    public static string Make(string content)
    {
        var copy = TemporaryFolder.Make("vz-pseudo-");
        foreach (var file in Directory.EnumerateFiles(content, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(content, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(copy, "locales", "en"), "*.yaml"))
        {
            Rewrite(file);
        }

        return copy;
    }

    /// <summary>A text in that language.</summary>
    public static string Of(string text)
    {
        var written = new StringBuilder().Append(Opens);
        var end = 0;
        foreach (var placeholder in Texts.Placeholder().Matches(text).Cast<System.Text.RegularExpressions.Match>())
        {
            Accent(text[end..placeholder.Index], written);
            written.Append(placeholder.Value);
            end = placeholder.Index + placeholder.Length;
        }

        Accent(text[end..], written);
        return written.Append(Closes).ToString();
    }

    // Every vowel twice makes a text about a third longer, word by word.
    private static void Accent(string text, StringBuilder written)
    {
        foreach (var letter in text)
        {
            var at = Plain.IndexOf(letter, StringComparison.Ordinal);
            written.Append(at < 0 ? letter : Accented[at]);
            if ("aeiou".Contains(letter, StringComparison.Ordinal))
            {
                written.Append(letter);
            }
        }
    }

    private static void Rewrite(string file)
    {
        var yaml = new YamlStream();
        using (var reader = new StreamReader(file))
        {
            yaml.Load(reader);
        }

        Walk(Path.GetFileNameWithoutExtension(file), yaml.Documents[0].RootNode);
        using var writer = new StreamWriter(file);
        yaml.Save(writer, assignAnchors: false);
    }

    private static void Walk(string key, YamlNode node)
    {
        if (node is YamlMappingNode map)
        {
            foreach (var (name, value) in map.Children)
            {
                Walk($"{key}.{((YamlScalarNode)name).Value}", value);
            }
        }
        else if (node is YamlScalarNode scalar && !Formats.Contains(key))
        {
            scalar.Value = Of(scalar.Value ?? "");
        }
    }
}
