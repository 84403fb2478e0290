using QuestPDF.Fluent;
using QuestPDF.Infrastructure;

namespace VisionZero.Documents;

/// <summary>Writes text with the planned faces, sizes and directions.</summary>
internal static class QuestPdfText
{
    public static void Write(IContainer container, IReadOnlyList<Span> spans, IEnumerable<SetLine> lines, double size, double lineHeight, Align align, bool rightToLeft)
    {
        var families = QuestPdfFonts.Families(lines);
        container = rightToLeft ? container.ContentFromRightToLeft() : container.ContentFromLeftToRight();
        container.Text(text =>
        {
            switch (align)
            {
                case Align.Left: text.AlignLeft(); break;
                case Align.Centre: text.AlignCenter(); break;
                default: text.AlignRight(); break;
            }

            foreach (var span in spans)
            {
                text.Span(span.Text)
                    .FontFamily(Of(families, span.Style))
                    .FontSize((float)size)
                    .LineHeight((float)(lineHeight / size))
                    .FontColor(Color.FromHex(span.Colour));
            }
        });
    }

    /// <summary>Every look has faces of its own; those of the span's look come first.</summary>
    private static string[] Of(string[] families, FaceStyle style) =>
        [.. families.OrderBy(family => family.EndsWith(" " + style, StringComparison.Ordinal) ? 0 : 1)];
}
