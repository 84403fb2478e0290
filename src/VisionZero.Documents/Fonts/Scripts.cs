using HarfBuzzSharp;

namespace VisionZero.Documents;

/// <summary>A script the certificate promises, with text to prove it by.</summary>
/// <param name="Name">Name for operators.</param>
/// <param name="Language">Language of the sample, BCP 47.</param>
/// <param name="Sample">A name that shapes: ligatures, marks, joining.</param>
/// <param name="Package">Debian package of its font.</param>
public sealed record SupportedScript(string Name, string Language, string Sample, string Package)
{
    private const string Core = "fonts-noto-core";
    private const string Cjk = "fonts-noto-cjk";

    /// <summary>The scripts every installation is to print.</summary>
    public static IReadOnlyList<SupportedScript> All { get; } =
    [
        new("Latin", "en", "Sofía Łukasiewicz-Hoffmann office affine Nguyễn Thị Ánh", Core),
        new("Cyrillic", "uk", "Олександр Їжакевич Ђорђе", Core),
        new("Greek", "el", "Ἀλέξανδρος Παπαδόπουλος", Core),
        new("Arabic", "ar", "محمد عبد الله السُّلَيْمان", Core),
        new("Hebrew", "he", "יִצְחָק בֶּן־דָּוִד", Core),
        new("Devanagari", "hi", "राजेन्द्र प्रसाद श्रीवास्तव", Core),
        new("Thai", "th", "สมศักดิ์ ธรรมรักษ์ น้ำทิพย์", Core),
        new("Chinese", "zh", "欧阳晓静", Cjk),
        new("Japanese", "ja", "髙橋 さくら ヴィクトル", Cjk),
        new("Korean", "ko", "김하늘 박서준", Cjk),
    ];
}

/// <summary>Which families of fonts print which script.</summary>
internal static class Scripts
{
    public const string Primary = "NotoSans";

    private static readonly Dictionary<Script, string> Suffixes = new()
    {
        [Script.Arabic] = "Arabic",
        [Script.Armenian] = "Armenian",
        [Script.Bengali] = "Bengali",
        [Script.CanadianSyllabics] = "CanadianAboriginal",
        [Script.Cherokee] = "Cherokee",
        [Script.Devanagari] = "Devanagari",
        [Script.Ethiopic] = "Ethiopic",
        [Script.Georgian] = "Georgian",
        [Script.Gujarati] = "Gujarati",
        [Script.Gurmukhi] = "Gurmukhi",
        [Script.Hebrew] = "Hebrew",
        [Script.Javanese] = "Javanese",
        [Script.Kannada] = "Kannada",
        [Script.Khmer] = "Khmer",
        [Script.Lao] = "Lao",
        [Script.Malayalam] = "Malayalam",
        [Script.Mongolian] = "Mongolian",
        [Script.Myanmar] = "Myanmar",
        [Script.Nko] = "NKo",
        [Script.Oriya] = "Oriya",
        [Script.Sinhala] = "Sinhala",
        [Script.Syriac] = "Syriac",
        [Script.Tamil] = "Tamil",
        [Script.Telugu] = "Telugu",
        [Script.Thaana] = "Thaana",
        [Script.Thai] = "Thai",
        [Script.Tibetan] = "Tibetan",
        [Script.Tifinagh] = "Tifinagh",
    };

    public static Script Of(int codePoint) => UnicodeFunctions.Default.GetScript(codePoint);

    public static bool IsNeutral(Script script) => script == Script.Common || script == Script.Inherited || script == Script.Unknown;

    /// <summary>Families that print ideographs, kana and hangul, the language's own form first.</summary>
    public static IReadOnlyList<string> Ideographic(string language) => Ideographs.For(language) switch
    {
        Ideographs.Japanese => ["NotoSansCJKJP", "NotoSansJP", "NotoSansCJKSC", "NotoSansSC", "NotoSansCJKTC", "NotoSansTC", "NotoSansCJKKR", "NotoSansKR"],
        Ideographs.Korean => ["NotoSansCJKKR", "NotoSansKR", "NotoSansCJKJP", "NotoSansJP", "NotoSansCJKSC", "NotoSansSC"],
        Ideographs.Traditional => ["NotoSansCJKTC", "NotoSansTC", "NotoSansCJKHK", "NotoSansHK", "NotoSansCJKSC", "NotoSansSC", "NotoSansCJKJP", "NotoSansJP"],
        _ => ["NotoSansCJKSC", "NotoSansSC", "NotoSansCJKTC", "NotoSansTC", "NotoSansCJKJP", "NotoSansJP", "NotoSansCJKKR", "NotoSansKR"],
    };

    public static bool IsIdeographic(Script script) =>
        script == Script.Han || script == Script.Hiragana || script == Script.Katakana || script == Script.Hangul || script == Script.Bopomofo;

    /// <summary>Families worth asking first for a script, best first.</summary>
    public static IEnumerable<string> Families(Script script, string language)
    {
        if (IsIdeographic(script)) return [.. Ideographic(language), Primary];
        return Suffixes.TryGetValue(script, out var suffix)
            ? [Primary + suffix, Primary, .. Ideographic(language)]
            : [Primary, .. Ideographic(language)];
    }
}

/// <summary>The regional forms of ideographs.</summary>
internal enum Ideographs
{
    Simplified,
    Traditional,
    Japanese,
    Korean,
}

internal static class IdeographsExtensions
{
    extension(Ideographs)
    {
        public static Ideographs For(string language)
        {
            var parts = language.Split('-', '_');
            return parts[0].ToLowerInvariant() switch
            {
                "ja" => Ideographs.Japanese,
                "ko" => Ideographs.Korean,
                "zh" when parts.Skip(1).Any(part => part.ToUpperInvariant() is "HANT" or "TW" or "HK" or "MO") => Ideographs.Traditional,
                _ => Ideographs.Simplified,
            };
        }
    }
}
