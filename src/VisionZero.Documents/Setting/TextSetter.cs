using System.Text;
using HarfBuzzSharp;
using SkiaSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace VisionZero.Documents;

/// <summary>Sets text: direction, script, font, shape, line. Pure but for the fonts it reads; safe from several threads.</summary>
internal sealed class TextSetter(FontCatalogue fonts)
{
    /// <summary>Breaks a paragraph into lines no wider than the measure (in units of the size), each shaped as a whole.</summary>
    public IReadOnlyList<SetLine> Wrap(IReadOnlyList<Span> spans, double measure, string language, int baseLevel)
    {
        var paragraph = Paragraph.Of(spans, fonts, language, baseLevel);
        var reach = Reach(paragraph);
        return [.. LineBreaks.Lines(paragraph.Text, measure, (from, to) => reach[to] - reach[from]).Select(line => Set(paragraph, line.From, line.To))];
    }

    /// <summary>How wide the widest part is that lines do not break; of a longer one than so many characters, a piece as long counts.</summary>
    public double WidestWord(IReadOnlyList<Span> spans, string language, int letters)
    {
        var paragraph = Paragraph.Of(spans, fonts, language, 0);
        var reach = Reach(paragraph);
        return LineBreaks.Words(paragraph.Text)
            .Select(word => (reach[word.To] - reach[word.From]) * Math.Min(1, letters / (double)(word.To - word.From)))
            .DefaultIfEmpty(0)
            .Max();
    }

    /// <summary>The text as one line, however wide.</summary>
    public SetLine Line(IReadOnlyList<Span> spans, string language, int baseLevel)
    {
        var paragraph = Paragraph.Of(spans, fonts, language, baseLevel);
        return Set(paragraph, 0, paragraph.Text.Length);
    }

    /// <summary>
    /// How wide the paragraph is up to each character, as one endless line. Lines break where letters do not join, so a part is as
    /// wide as the difference.
    /// </summary>
    private static double[] Reach(Paragraph paragraph)
    {
        var reach = new double[paragraph.Text.Length + 1];
        foreach (var run in paragraph.Runs(0, paragraph.Text.Length))
        {
            var shaped = Shape(paragraph, run);
            var starts = Starts(shaped.Text);
            for (var glyph = 0; glyph < shaped.Glyphs.Length; glyph++) reach[run.From + starts[shaped.Clusters[glyph]] + 1] += shaped.Advances[glyph];
        }

        for (var index = 1; index < reach.Length; index++) reach[index] += reach[index - 1];
        return reach;
    }

    /// <summary>The UTF-16 index of each UTF-8 offset.</summary>
    private static int[] Starts(string text)
    {
        var starts = new int[Encoding.UTF8.GetByteCount(text)];
        var (utf8, utf16) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            starts[utf8] = utf16;
            utf8 += rune.Utf8SequenceLength;
            utf16 += rune.Utf16SequenceLength;
        }

        return starts;
    }

    private static SetLine Set(Paragraph paragraph, int from, int to)
    {
        var logical = paragraph.Runs(from, to);
        var shaped = logical.Select(run => Shape(paragraph, run)).ToArray();
        var x = 0.0;
        foreach (var index in VisualOrder([.. logical.Select(run => run.Level)]))
        {
            shaped[index] = shaped[index] with { X = x };
            x += shaped[index].Width;
        }

        return new SetLine(shaped, x, paragraph.BaseLevel % 2 == 1);
    }

    /// <summary>Rule L2: from the highest level down, reverse every sequence of runs at that level or above.</summary>
    private static int[] VisualOrder(byte[] levels)
    {
        var order = Enumerable.Range(0, levels.Length).ToArray();
        for (var level = levels.DefaultIfEmpty((byte)0).Max(); level > 0; level--)
        {
            for (var from = 0; from < order.Length; from++)
            {
                if (levels[order[from]] < level) continue;
                var to = from;
                while (to < order.Length && levels[order[to]] >= level) to++;
                Array.Reverse(order, from, to - from);
                from = to;
            }
        }

        return order;
    }

    private static SetRun Shape(Paragraph paragraph, ParagraphRun run)
    {
        // A line break ends a line and has no glyph.
        var text = paragraph.Text[run.From..run.To].Replace('\n', ' ');
        using var buffer = new Buffer();
        buffer.AddUtf8(Encoding.UTF8.GetBytes(text));
        buffer.Direction = run.Level % 2 == 1 ? Direction.RightToLeft : Direction.LeftToRight;
        buffer.Script = run.Script;
        buffer.Language = new Language(paragraph.Language);
        run.Face.Font.Shape(buffer);

        var infos = buffer.GetGlyphInfoSpan();
        var positions = buffer.GetGlyphPositionSpan();
        var glyphs = new ushort[infos.Length];
        var offsets = new SKPoint[infos.Length];
        var clusters = new uint[infos.Length];
        var advances = new double[infos.Length];
        var scale = 1.0 / run.Face.UnitsPerEm;
        var x = 0.0;
        for (var index = 0; index < infos.Length; index++)
        {
            glyphs[index] = infos[index].Codepoint is > 0 and var glyph ? (ushort)glyph : throw new MissingGlyphException(text);
            clusters[index] = infos[index].Cluster;
            offsets[index] = new SKPoint((float)((x + positions[index].XOffset) * scale), (float)(-positions[index].YOffset * scale));
            advances[index] = positions[index].XAdvance * scale;
            x += positions[index].XAdvance;
        }

        return new SetRun(run.Face, run.Colour, text, glyphs, offsets, clusters, advances, x * scale);
    }
}
