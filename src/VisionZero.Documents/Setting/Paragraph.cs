using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace VisionZero.Documents;

/// <summary>A run of one level, script, face and look, in reading order.</summary>
internal sealed record ParagraphRun(int From, int To, byte Level, Script Script, FontFace Face, string Colour);

/// <summary>A paragraph split into what can be shaped in one go.</summary>
internal sealed class Paragraph
{
    private readonly IReadOnlyList<ParagraphRun> runs;

    private Paragraph(string text, string language, int baseLevel, IReadOnlyList<ParagraphRun> runs)
    {
        Text = text;
        Language = language;
        BaseLevel = baseLevel;
        this.runs = runs;
    }

    public string Text { get; }

    public string Language { get; }

    public int BaseLevel { get; }

    public static Paragraph Of(IReadOnlyList<Span> spans, FontCatalogue fonts, string language, int baseLevel)
    {
        spans = [.. spans.Select(span => span with { Text = Printable(span.Text) })];
        var text = string.Concat(spans.Select(span => span.Text));
        return new Paragraph(text, language, baseLevel, Itemise(text, spans, fonts, language, Bidi.Levels(text, baseLevel)));
    }

    /// <summary>The runs of a part of the text, cut to it.</summary>
    public IReadOnlyList<ParagraphRun> Runs(int from, int to) =>
        [.. runs.Where(run => run.To > from && run.From < to).Select(run => run with { From = Math.Max(run.From, from), To = Math.Min(run.To, to) })];

    private static List<ParagraphRun> Itemise(string text, IReadOnlyList<Span> spans, FontCatalogue fonts, string language, byte[] levels)
    {
        var result = new List<ParagraphRun>();
        var scripts = ScriptsOf(text);
        var at = 0;
        foreach (var span in spans)
        {
            foreach (var rune in span.Text.EnumerateRunes())
            {
                var current = result.Count > 0 ? result[^1] : null;
                var face = FaceFor(rune, scripts[at], span.Style, current?.Colour == span.Colour ? current?.Face : null, fonts, language);
                if (current is not null && current.Face == face && current.Level == levels[at] && current.Script == scripts[at] && current.Colour == span.Colour)
                {
                    result[^1] = current with { To = at + rune.Utf16SequenceLength };
                }
                else
                {
                    result.Add(new ParagraphRun(at, at + rune.Utf16SequenceLength, levels[at], scripts[at], face, span.Colour));
                }

                at += rune.Utf16SequenceLength;
            }
        }

        return result;
    }

    /// <summary>Fonts have no glyph for a tabulator or a carriage return.</summary>
    private static string Printable(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\t', ' ');

    /// <summary>Neutral characters take the script before them, at the start the one after them.</summary>
    private static Script[] ScriptsOf(string text)
    {
        var scripts = new Script[text.Length];
        var current = text.EnumerateRunes().Select(rune => Scripts.Of(rune.Value)).FirstOrDefault(script => !Scripts.IsNeutral(script), Script.Latin);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var script = Scripts.Of(rune.Value);
            if (!Scripts.IsNeutral(script)) current = script;
            for (var unit = 0; unit < rune.Utf16SequenceLength; unit++) scripts[at++] = current;
        }

        return scripts;
    }

    private static FontFace FaceFor(Rune rune, Script script, FaceStyle style, FontFace? before, FontCatalogue fonts, string language)
    {
        var fitting = before is not null && (before.Style == style || before == fonts.Find(rune.Value, language, style)) ? before : null;
        if (FontCatalogue.IsInvisible(rune.Value) || IsMark(rune))
        {
            // Stays with what it belongs to, or marks would part from their letters.
            if (fitting is not null && (FontCatalogue.IsInvisible(rune.Value) || fitting.Covers(rune.Value))) return fitting;
        }
        else if (rune.IsAscii && Rune.IsLetterOrDigit(rune) && fonts.Primary(style) is { } primary)
        {
            return primary;
        }
        else if (Scripts.IsNeutral(Scripts.Of(rune.Value)) && fitting?.Covers(rune.Value) == true)
        {
            return fitting;
        }
        else if (Scripts.IsNeutral(Scripts.Of(rune.Value)) && fonts.FindFor(script, rune.Value, language, style) is { } face)
        {
            return face;
        }

        return fonts.Find(rune.Value, language, style)
            ?? fitting
            ?? fonts.Primary(style)
            ?? throw new InvalidOperationException($"No font covers U+{rune.Value:X4}.");
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
