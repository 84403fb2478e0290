using HarfBuzzSharp;

namespace VisionZero.Documents;

/// <summary>Which language's letter forms a name asks for when nobody said: kana mean Japanese, hangul Korean.</summary>
internal static class NameLanguage
{
    public static string Guess(string name, string documentLanguage)
    {
        var scripts = name.EnumerateRunes().Select(rune => Scripts.Of(rune.Value)).ToHashSet();
        if (scripts.Contains(Script.Hiragana) || scripts.Contains(Script.Katakana)) return "ja";
        if (scripts.Contains(Script.Hangul)) return "ko";
        return documentLanguage;
    }
}
