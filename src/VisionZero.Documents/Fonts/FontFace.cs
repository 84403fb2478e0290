using HarfBuzzSharp;
using SkiaSharp;

namespace VisionZero.Documents;

/// <summary>Weight and slant of a face.</summary>
internal enum FaceStyle
{
    Regular,
    Bold,
    Italic,
    BoldItalic,
}

/// <summary>One face of a font file, opened when first used and kept: for shaping (HarfBuzz) and for drawing (Skia).</summary>
internal sealed class FontFace(string family, FaceStyle style, string path, int index)
{
    private readonly Lazy<(Face Face, Font Font, int UnitsPerEm, double Ascent, double Descent)> shaping = new(() => OpenForShaping(path, index));
    private readonly Lazy<SKTypeface> drawing = new(() =>
        SKTypeface.FromFile(path, index) ?? throw new InvalidOperationException($"The font {path} ({index}) cannot be opened."));

    public string Family => family;

    public FaceStyle Style => style;

    public string Path => path;

    public int Index => index;

    public Face Face => shaping.Value.Face;

    /// <summary>Never changed once opened, so that several threads may shape with it.</summary>
    public Font Font => shaping.Value.Font;

    public int UnitsPerEm => shaping.Value.UnitsPerEm;

    /// <summary>Reach over the baseline, at size 1.</summary>
    public double Ascent => shaping.Value.Ascent;

    /// <summary>Reach under the baseline, at size 1.</summary>
    public double Descent => shaping.Value.Descent;

    /// <summary>Whether the outlines are PostScript's (CFF), as in the ideographic fonts.</summary>
    public bool HasPostScriptOutlines
    {
        get
        {
            using var table = Face.ReferenceTable(Tag.Parse("CFF "));
            return table.Length > 0;
        }
    }

    public SKTypeface Typeface => drawing.Value;

    public bool Covers(int codePoint) => Font.TryGetNominalGlyph(codePoint, out var glyph) && glyph != 0;

    private static (Face, Font, int, double, double) OpenForShaping(string path, int index)
    {
        var face = new Face(FontBytes.Of(path), index);
        var unitsPerEm = face.UnitsPerEm;
        face.MakeImmutable();
        var font = new Font(face);
        font.SetScale(unitsPerEm, unitsPerEm);
        font.SetFunctionsOpenType();
        var extents = font.TryGetHorizontalFontExtents(out var read) ? read : default;
        return (face, font, unitsPerEm, (double)extents.Ascender / unitsPerEm, -(double)extents.Descender / unitsPerEm);
    }
}
