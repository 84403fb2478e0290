using System.Globalization;

namespace VisionZero.Documents;

/// <summary>Where a line may end: after spaces and hyphens between words, between ideographs but for the usual exceptions.</summary>
internal static class LineBreaks
{
    private const string NotAtStart = "、。，．：；！？）］｝」』】〕〉》〗”’…‥・々ー～ぁぃぅぇぉっゃゅょァィゥェォッャュョ%％,.;:!?)]}";
    private const string NotAtEnd = "（［｛「『【〔〈《〖“‘([{";

    /// <summary>Greedy lines as ranges of the text; spaces at a line's end belong to no line.</summary>
    public static IEnumerable<(int From, int To)> Lines(string text, double measure, Func<int, int, double> width)
    {
        var from = 0;
        while (from < text.Length)
        {
            var to = Fit(text, from, measure, width);
            var end = to;
            while (end > from && char.IsWhiteSpace(text[end - 1])) end--;
            yield return (from, end);
            from = to;
        }
    }

    /// <summary>What no line breaks unless it must: ranges of the text without the spaces around them.</summary>
    public static IEnumerable<(int From, int To)> Words(string text)
    {
        for (var from = 0; from < text.Length;)
        {
            var next = Next(text, from);
            var end = next;
            while (end > from && char.IsWhiteSpace(text[end - 1])) end--;
            if (end > from) yield return (from, end);
            from = next;
        }
    }

    /// <summary>End of the line that starts here, spaces included.</summary>
    private static int Fit(string text, int from, double measure, Func<int, int, double> width)
    {
        var best = -1;
        for (var end = Next(text, from); ; end = Next(text, end))
        {
            var visible = end;
            while (visible > from && char.IsWhiteSpace(text[visible - 1])) visible--;
            if (width(from, visible) > measure) return best > 0 ? best : Squeeze(text, from, visible, measure, width);
            best = end;
            if (end >= text.Length || text[end - 1] == '\n') return end;
        }
    }

    /// <summary>A word wider than the line is cut between graphemes.</summary>
    private static int Squeeze(string text, int from, int to, double measure, Func<int, int, double> width)
    {
        var end = from;
        while (end < to)
        {
            var next = end + StringInfo.GetNextTextElementLength(text, end);
            if (end > from && width(from, next) > measure) return end;
            end = next;
        }

        return end;
    }

    /// <summary>The next place after this one at which a line may end.</summary>
    private static int Next(string text, int from)
    {
        for (var index = from + 1; index < text.Length; index++)
        {
            if (MayBreak(text, index)) return index;
        }

        return text.Length;
    }

    private static bool MayBreak(string text, int index)
    {
        var (before, after) = (text[index - 1], text[index]);
        if (before == '\n') return true;
        if (char.IsWhiteSpace(after) || after is '\u00A0' or '\u2060' || before is '\u00A0' or '\u2060') return false;
        if (before == ' ' && (IsFrenchSign(text, index) || (index > 1 && text[index - 2] == '«'))) return false;
        if (before is ' ' or '\t' or '\u3000' or '\u200B' or '\u2002' or '\u2003') return true;
        if (char.IsLowSurrogate(after) || CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) return false;
        if (before is '-' or '\u2010') return PartsLongWords(text, index);
        return (IsWide(text, index) || IsWideBefore(text, index))
            && !NotAtStart.Contains(after, StringComparison.Ordinal)
            && !NotAtEnd.Contains(before, StringComparison.Ordinal);
    }

    /// <summary>A sign that French parts from its word by a space: it never begins a line.</summary>
    private static bool IsFrenchSign(string text, int index) => text[index] is ':' or ';' or '!' or '?' or '»' && (index + 1 == text.Length || !char.IsLetterOrDigit(text[index + 1]));

    /// <summary>A hyphen ends a line only between two long parts: "Hohenstein-|Waldburg", never "well-|organized" or a number.</summary>
    private static bool PartsLongWords(string text, int index)
    {
        const int least = 5;
        return index > least && index + least <= text.Length && text[(index - 1 - least)..(index - 1)].All(char.IsLetter) && text[index..(index + least)].All(char.IsLetter);
    }

    private static bool IsWideBefore(string text, int index) => IsWide(text, char.IsLowSurrogate(text[index - 1]) && index > 1 ? index - 2 : index - 1);

    /// <summary>Ideographs, kana, full-width forms. Korean breaks at its spaces.</summary>
    private static bool IsWide(string text, int index) =>
        char.ConvertToUtf32OrSelf(text, index) is >= 0x2E80 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0xFF00 and <= 0xFF60 or >= 0x20000 and <= 0x3FFFF;
}

internal static class CharExtensions
{
    extension(char)
    {
        /// <summary>The code point at an index; a lone surrogate is itself.</summary>
        public static int ConvertToUtf32OrSelf(string text, int index) =>
            char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
                ? char.ConvertToUtf32(text[index], text[index + 1])
                : text[index];
    }
}
