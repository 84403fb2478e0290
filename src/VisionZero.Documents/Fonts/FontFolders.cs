using System.Text.RegularExpressions;
using SkiaSharp;

namespace VisionZero.Documents;

/// <summary>Finds Noto Sans files. Without fontconfig, so the same on every system.</summary>
internal static partial class FontFolders
{
    public static IReadOnlyList<string> OfSystem()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return
        [
            "/usr/local/share/fonts",
            "/usr/share/fonts",
            Path.Combine(home, ".local/share/fonts"),
            Path.Combine(home, ".fonts"),
            "/Library/Fonts",
            Path.Combine(home, "Library/Fonts"),
            Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Microsoft/Windows/Fonts"),
        ];
    }

    /// <summary>The first file of a family and style wins, so folders given first come first.</summary>
    public static Dictionary<(string, FaceStyle), FontFace> Find(IReadOnlyList<string> folders)
    {
        var faces = new Dictionary<(string, FaceStyle), FontFace>();
        foreach (var path in folders.Where(Directory.Exists).SelectMany(Files))
        {
            foreach (var face in Faces(path)) faces.TryAdd((face.Family, face.Style), face);
        }

        return faces;
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "NotoSans*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Order(StringComparer.Ordinal);

    private static IEnumerable<FontFace> Faces(string path)
    {
        var match = StaticFace().Match(Path.GetFileName(path));
        if (!match.Success) return [];

        var style = match.Groups["style"].Value switch
        {
            "Bold" => FaceStyle.Bold,
            "Italic" => FaceStyle.Italic,
            "BoldItalic" => FaceStyle.BoldItalic,
            _ => FaceStyle.Regular,
        };
        return match.Groups["kind"].Value == "ttc"
            ? Collection(path, style)
            : [new FontFace(Canonical(match.Groups["family"].Value), style, path, 0)];
    }

    /// <summary>A collection says in its names which region's form each face is: "Noto Sans CJK SC".</summary>
    private static IEnumerable<FontFace> Collection(string path, FaceStyle style)
    {
        for (var index = 0; index < 16; index++)
        {
            using var face = SKTypeface.FromFile(path, index);
            if (face is null) yield break;
            var family = face.FamilyName.Replace(" ", "", StringComparison.Ordinal);
            if (!family.Contains("Mono", StringComparison.Ordinal)) yield return new FontFace(family, style, path, index);
        }
    }

    /// <summary>Single-language files are named NotoSansCJKsc-Regular.otf.</summary>
    private static string Canonical(string family) =>
        family.StartsWith("NotoSansCJK", StringComparison.Ordinal) ? "NotoSansCJK" + family["NotoSansCJK".Length..].ToUpperInvariant() : family;

    [GeneratedRegex(@"^(?<family>NotoSans(?!Mono|.*Mono)[A-Za-z0-9]*)-(?<style>Regular|Bold|Italic|BoldItalic)\.(?<kind>ttf|otf|ttc)$")]
    private static partial Regex StaticFace();
}
