using System.Buffers.Binary;
using System.Text;

namespace VisionZero.Documents;

/// <summary>A glyph as a TrueType font holds it.</summary>
internal sealed record TrueTypeGlyph(int Advance, IReadOnlyList<IReadOnlyList<OutlinePoint>> Contours);

/// <summary>
/// Writes a small TrueType font. Skia embeds TrueType as a proper font, but PostScript outlines (the ideographic Noto fonts)
/// only as drawings without a name, which readers show less well; so those are rewritten.
/// </summary>
internal static class TrueTypeWriter
{
    public static byte[] Write(string family, string postScriptName, int unitsPerEm, double ascent, double descent, IReadOnlyList<TrueTypeGlyph> glyphs, IReadOnlyDictionary<int, ushort> characters)
    {
        var glyf = new Table();
        var loca = new Table();
        foreach (var glyph in glyphs)
        {
            loca.U32(glyf.Length);
            TrueTypeGlyphs.Write(glyf, glyph);
        }

        loca.U32(glyf.Length);
        var hmtx = new Table();
        foreach (var glyph in glyphs) hmtx.U16(glyph.Advance).U16(glyph.Contours.SelectMany(contour => contour).Select(point => (int)point.X).DefaultIfEmpty(0).Min());

        var (up, down) = ((int)(ascent * unitsPerEm), (int)(descent * unitsPerEm));
        return Assemble(new SortedDictionary<string, Table>(StringComparer.Ordinal)
        {
            ["OS/2"] = Os2(up, down),
            ["cmap"] = Cmap(characters),
            ["glyf"] = glyf,
            ["head"] = Head(unitsPerEm, glyphs),
            ["hhea"] = new Table().U32(0x10000).U16(up).U16(-down).U16(0).U16(glyphs.Max(glyph => glyph.Advance)).Zeros(20).U16(0).U16(glyphs.Count),
            ["hmtx"] = hmtx,
            ["loca"] = loca,
            ["maxp"] = Maxp(glyphs),
            ["name"] = Name(family, postScriptName),
            ["post"] = new Table().U32(0x30000).Zeros(28),
        });
    }

    private static Table Head(int unitsPerEm, IReadOnlyList<TrueTypeGlyph> glyphs)
    {
        var points = glyphs.SelectMany(glyph => glyph.Contours).SelectMany(contour => contour).DefaultIfEmpty().ToArray();
        return new Table().U32(0x10000).U32(0x10000).U32(0).U32(0x5F0F3CF5).U16(3).U16(unitsPerEm).Zeros(16)
            .U16(points.Min(point => point.X)).U16(points.Min(point => point.Y)).U16(points.Max(point => point.X)).U16(points.Max(point => point.Y))
            .U16(0).U16(8).U16(2).U16(1).U16(0);
    }

    private static Table Maxp(IReadOnlyList<TrueTypeGlyph> glyphs) =>
        new Table().U32(0x10000).U16(glyphs.Count).U16(glyphs.Max(glyph => glyph.Contours.Sum(contour => contour.Count))).U16(glyphs.Max(glyph => glyph.Contours.Count))
            .Zeros(4).U16(1).Zeros(16);

    private static Table Os2(int up, int down) =>
        new Table().U16(4).U16(up).U16(400).U16(5).Zeros(54).U16(0x40).U16(0).U16(0xFFFF).U16(up).U16(-down).U16(0).U16(up).U16(down).Zeros(8)
            .U16(up / 2).U16(up).U16(0).U16(32).U16(2);

    /// <summary>Format 12: any plane.</summary>
    private static Table Cmap(IReadOnlyDictionary<int, ushort> characters)
    {
        var table = new Table().U16(0).U16(1).U16(3).U16(10).U32(12).U16(12).U16(0).U32(16 + (12 * characters.Count)).U32(0).U32(characters.Count);
        foreach (var (character, glyph) in characters.OrderBy(pair => pair.Key)) table.U32(character).U32(character).U32(glyph);
        return table;
    }

    private static Table Name(string family, string postScriptName)
    {
        (int Id, string Text)[] names = [(1, family), (2, "Regular"), (4, family), (6, postScriptName)];
        var table = new Table().U16(0).U16(names.Length).U16(6 + (12 * names.Length));
        var offset = 0;
        foreach (var (id, text) in names)
        {
            table.U16(3).U16(1).U16(0x409).U16(id).U16(text.Length * 2).U16(offset);
            offset += text.Length * 2;
        }

        foreach (var (_, text) in names) table.Bytes(Encoding.BigEndianUnicode.GetBytes(text));
        return table;
    }

    private static byte[] Assemble(SortedDictionary<string, Table> tables)
    {
        var power = (int)Math.Log2(tables.Count);
        var header = new Table().U32(0x10000).U16(tables.Count).U16((1 << power) * 16).U16(power).U16((tables.Count - (1 << power)) * 16);
        var body = new Table();
        var start = 12 + (16 * tables.Count);
        var headAt = 0;
        foreach (var (tag, table) in tables)
        {
            if (tag == "head") headAt = start + body.Length;
            var bytes = table.Padded();
            header.Bytes(Encoding.ASCII.GetBytes(tag)).U32((int)Sum(bytes)).U32(start + body.Length).U32(table.Length);
            body.Bytes(bytes);
        }

        byte[] font = [.. header.Padded(), .. body.Padded()];
        BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(headAt + 8), 0xB1B0AFBA - Sum(font));
        return font;
    }

    private static uint Sum(byte[] bytes)
    {
        var sum = 0u;
        for (var at = 0; at < bytes.Length; at += 4) sum += BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
        return sum;
    }

    /// <summary>Big-endian bytes in the making.</summary>
    internal sealed class Table
    {
        private readonly List<byte> bytes = [];

        public int Length => bytes.Count;

        public Table U8(int value)
        {
            bytes.Add((byte)value);
            return this;
        }

        public Table U16(int value) => U8(value >> 8).U8(value);

        public Table U32(int value) => U16(value >> 16).U16(value);

        public Table Zeros(int count) => Bytes(new byte[count]);

        public Table Bytes(IEnumerable<byte> values)
        {
            bytes.AddRange(values);
            return this;
        }

        public byte[] Padded() => [.. bytes, .. new byte[(4 - (bytes.Count % 4)) % 4]];
    }
}
