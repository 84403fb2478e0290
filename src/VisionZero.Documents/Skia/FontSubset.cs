using System.Runtime.InteropServices;
using HarfBuzzSharp;
using SkiaSharp;

namespace VisionZero.Documents;

/// <summary>
/// A face cut down to the glyphs of one document. Skia embeds a font whole (a quarter of a megabyte each, and ideographic
/// collections as outlines without a name); HarfBuzz's own subsetter, which its .NET binding does not offer, cuts it first.
/// </summary>
internal sealed partial class FontSubset : IDisposable
{
    private const uint NoLayoutClosure = 0x200;
    private const int DropTables = 3;

    private readonly IReadOnlyDictionary<ushort, ushort>? glyphs;
    private readonly SKTypeface? own;
    private readonly FontFace face;

    private FontSubset(FontFace face, SKTypeface? own, IReadOnlyDictionary<ushort, ushort>? glyphs)
    {
        this.face = face;
        this.own = own;
        this.glyphs = glyphs;
    }

    public SKTypeface Typeface => own ?? face.Typeface;

    /// <summary>The number of a glyph in the cut face.</summary>
    public ushort Glyph(ushort original) => glyphs?[original] ?? original;

    /// <summary>Cuts the face to what the runs use; where that fails the whole face serves.</summary>
    public static FontSubset Of(FontFace face, IEnumerable<SetRun> runs)
    {
        var glyphs = new SortedSet<ushort> { 0 };
        var codePoints = new SortedSet<int>();
        foreach (var run in runs)
        {
            glyphs.UnionWith(run.Glyphs);
            codePoints.UnionWith(run.Text.EnumerateRunes().Select(rune => rune.Value));
        }

        if (face.HasPostScriptOutlines) return Rewritten(face, [.. glyphs], codePoints);

        var input = hb_subset_input_create_or_fail();
        if (input == 0) return new FontSubset(face, null, null);
        try
        {
            foreach (var glyph in glyphs) hb_set_add(hb_subset_input_glyph_set(input), glyph);
            foreach (var codePoint in codePoints) hb_set_add(hb_subset_input_unicode_set(input), (uint)codePoint);
            foreach (var table in new[] { "GSUB", "GPOS", "GDEF", "kern", "DSIG", "BASE", "JSTF", "gasp" }) hb_set_add(hb_subset_input_set(input, DropTables), Tag.Parse(table));
            hb_subset_input_set_flags(input, NoLayoutClosure);
            return Cut(face, input, glyphs);
        }
        finally
        {
            hb_subset_input_destroy(input);
        }
    }

    public void Dispose() => own?.Dispose();

    private static FontSubset Cut(FontFace face, nint input, IEnumerable<ushort> glyphs)
    {
        var plan = hb_subset_plan_create_or_fail(face.Face.Handle, input);
        if (plan == 0) return new FontSubset(face, null, null);
        try
        {
            var cut = hb_subset_plan_execute_or_fail(plan);
            if (cut == 0) return new FontSubset(face, null, null);
            var typeface = SKTypeface.FromData(Data(cut));
            hb_face_destroy(cut);
            if (typeface is null) return new FontSubset(face, null, null);
            var map = hb_subset_plan_old_to_new_glyph_mapping(plan);
            return new FontSubset(face, typeface, glyphs.ToDictionary(glyph => glyph, glyph => (ushort)hb_map_get(map, glyph)));
        }
        finally
        {
            hb_subset_plan_destroy(plan);
        }
    }

    private static FontSubset Rewritten(FontFace face, ushort[] glyphs, IEnumerable<int> codePoints)
    {
        const int unitsPerEm = 2000;
        var numbers = glyphs.Select((glyph, index) => (glyph, index)).ToDictionary(pair => pair.glyph, pair => (ushort)pair.index);
        using var font = new SKFont(face.Typeface, unitsPerEm) { Hinting = SKFontHinting.None, LinearMetrics = true, Subpixel = true };
        var outlines = glyphs.Select(glyph => new TrueTypeGlyph(
            (int)Math.Round((double)face.Font.GetHorizontalGlyphAdvance(glyph) * unitsPerEm / face.UnitsPerEm),
            OutlineReader.Contours(font, glyph)));
        var characters = new Dictionary<int, ushort>();
        foreach (var codePoint in codePoints)
        {
            if (face.Font.TryGetNominalGlyph(codePoint, out var glyph) && numbers.TryGetValue((ushort)glyph, out var number)) characters[codePoint] = number;
        }

        var file = TrueTypeWriter.Write(face.Family, $"{face.Family}-{face.Style}", unitsPerEm, face.Ascent, face.Descent, [.. outlines], characters);
        using var data = SKData.CreateCopy(file);
        var typeface = SKTypeface.FromData(data) ?? throw new InvalidOperationException($"The outlines of {face.Path} cannot be rewritten.");
        return new FontSubset(face, typeface, numbers);
    }

    private static SKData Data(nint face)
    {
        var blob = hb_face_reference_blob(face);
        var data = SKData.CreateCopy(hb_blob_get_data(blob, out var length), length);
        hb_blob_destroy(blob);
        return data;
    }

    private const string Library = "libHarfBuzzSharp";

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_create_or_fail();

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_glyph_set(nint input);

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_unicode_set(nint input);

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_set(nint input, int kind);

    [LibraryImport(Library)]
    private static partial void hb_subset_input_set_flags(nint input, uint flags);

    [LibraryImport(Library)]
    private static partial void hb_subset_input_destroy(nint input);

    [LibraryImport(Library)]
    private static partial nint hb_subset_plan_create_or_fail(nint face, nint input);

    [LibraryImport(Library)]
    private static partial nint hb_subset_plan_execute_or_fail(nint plan);

    [LibraryImport(Library)]
    private static partial nint hb_subset_plan_old_to_new_glyph_mapping(nint plan);

    [LibraryImport(Library)]
    private static partial void hb_subset_plan_destroy(nint plan);

    [LibraryImport(Library)]
    private static partial void hb_set_add(nint set, uint value);

    [LibraryImport(Library)]
    private static partial uint hb_map_get(nint map, uint key);

    [LibraryImport(Library)]
    private static partial nint hb_face_reference_blob(nint face);

    [LibraryImport(Library)]
    private static partial void hb_face_destroy(nint face);

    [LibraryImport(Library)]
    private static partial nint hb_blob_get_data(nint blob, out int length);

    [LibraryImport(Library)]
    private static partial void hb_blob_destroy(nint blob);
}
