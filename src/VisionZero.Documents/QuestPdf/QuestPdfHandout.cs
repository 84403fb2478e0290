using QuestPDF.Fluent;
using QuestPDF.Infrastructure;

namespace VisionZero.Documents;

/// <summary>A handout's blocks as a QuestPDF document, tagged; pages break as QuestPDF breaks them.</summary>
internal sealed class QuestPdfHandout(FontCatalogue fonts, HandoutDocument document)
{
    private readonly TextSetter setter = new(fonts);
    private readonly bool rightToLeft = Bidi.IsRightToLeft(document.Language);
    private readonly string accent = HandoutStyle.Accent(document.Rule);

    public void Compose(PageDescriptor page)
    {
        page.Size((float)HandoutStyle.PageWidth, (float)HandoutStyle.PageHeight);
        page.MarginHorizontal((float)HandoutStyle.Margin);
        page.MarginTop((float)HandoutStyle.Top);
        page.MarginBottom((float)(HandoutStyle.PageHeight - HandoutStyle.FooterY - 14));
        page.Content().SemanticLanguage(document.Language).PaddingBottom((float)(HandoutStyle.Bottom - 48)).Column(column =>
        {
            Title(column.Item());
            foreach (var block in HandoutParser.Parse(document.Markdown)) Add(column, block);
        });
        page.Footer().Row(Footer);
    }

    private void Title(IContainer container) => container.Column(column =>
    {
        column.Item().Row(row =>
        {
            row.RelativeItem().Column(texts =>
            {
                Write(texts.Item().SemanticHeader1(), [new Span(document.Title, FaceStyle.Bold, Palette.Ink)], HandoutStyle.TitleSize, HandoutStyle.HeadingLeading);
                if (!string.IsNullOrWhiteSpace(document.Summary))
                {
                    Write(texts.Item().PaddingTop(8).SemanticParagraph(), [new Span(document.Summary, FaceStyle.Regular, Palette.Muted)], HandoutStyle.SummarySize, HandoutStyle.Leading);
                }
            });
            row.ConstantItem(24);
            const double side = 2 * HandoutStyle.WheelRadius;
            row.ConstantItem((float)side).Height((float)side).SemanticIgnore().Svg(SvgPage.Of(side, side, 0, Wheel()));
        });
        column.Item().PaddingTop(16).SemanticIgnore().LineHorizontal(2).LineColor(Color.FromHex(accent));
    });

    private IEnumerable<PlacedPath> Wheel() =>
        new WheelGeometry(HandoutStyle.WheelRadius, HandoutStyle.WheelHub, HandoutStyle.WheelGap).Segments
            .Select(segment => new PlacedPath(segment.Track, HandoutStyle.WheelRadius, HandoutStyle.WheelRadius,
                document.Rule is null || document.Rule == segment.Rule ? Palette.OfRule(segment.Rule) : Palette.Line));

    private void Add(ColumnDescriptor column, HandoutBlock block)
    {
        switch (block)
        {
            case HandoutBlock.Heading heading:
                var item = column.Item().PaddingTop((float)HandoutStyle.HeadingGap(heading.Level)).EnsureSpace(60);
                Write(heading.Level <= 2 ? item.SemanticHeader2() : item.SemanticHeader3(), Spans(heading.Text, accent, FaceStyle.Bold), HandoutStyle.HeadingSize(heading.Level), HandoutStyle.HeadingLeading);
                break;
            case HandoutBlock.Paragraph paragraph:
                Write(column.Item().PaddingTop((float)HandoutStyle.ParagraphGap).SemanticParagraph(), Spans(paragraph.Text, Palette.Ink, FaceStyle.Regular), HandoutStyle.TextSize, HandoutStyle.Leading);
                break;
            case HandoutBlock.Quote quote:
                var bar = column.Item().PaddingTop((float)HandoutStyle.ParagraphGap).SemanticBlockQuotation();
                bar = rightToLeft ? bar.BorderRight(2) : bar.BorderLeft(2);
                Write(bar.BorderColor(Color.FromHex(accent)).PaddingHorizontal((float)HandoutStyle.Indent), Spans(quote.Text, Palette.Muted, FaceStyle.Regular), HandoutStyle.TextSize, HandoutStyle.Leading);
                break;
            case HandoutBlock.Item listItem:
                AddItem(column.Item().PaddingTop((float)HandoutStyle.ItemGap), listItem);
                break;
            case HandoutBlock.Table table:
                AddTable(column.Item().PaddingTop((float)HandoutStyle.ParagraphGap).SemanticTable(), table);
                break;
            case HandoutBlock.Break:
                column.Item().PaddingVertical(12).SemanticIgnore().LineHorizontal(0.8f).LineColor(Color.FromHex(Palette.Line));
                break;
        }
    }

    private void AddItem(IContainer container, HandoutBlock.Item item) => container.SemanticListItem().Row(row =>
    {
        row.ConstantItem((float)((item.Depth - 1) * HandoutStyle.Indent));
        var label = row.ConstantItem((float)HandoutStyle.Indent);
        if (item.Number is not null)
        {
            Write(label.SemanticListLabel(), [new Span(item.Number, FaceStyle.Bold, accent)], HandoutStyle.TextSize, HandoutStyle.Leading);
        }
        else if (item.Bullet)
        {
            const double side = HandoutStyle.TextSize * HandoutStyle.Leading;
            const double r = HandoutStyle.BulletRadius;
            var dot = new PlacedPath(FormattableString.Invariant($"M{-r} 0A{r} {r} 0 1 1 {r} 0A{r} {r} 0 1 1 {-r} 0Z"), side / 2, side / 2, accent);
            label.Width((float)side).Height((float)side).SemanticIgnore().Svg(SvgPage.Of(side, side, 0, [dot]));
        }

        Write(row.RelativeItem().SemanticListItemBody(), Spans(item.Text, Palette.Ink, FaceStyle.Regular), HandoutStyle.TextSize, HandoutStyle.Leading);
    });

    private void AddTable(IContainer container, HandoutBlock.Table table) => container.Table(grid =>
    {
        grid.ColumnsDefinition(columns =>
        {
            for (var column = 0; column < table.Rows.Max(row => row.Count); column++)
            {
                columns.RelativeColumn((float)Math.Clamp(table.Rows.Where(row => row.Count > column).Max(row => row[column].Sum(part => part.Text.Length)), 8, 60));
            }
        });
        grid.Header(header =>
        {
            foreach (var cell in table.Rows[0])
            {
                Cell(header.Cell().AsSemanticHorizontalHeader(), cell, FaceStyle.Bold, accent, 1.2f);
            }
        });
        foreach (var cell in table.Rows.Skip(1).SelectMany(row => row)) Cell(grid.Cell(), cell, FaceStyle.Regular, Palette.Line, 0.7f);
    });

    private void Cell(IContainer container, IReadOnlyList<Inline> text, FaceStyle style, string line, float weight) =>
        Write(container.BorderBottom(weight).BorderColor(Color.FromHex(line)).Padding((float)HandoutStyle.CellPadding), Spans(text, Palette.Ink, style), HandoutStyle.TableSize, 1.4);

    private void Footer(RowDescriptor row)
    {
        Span[] spans = [new(document.Footer, FaceStyle.Regular, Palette.Muted)];
        Write(row.RelativeItem(), spans, HandoutStyle.FooterSize, HandoutStyle.Leading);
        var families = QuestPdfFonts.Families([setter.Line([new Span("0123456789 /", FaceStyle.Regular, Palette.Muted)], document.Language, 0)]);
        row.ConstantItem(60).ContentFromLeftToRight().Text(text =>
        {
            text.DefaultTextStyle(style => style.FontFamily(families).FontSize((float)HandoutStyle.FooterSize).FontColor(Color.FromHex(Palette.Muted)));
            if (rightToLeft) text.AlignLeft();
            else text.AlignRight();
            text.CurrentPageNumber();
            text.Span(" / ");
            text.TotalPages();
        });
    }

    private void Write(IContainer container, IReadOnlyList<Span> spans, double size, double leading) =>
        QuestPdfText.Write(container, spans, [setter.Line(spans, document.Language, rightToLeft ? 1 : 0)], size, size * leading, rightToLeft ? Align.Right : Align.Left, rightToLeft);

    private static IReadOnlyList<Span> Spans(IReadOnlyList<Inline> inlines, string colour, FaceStyle style) =>
        [.. inlines.Select(inline => new Span(inline.Text, style == FaceStyle.Bold ? (inline with { Bold = true }).Style : inline.Style, colour))];
}
