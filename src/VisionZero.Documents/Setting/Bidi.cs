using System.Globalization;
using System.Text;

namespace VisionZero.Documents;

/// <summary>
/// The bidirectional algorithm (UAX 9) for a paragraph without explicit embeddings: an even level reads left to right, an odd
/// one right to left. Names and sentences on paper carry no embedding codes; those that occur are ignored.
/// </summary>
internal static class Bidi
{
    private const string Opening = "([{⁅⁽₍〈❨❪❬❮❰❲❴⟦⟨⟪⟬⟮⦃⦅《「『【〔〖〘〚（［｛｟｢";
    private const string Closing = ")]}⁆⁾₎〉❩❫❭❯❱❳❵⟧⟩⟫⟭⟯⦄⦆》」』】〕〗〙〛）］｝｠｣";

    private enum Kind
    {
        L,
        R,
        AL,
        EN,
        ES,
        ET,
        AN,
        CS,
        NSM,
        BN,
        ON,
    }

    /// <summary>0 or 1 by the first strong character, or the fallback where there is none.</summary>
    public static int BaseLevel(string text, int fallback)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Of(rune))
            {
                case Kind.L: return 0;
                case Kind.R or Kind.AL: return 1;
            }
        }

        return fallback;
    }

    /// <summary>Whether a language is written from right to left.</summary>
    public static bool IsRightToLeft(string language) =>
        language.Split('-', '_')[0].ToLowerInvariant() is "ar" or "he" or "iw" or "fa" or "ur" or "ps" or "sd" or "ug" or "yi" or "dv" or "ckb" or "syr";

    /// <summary>A level for each UTF-16 unit.</summary>
    public static byte[] Levels(string text, int baseLevel)
    {
        var kinds = new Kind[text.Length];
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var kind = Of(rune);
            for (var unit = 0; unit < rune.Utf16SequenceLength; unit++) kinds[at++] = kind;
        }

        var edge = baseLevel == 0 ? Kind.L : Kind.R;
        ResolveWeak(kinds, edge);
        ResolveBrackets(text, kinds, edge);
        ResolveNeutral(kinds, edge);

        var levels = new byte[text.Length];
        for (var index = 0; index < levels.Length; index++) levels[index] = Level(kinds[index], baseLevel);
        for (var index = text.Length - 1; index >= 0 && char.IsWhiteSpace(text[index]); index--) levels[index] = (byte)baseLevel;
        return levels;
    }

    /// <summary>Rules W1 to W7.</summary>
    private static void ResolveWeak(Kind[] kinds, Kind edge)
    {
        var (previous, strong) = (edge, edge);
        for (var index = 0; index < kinds.Length; index++)
        {
            if (kinds[index] is Kind.NSM or Kind.BN) kinds[index] = previous;
            if (kinds[index] is Kind.L or Kind.R or Kind.AL) strong = kinds[index];
            if (kinds[index] == Kind.EN && strong == Kind.AL) kinds[index] = Kind.AN;
            previous = kinds[index];
        }

        for (var index = 0; index < kinds.Length; index++)
        {
            if (kinds[index] == Kind.AL) kinds[index] = Kind.R;
            if (index == 0 || index == kinds.Length - 1) continue;
            var (before, after) = (kinds[index - 1], kinds[index + 1]);
            if (kinds[index] == Kind.ES && before == Kind.EN && after == Kind.EN) kinds[index] = Kind.EN;
            if (kinds[index] == Kind.CS && before == after && before is Kind.EN or Kind.AN) kinds[index] = before;
        }

        Terminators(kinds);
        strong = edge;
        for (var index = 0; index < kinds.Length; index++)
        {
            if (kinds[index] is Kind.L or Kind.R) strong = kinds[index];
            if (kinds[index] is Kind.ES or Kind.ET or Kind.CS) kinds[index] = Kind.ON;
            if (kinds[index] == Kind.EN && strong == Kind.L) kinds[index] = Kind.L;
        }
    }

    /// <summary>Rule W5: signs of currency and percent beside figures.</summary>
    private static void Terminators(Kind[] kinds)
    {
        for (var index = 0; index < kinds.Length; index++)
        {
            if (kinds[index] != Kind.ET) continue;
            var end = index;
            while (end < kinds.Length && kinds[end] == Kind.ET) end++;
            var beside = (index > 0 && kinds[index - 1] == Kind.EN) || (end < kinds.Length && kinds[end] == Kind.EN);
            if (beside) Array.Fill(kinds, Kind.EN, index, end - index);
            index = end - 1;
        }
    }

    /// <summary>Rule N0: a pair of brackets takes one direction.</summary>
    private static void ResolveBrackets(string text, Kind[] kinds, Kind edge)
    {
        var open = new Stack<(char Closing, int Index)>();
        var pairs = new List<(int Open, int Close)>();
        for (var index = 0; index < text.Length; index++)
        {
            if (kinds[index] != Kind.ON) continue;
            var opening = Opening.IndexOf(text[index], StringComparison.Ordinal);
            if (opening >= 0)
            {
                open.Push((Closing[opening], index));
            }
            else if (Closing.Contains(text[index], StringComparison.Ordinal) && open.Any(pair => pair.Closing == text[index]))
            {
                while (open.Peek().Closing != text[index]) open.Pop();
                pairs.Add((open.Pop().Index, index));
            }
        }

        foreach (var (from, to) in pairs.OrderBy(pair => pair.Open))
        {
            var inside = kinds[(from + 1)..to].Select(Strong).Where(kind => kind != Kind.ON).ToHashSet();
            if (inside.Count == 0) continue;
            var direction = inside.Contains(edge) ? edge : Before(kinds, from, edge) is var before && inside.Contains(before) ? before : edge;
            kinds[from] = kinds[to] = direction;
        }
    }

    private static Kind Before(Kind[] kinds, int index, Kind edge)
    {
        for (var at = index - 1; at >= 0; at--)
        {
            if (Strong(kinds[at]) is var strong && strong != Kind.ON) return strong;
        }

        return edge;
    }

    /// <summary>Rules N1 and N2.</summary>
    private static void ResolveNeutral(Kind[] kinds, Kind edge)
    {
        for (var index = 0; index < kinds.Length; index++)
        {
            if (kinds[index] != Kind.ON) continue;
            var end = index;
            while (end < kinds.Length && kinds[end] == Kind.ON) end++;
            var before = index == 0 ? edge : Strong(kinds[index - 1]);
            var after = end == kinds.Length ? edge : Strong(kinds[end]);
            Array.Fill(kinds, before == after ? before : edge, index, end - index);
            index = end - 1;
        }
    }

    private static Kind Strong(Kind kind) => kind switch
    {
        Kind.EN or Kind.AN or Kind.R => Kind.R,
        Kind.L => Kind.L,
        _ => Kind.ON,
    };

    private static byte Level(Kind kind, int baseLevel) => (kind, baseLevel) switch
    {
        (Kind.L, 0) => 0,
        (Kind.L, _) => 2,
        (Kind.R, _) => 1,
        _ => 2,
    };

    private static Kind Of(Rune rune) => rune.Value switch
    {
        0x200E => Kind.L,
        0x200F => Kind.R,
        0x61C => Kind.AL,
        >= '0' and <= '9' or >= 0x6F0 and <= 0x6F9 or 0xB2 or 0xB3 or 0xB9 or >= 0x2070 and <= 0x2079 or >= 0x2080 and <= 0x2089 => Kind.EN,
        >= 0x660 and <= 0x669 or 0x66B or 0x66C or 0x6DD or >= 0x600 and <= 0x605 => Kind.AN,
        '+' or '-' or 0x207A or 0x207B or 0x208A or 0x208B or 0x2212 => Kind.ES,
        '#' or '$' or '%' or >= 0xA2 and <= 0xA5 or 0xB0 or 0xB1 or 0x66A or >= 0x2030 and <= 0x2034 or >= 0x20A0 and <= 0x20CF => Kind.ET,
        ',' or '.' or '/' or ':' or 0xA0 or 0x60C or 0x202F or 0x2044 => Kind.CS,
        0xAD or >= 0x200B and <= 0x200D or >= 0x202A and <= 0x202E or >= 0x2060 and <= 0x2069 or 0xFEFF => Kind.BN,
        _ => ByCategory(rune),
    };

    private static Kind ByCategory(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => Kind.NSM,
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.LetterNumber => ByBlock(rune.Value, Kind.L),
        _ => ByBlock(rune.Value, Kind.ON),
    };

    private static Kind ByBlock(int value, Kind otherwise) => value switch
    {
        0x606 or 0x607 or 0x60E or 0x60F or 0x6DE or 0x6E9 or 0xFD3E or 0xFD3F => Kind.ON,
        >= 0x590 and <= 0x5FF or >= 0x7C0 and <= 0x85F or >= 0xFB1D and <= 0xFB4F or >= 0x10800 and <= 0x10CFF or >= 0x10D40 and <= 0x10EBF
            or >= 0x10F00 and <= 0x10F2F or >= 0x1E800 and <= 0x1EC6F or >= 0x1ECC0 and <= 0x1ECFF => Kind.R,
        >= 0x600 and <= 0x7BF or >= 0x860 and <= 0x8FF or >= 0xFB50 and <= 0xFDFF or >= 0xFE70 and <= 0xFEFE or >= 0x1EC70 and <= 0x1ECBF
            or >= 0x1EE00 and <= 0x1EEFF => Kind.AL,
        _ => otherwise,
    };
}
