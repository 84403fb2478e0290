using System.Globalization;

namespace VisionZero.Documents;

/// <summary>What stays together on a page: places are relative to its upper edge.</summary>
internal sealed record FlowPiece(double Gap, double Height, IReadOnlyList<PlacedText> Texts, IReadOnlyList<PlacedPath> Paths, bool KeepWithNext)
{
    /// <summary>Whether it begins a page.</summary>
    public bool NewPage { get; init; }

    /// <summary>What the list of contents says of it; null for nothing.</summary>
    public Bookmark? Bookmark { get; init; }

    /// <summary>Which entry of the contents it is; negative for none.</summary>
    public int Entry { get; init; } = -1;

    /// <summary>How little a page should end after it.</summary>
    public double Cost { get; init; }

    /// <summary>What stands above it again where it begins a page: the heading of its table.</summary>
    public FlowPiece? Again { get; init; }
}

/// <summary>A handout as a column of pieces, endless.</summary>
internal sealed class HandoutFlow(TextSetter setter, FontCatalogue fonts, HandoutDocument document, HandoutFit fit)
{
    // A table is parted rather than that a third of a page stays blank, a paragraph at once.
    private const double FirstRow = 50;
    private const double Row = 30;
    private const double InParagraph = 0.5;

    private readonly bool mirrored = Bidi.IsRightToLeft(document.Language);
    private readonly List<FlowPiece> pieces = [];
    private string accent = HandoutStyle.Accent(document.Rule);
    private int headings = 1;

    public IReadOnlyList<FlowPiece> Pieces => pieces;

    /// <summary>Kicker, title and summary beside a small wheel in which the handout's rule stands out; then what must be known first.</summary>
    public void Title()
    {
        Head(document.Kicker, document.Title, document.Summary, document.Rule);
        if (!string.IsNullOrWhiteSpace(document.Notice)) Notice(document.Notice);
    }

    /// <summary>A chapter begins: its colour, its head, a page of its own.</summary>
    public void Chapter(HandoutChapter chapter)
    {
        accent = HandoutStyle.Accent(chapter.Rule);
        headings = chapter.IsPart ? 3 : 2;
        var at = pieces.Count;
        Head(chapter.Kicker, chapter.Title, chapter.Summary, chapter.Rule);
        pieces[at] = pieces[at] with { NewPage = true, Bookmark = new Bookmark(headings - 1, chapter.Title, 0) };
    }

    private void Head(string? kicker, string title, string? summary, int? rule)
    {
        const double width = HandoutStyle.Width - (2 * HandoutStyle.WheelRadius) - 24;
        var texts = new List<PlacedText>();
        var height = 0.0;
        if (!string.IsNullOrWhiteSpace(kicker)) Put(nameof(document.Kicker), new Span(kicker, FaceStyle.Bold, accent), HandoutStyle.KickerSize, HandoutStyle.Leading, 4);
        Put(nameof(document.Title), new Span(title, FaceStyle.Bold, Palette.Ink), HandoutStyle.TitleSize, HandoutStyle.HeadingLeading, 8);
        if (!string.IsNullOrWhiteSpace(summary)) Put(nameof(document.Summary), new Span(summary, FaceStyle.Regular, Palette.Muted), HandoutStyle.SummarySize, HandoutStyle.Leading, 0);

        height = Math.Max(height, 2 * HandoutStyle.WheelRadius) + 16;
        var wheel = HandoutStyle.Wheel(MirrorX(HandoutStyle.PageWidth - HandoutStyle.Margin - HandoutStyle.WheelRadius), HandoutStyle.WheelRadius, 1, rule);
        var line = new PlacedPath(Invariant($"M0 0H{HandoutStyle.Width}"), HandoutStyle.Margin, height, null, accent, 2);
        pieces.Add(new FlowPiece(0, height + 4, texts, [.. wheel, line], KeepWithNext: true));

        void Put(string field, Span span, double size, double leading, double gap)
        {
            var text = Text(field, [span], size, 0, width, leading) with { Y = height };
            texts.Add(text);
            height += text.Height + gap;
        }
    }

    private void Notice(string notice)
    {
        var padding = 10 * fit.Gaps;
        var text = Text(nameof(document.Notice), [new Span(notice, FaceStyle.Regular, Palette.Ink)], fit.TextSize, padding + 6, HandoutStyle.Width - (2 * padding) - 6, fit.Leading);
        var height = text.Height + (2 * padding);
        pieces.Add(new FlowPiece(12 * fit.Gaps, height, [text with { Y = padding }],
        [
            new PlacedPath(Invariant($"M0 0H{HandoutStyle.Width}V{height}H0Z"), HandoutStyle.Margin, 0, Palette.Tint),
            new PlacedPath(Invariant($"M-2 0H2V{height}H-2Z"), MirrorX(HandoutStyle.Margin + 2), 0, accent),
        ], KeepWithNext: false));
    }

    /// <summary>The table of contents, with page numbers once they are known.</summary>
    public IReadOnlyList<FlowPiece> Contents(IReadOnlyList<(int Level, string Title)> entries, IReadOnlyList<string> numbers)
    {
        var title = Text(nameof(document.ContentsTitle), [new Span(document.ContentsTitle!, FaceStyle.Bold, Palette.Ink)], HandoutStyle.TitleSize, 0, HandoutStyle.Width, HandoutStyle.HeadingLeading);
        List<FlowPiece> list = [new FlowPiece(0, title.Height + 8, [title], [], KeepWithNext: true) { NewPage = true, Bookmark = new Bookmark(1, document.ContentsTitle!, 0) }];
        for (var index = 0; index < entries.Count; index++)
        {
            var chapter = entries[index].Level == 1;
            var indent = chapter ? 0 : HandoutStyle.Indent;
            var style = chapter ? FaceStyle.Bold : FaceStyle.Regular;
            var name = Text(nameof(document.ContentsTitle), [new Span(entries[index].Title, style, Palette.Ink)], HandoutStyle.TextSize, indent, HandoutStyle.Width - indent - 40, 1.4);
            var number = Text("", [new Span(numbers[index], style, Palette.Muted)], HandoutStyle.TextSize, HandoutStyle.Width - 40, 40, 1.4);
            number = number with { Y = name.Height - number.Height, Align = mirrored ? Align.Left : Align.Right };
            list.Add(new FlowPiece(chapter ? 9 : 1.5, name.Height, [name, number], [], KeepWithNext: chapter) { Entry = index });
        }

        return list;
    }

    /// <summary>Blocks one below the other, with what they do not part from.</summary>
    public void Add(IReadOnlyList<HandoutBlock> blocks)
    {
        var list = new List<(int From, int To)>();
        for (var index = 0; index < blocks.Count; index++)
        {
            var (from, next) = (pieces.Count, index + 1 < blocks.Count ? blocks[index + 1] : null);
            Add(blocks[index]);
            if (pieces.Count == from) continue;
            if (HandoutTies.Holds(index > 0 ? blocks[index - 1] : null, blocks[index], next)) Tie(pieces.Count - 1);
            if (blocks[index] is not HandoutBlock.Item) continue;
            list.Add((from, pieces.Count));
            if (next is HandoutBlock.Item) continue;
            foreach (var line in HandoutTies.OfList(list)) Tie(line);
            list.Clear();
        }

        void Tie(int piece) => pieces[piece] = pieces[piece] with { KeepWithNext = true };
    }

    private void Add(HandoutBlock block)
    {
        switch (block)
        {
            case HandoutBlock.Heading heading:
                var size = fit.HeadingSize(heading.Level);
                var at = pieces.Count;
                AddLines(heading.Text, size, 0, fit.HeadingGap(heading.Level), HandoutStyle.HeadingLeading, accent, FaceStyle.Bold, keep: true);
                if (heading.Level <= 2 && pieces.Count > at) pieces[at] = pieces[at] with { Bookmark = new Bookmark(headings, heading.Texts().First(), 0) };
                break;
            case HandoutBlock.Picture picture:
                AddPicture(picture);
                break;
            case HandoutBlock.Paragraph paragraph:
                AddLines(paragraph.Text, fit.TextSize, 0, HandoutStyle.ParagraphGap * fit.Gaps, fit.Leading, Palette.Ink, FaceStyle.Regular);
                break;
            case HandoutBlock.Quote quote:
                AddLines(quote.Text, fit.TextSize, HandoutStyle.Indent, HandoutStyle.ParagraphGap * fit.Gaps, fit.Leading, Palette.Muted, FaceStyle.Regular, bar: true);
                break;
            case HandoutBlock.Item item:
                AddItem(item);
                break;
            case HandoutBlock.Table table:
                AddTable(table);
                break;
            case HandoutBlock.Break:
                pieces.Add(new FlowPiece(12, 12, [], [new PlacedPath(Invariant($"M0 0H{HandoutStyle.Width}"), HandoutStyle.Margin, 0, null, Palette.Line, 0.8)], KeepWithNext: false));
                break;
        }
    }

    /// <summary>The foot of a page, whole.</summary>
    public IEnumerable<PlacedText> Footer(string page)
    {
        var left = Text(nameof(document.Footer), [new Span(document.Footer, FaceStyle.Regular, Palette.Muted)], HandoutStyle.FooterSize, 0, HandoutStyle.Width - 60, HandoutStyle.Leading);
        var right = Text("", [new Span(page, FaceStyle.Regular, Palette.Muted)], HandoutStyle.FooterSize, HandoutStyle.Width - 60, 60, HandoutStyle.Leading);
        yield return left with { Y = HandoutStyle.FooterY };
        yield return right with { Y = HandoutStyle.FooterY, Align = mirrored ? Align.Left : Align.Right };
    }

    private void AddItem(HandoutBlock.Item item)
    {
        var indent = item.Depth * HandoutStyle.Indent;
        var from = pieces.Count;
        AddLines(item.Text, fit.TextSize, indent, HandoutStyle.ItemGap * fit.Gaps, fit.Leading, Palette.Ink, FaceStyle.Regular);
        if (pieces.Count == from) return;
        var first = pieces[from];
        if (item.Number is not null)
        {
            var number = Text(nameof(document.Markdown), [new Span(item.Number, FaceStyle.Bold, accent)], fit.TextSize, indent - HandoutStyle.Indent, HandoutStyle.Indent, fit.Leading);
            pieces[from] = first with { Texts = [number, .. first.Texts] };
        }
        else if (item.Bullet)
        {
            const double r = HandoutStyle.BulletRadius;
            var x = MirrorX(HandoutStyle.Margin + indent - (HandoutStyle.Indent * 0.55));
            var bullet = new PlacedPath(Invariant($"M{-r} 0A{r} {r} 0 1 1 {r} 0A{r} {r} 0 1 1 {-r} 0Z"), x, first.Texts[0].Baseline(0) - (fit.TextSize * 0.32), accent);
            pieces[from] = first with { Paths = [bullet, .. first.Paths] };
        }
    }

    private void AddPicture(HandoutBlock.Picture picture)
    {
        var drawing = SvgDrawing.Of(picture.Svg, fonts);
        var scale = Math.Min(HandoutStyle.PictureWidth / drawing.Width, HandoutStyle.PictureHeight / drawing.Height);
        var height = drawing.Height * scale;
        var shapes = drawing.Place((HandoutStyle.PageWidth - (drawing.Width * scale)) / 2, 0, scale);
        PlacedText[] caption = string.IsNullOrWhiteSpace(picture.Caption)
            ? []
            : [Text(nameof(document.Markdown), [new Span(picture.Caption, FaceStyle.Regular, Palette.Muted)], HandoutStyle.TableSize, 0, HandoutStyle.Width, HandoutStyle.Leading) with { Y = height + 5 }];
        pieces.Add(new FlowPiece(12, height + caption.Sum(text => text.Height + 5), caption, [.. shapes], KeepWithNext: false));
    }

    private void AddTable(HandoutBlock.Table table)
    {
        if (table.Rows.Count == 0 || table.Rows.All(row => row.Count == 0)) return;
        var widths = ColumnWidths(table);
        FlowPiece? head = null;
        for (var index = 0; index < table.Rows.Count; index++)
        {
            var header = index == 0;
            var texts = new List<PlacedText>();
            var x = 0.0;
            for (var column = 0; column < table.Rows[index].Count; column++)
            {
                var spans = Spans(table.Rows[index][column], Palette.Ink, header ? FaceStyle.Bold : FaceStyle.Regular);
                var cell = Text(nameof(document.Markdown), spans, HandoutStyle.TableSize, x + (column == 0 ? 0 : HandoutStyle.CellPadding), widths[column] - (2 * HandoutStyle.CellPadding), 1.4);
                if (cell.Lines.Count > 0) texts.Add(cell with { Y = HandoutStyle.CellPadding });
                x += widths[column];
            }

            // A row without words is there to be written in.
            var height = (texts.Count == 0 ? HandoutStyle.EmptyRow : texts.Max(text => text.Height)) + (2 * HandoutStyle.CellPadding);
            var line = new PlacedPath(Invariant($"M0 0H{HandoutStyle.Width}"), HandoutStyle.Margin, height, null, header ? accent : Palette.Line, header ? 1.2 : 0.7);
            var piece = new FlowPiece(header ? HandoutStyle.ParagraphGap : 0, height, texts, [line], KeepWithNext: header || index == table.Rows.Count - 2);
            pieces.Add(header ? piece : piece with { Again = index > 1 ? head : null, Cost = index == table.Rows.Count - 1 ? 0 : index == 1 ? FirstRow : Row });
            head ??= piece;
        }
    }

    private double[] ColumnWidths(HandoutBlock.Table table)
    {
        return HandoutColumns.Widths([.. Enumerable.Range(0, table.Rows.Max(row => row.Count)).Select(Need)], HandoutStyle.Width);

        ColumnNeed Need(int column)
        {
            var cells = table.Rows.Where(row => row.Count > column).Select((row, index) => Spans(row[column], Palette.Ink, index == 0 ? FaceStyle.Bold : FaceStyle.Regular)).ToArray();
            return new ColumnNeed(
                cells.Max(cell => Padded(setter.Line(cell, document.Language, 0).Width)),
                cells.Max(cell => Padded(setter.WidestWord(cell, document.Language, int.MaxValue))),
                cells.Max(cell => Padded(setter.WidestWord(cell, document.Language, HandoutColumns.Letters))),
                table.Rows.Skip(1).All(row => row.Count <= column || row[column].All(part => string.IsNullOrWhiteSpace(part.Text))));
        }

        // Half a point, so that a word that fits is not cut by rounding.
        static double Padded(double width) => (width * HandoutStyle.TableSize) + (2 * HandoutStyle.CellPadding) + 0.5;
    }

    /// <summary>A paragraph as one piece a line, without a first or last line alone on a page.</summary>
    private void AddLines(IReadOnlyList<Inline> inlines, double size, double indent, double gap, double leading, string colour, FaceStyle style, bool keep = false, bool bar = false)
    {
        if (inlines.All(inline => string.IsNullOrWhiteSpace(inline.Text))) return;
        var whole = Text(nameof(document.Markdown), Spans(inlines, colour, style), size, indent, HandoutStyle.Width - indent, leading);
        for (var index = 0; index < whole.Lines.Count; index++)
        {
            var line = whole with { Lines = [whole.Lines[index]] };
            PlacedPath[] bars = bar ? [new PlacedPath(Invariant($"M0 0V{line.Height}"), MirrorX(HandoutStyle.Margin + 4), 0, null, accent, 2)] : [];
            var together = keep || (index == 0 && whole.Lines.Count > 1) || index == whole.Lines.Count - 2;
            pieces.Add(new FlowPiece(index == 0 ? gap : 0, line.Height, [line], bars, together) { Cost = index == whole.Lines.Count - 1 ? 0 : InParagraph });
        }
    }

    public PlacedText Text(string field, IReadOnlyList<Span> spans, double size, double indent, double width, double leading)
    {
        var baseLevel = mirrored ? 1 : 0;
        var lines = setter.Wrap(spans, width / size, document.Language, baseLevel);
        var x = HandoutStyle.Margin + indent;
        return new PlacedText(field, spans, mirrored ? HandoutStyle.PageWidth - x - width : x, 0, width, size, size * leading, mirrored ? Align.Right : Align.Left, document.Language, mirrored, lines);
    }

    private double MirrorX(double x) => mirrored ? HandoutStyle.PageWidth - x : x;

    private static IReadOnlyList<Span> Spans(IReadOnlyList<Inline> inlines, string colour, FaceStyle style) =>
        [.. inlines.Select(inline => new Span(inline.Text, style == FaceStyle.Bold ? (inline with { Bold = true }).Style : inline.Style, colour))];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
