using System.Collections.Concurrent;
using HarfBuzzSharp;

namespace VisionZero.Documents;

/// <summary>A script without a font on this machine, and the Debian package that brings one.</summary>
public sealed record MissingFont(string Script, string Package);

/// <summary>
/// The Noto fonts of this machine as one fallback chain by script: the primary family, the script's own family, the
/// language's form of ideographs, then everything else. Thread-safe; fonts open when first used.
/// </summary>
public sealed class FontCatalogue
{
    /// <summary>What broken text decodes to. Some fonts can print it, and control characters too, but nobody's name has them.</summary>
    private const int Garbled = 0xFFFD;

    private readonly Dictionary<(string Family, FaceStyle Style), FontFace> faces;
    private readonly IReadOnlyList<string> families;
    private readonly ConcurrentDictionary<(int CodePoint, string Language, FaceStyle Style), FontFace?> found = new();

    private FontCatalogue(Dictionary<(string, FaceStyle), FontFace> faces)
    {
        this.faces = faces;
        families = [.. faces.Keys.Select(key => key.Item1).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Number of font families found.</summary>
    public int Count => families.Count;

    /// <summary>Looks through the system's font folders and, before them, a folder of the installation's own.</summary>
    public static FontCatalogue Scan(string? extraFolder = null, bool systemFolders = true) =>
        new(FontFolders.Find([.. extraFolder is null ? [] : new[] { extraFolder }, .. systemFolders ? FontFolders.OfSystem() : []]));

    /// <summary>The code points of the text that no font of this machine covers; empty when all can be printed.</summary>
    public IReadOnlyList<int> Covers(string text) =>
        [.. text.EnumerateRunes().Select(rune => rune.Value).Distinct().Where(codePoint => !IsInvisible(codePoint) && (codePoint is Garbled or < ' ' or (>= 0x7F and < 0xA0) || Find(codePoint, "en", FaceStyle.Regular) is null))];

    /// <summary>Promised scripts that this machine has no font for.</summary>
    public IReadOnlyList<MissingFont> MissingFonts() =>
        [.. SupportedScript.All.Where(script => Covers(script.Sample).Count > 0).Select(script => new MissingFont(script.Name, script.Package))];

    /// <summary>The face to print a code point with, or null.</summary>
    internal FontFace? Find(int codePoint, string language, FaceStyle style) =>
        found.GetOrAdd((codePoint, language, style), key => Search(key.CodePoint, key.Language, key.Style));

    /// <summary>The face of a script for a character that belongs to no script, such as a full stop among ideographs; or null.</summary>
    internal FontFace? FindFor(Script script, int codePoint, string language, FaceStyle style) =>
        Scripts.Families(script, language).Select(family => Face(family, style)).FirstOrDefault(face => face?.Covers(codePoint) == true);

    /// <summary>The face for Latin text and figures.</summary>
    internal FontFace? Primary(FaceStyle style) => Face(Scripts.Primary, style);

    /// <summary>Characters that print nothing: spaces, joiners, marks of direction, variation selectors.</summary>
    internal static bool IsInvisible(int codePoint) =>
        codePoint is '\t' or '\n' or '\r' or ' ' or 0xA0 or 0xAD or 0x34F or 0x61C or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202F)
            or (>= 0x2060 and <= 0x2069) or (>= 0x2000 and <= 0x200A) or 0x3000 or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF or (>= 0xE0100 and <= 0xE01EF);

    private FontFace? Search(int codePoint, string language, FaceStyle style)
    {
        var preferred = Scripts.Families(Scripts.Of(codePoint), language).Where(family => families.Contains(family));
        return preferred.Concat(families).Distinct().Select(family => Face(family, style)).FirstOrDefault(face => face?.Covers(codePoint) == true);
    }

    private FontFace? Face(string family, FaceStyle style) =>
        Styles(style).Select(candidate => faces.GetValueOrDefault((family, candidate))).FirstOrDefault(face => face is not null);

    private static FaceStyle[] Styles(FaceStyle style) => style switch
    {
        FaceStyle.Regular => [FaceStyle.Regular],
        FaceStyle.Bold => [FaceStyle.Bold, FaceStyle.Regular],
        FaceStyle.Italic => [FaceStyle.Italic, FaceStyle.Regular],
        FaceStyle.BoldItalic => [FaceStyle.BoldItalic, FaceStyle.Bold, FaceStyle.Regular],
        _ => throw new ArgumentOutOfRangeException(nameof(style)),
    };
}
