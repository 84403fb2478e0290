using System.Collections.Concurrent;
using QuestPDF.Drawing;

namespace VisionZero.Documents;

/// <summary>Gives QuestPDF the faces a document uses, each under a name of its own, once a process.</summary>
internal static class QuestPdfFonts
{
    private static readonly ConcurrentDictionary<(string Path, int Index), string> Registered = new();

    /// <summary>Family names for the text, the primary face first so that figures look the same everywhere.</summary>
    public static string[] Families(IEnumerable<SetLine> lines) =>
        [.. lines.SelectMany(line => line.Runs).Select(run => run.Face).Distinct().OrderBy(face => face.Family == Scripts.Primary ? 0 : 1).Select(Name)];

    private static string Name(FontFace face) => Registered.GetOrAdd((face.Path, face.Index), _ => Register(face));

    private static string Register(FontFace face)
    {
        var name = $"vz {face.Family} {face.Style}";
        using var stream = new MemoryStream(FontExtraction.Face(File.ReadAllBytes(face.Path), face.Index));
        FontManager.RegisterFontWithCustomName(name, stream);
        return name;
    }
}
