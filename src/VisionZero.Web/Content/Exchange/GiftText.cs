using System.Text;
using System.Text.RegularExpressions;

namespace VisionZero.Web.Content.Exchange;

/// <summary>Texts as GIFT writes them: its signs behind a backslash, a new line as <c>\n</c>.</summary>
internal static partial class GiftText
{
    private const string Signs = "~=#{}:";

    /// <summary>Writes a text; one that begins like a format is told apart from it by a format of its own.</summary>
    public static string Escape(string text, bool format = false)
    {
        var escaped = new StringBuilder(format || Format().IsMatch(text) ? "[plain]" : "");
        foreach (var letter in text)
        {
            escaped.Append(letter switch
            {
                '\\' => @"\\",
                '\n' => @"\n",
                _ when Signs.Contains(letter, StringComparison.Ordinal) => $@"\{letter}",
                _ => letter.ToString(),
            });
        }

        return escaped.ToString();
    }

    /// <summary>Reads a text; its format is taken away.</summary>
    public static string Unescape(string text)
    {
        text = Format().Replace(text.Trim(), "");
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && (text[i + 1] is '\\' or 'n' || Signs.Contains(text[i + 1], StringComparison.Ordinal)))
            {
                plain.Append(text[++i] == 'n' ? '\n' : text[i]);
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return ExchangeText.Normal(plain.ToString());
    }

    /// <summary>The format a text is in, if it says one.</summary>
    public static string? FormatOf(string text) => Format().Match(text.Trim()) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The first place of a word that no backslash stands before, or -1.</summary>
    public static int Find(string text, string word, int from = 0)
    {
        for (var i = from; i <= text.Length - word.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (string.CompareOrdinal(text, i, word, 0, word.Length) == 0)
            {
                return i;
            }
        }

        return -1;
    }

    [GeneratedRegex(@"^\[(html|moodle|plain|markdown)\]", RegexOptions.IgnoreCase)]
    private static partial Regex Format();
}
