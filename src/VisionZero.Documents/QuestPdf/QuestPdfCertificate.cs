using QuestPDF.Fluent;
using QuestPDF.Infrastructure;

namespace VisionZero.Documents;

/// <summary>A certificate's plan on a QuestPDF page, tagged: ornament is passed over, figures have a text twin.</summary>
internal static class QuestPdfCertificate
{
    /// <summary>Rounding of another text engine must not break a line that just fits.</summary>
    private const double Slack = 1.5;

    public static void Compose(PageDescriptor page, CertificateDocument document, PagePlan plan)
    {
        page.Size((float)plan.Width, (float)plan.Height);
        page.Margin(0);
        page.Content().SemanticLanguage(document.Language).Layers(layers =>
        {
            Draw(layers.PrimaryLayer().SemanticIgnore(), plan, Figure.Ornament);
            foreach (var text in plan.Texts) Write(Tag(layers.Layer(), text), text);
            Draw(layers.Layer().SemanticImage(string.Join("; ", document.RuleTitles.Select((title, index) => $"{RuleNumbers.Print(index + 1)} {title}"))), plan, Figure.Wheel);
            Draw(layers.Layer().SemanticImage(document.VerifyUrl), plan, Figure.QrCode);
        });
    }

    private static void Draw(IContainer container, PagePlan plan, Figure figure) =>
        container
            .Width((float)plan.Width)
            .Height((float)plan.Height)
            .Svg(SvgPage.Of(plan.Width, plan.Height, plan.Frame, plan.Paths.Where(path => path.Figure == figure)));

    private static IContainer Tag(IContainer container, PlacedText text) => text.Field switch
    {
        nameof(CertificateDocument.Heading) => container.SemanticHeader1(),
        nameof(CertificateDocument.Name) => container.SemanticHeader2(),
        _ => container.SemanticParagraph(),
    };

    private static void Write(IContainer container, PlacedText text)
    {
        var (x, width) = text.Align == Align.Left ? (text.X, text.Width + Slack) : (text.X - Slack, text.Width + Slack);
        var box = container.Unconstrained().OffsetX((float)x).OffsetY((float)text.Y).Width((float)width);
        QuestPdfText.Write(box.SemanticLanguage(text.Language), text.Spans, text.Lines, text.Size, text.LineHeight, text.Align, text.RightToLeft);
    }
}
