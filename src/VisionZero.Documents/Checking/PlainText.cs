using System.Text;

namespace VisionZero.Documents;

/// <summary>
/// Text as it is compared: composed, without characters that print nothing, with one kind of space. Letters that a font may
/// only join (ligatures, Arabic forms) become what they stand for; nothing else is made alike.
/// </summary>
internal static class PlainText
{
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsPresentationForm(rune.Value)) plain.Append(rune.ToString().Normalize(NormalizationForm.FormKC));
            else if (IsSpace(rune.Value)) Space(plain, rune.Value == PdfText.Break);
            else if (!FontCatalogue.IsInvisible(rune.Value)) plain.Append(rune.ToString());
        }

        return plain.ToString().Trim().Normalize(NormalizationForm.FormC);
    }

    private static void Space(StringBuilder plain, bool isBreak)
    {
        if (plain.Length > 0 && plain[^1] is ' ' or PdfText.Break)
        {
            if (isBreak) plain[^1] = PdfText.Break;
        }
        else
        {
            plain.Append(isBreak ? PdfText.Break : ' ');
        }
    }

    private static bool IsSpace(int codePoint) =>
        codePoint is '\t' or '\n' or '\r' or ' ' or 0xA0 or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000;

    private static bool IsPresentationForm(int codePoint) =>
        codePoint is (>= 0xFB00 and <= 0xFB06) or (>= 0xFB13 and <= 0xFB17) or (>= 0xFB50 and <= 0xFDFB) or (>= 0xFE70 and <= 0xFEFC);
}
