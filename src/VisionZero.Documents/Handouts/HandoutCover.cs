namespace VisionZero.Documents;

/// <summary>The first page of a book: the whole wheel, what it is, and what must be known before anything else.</summary>
internal static class HandoutCover
{
    private const double Wheel = 3.4;
    private const double WheelY = 205;
    private const double TitleY = 385;

    public static PagePlan Plan(HandoutFlow flow, HandoutDocument document, string number)
    {
        var texts = new List<PlacedText>();
        var paths = HandoutStyle.Wheel(HandoutStyle.PageWidth / 2, WheelY, Wheel, document.Rule).ToList();
        var y = TitleY;
        if (!string.IsNullOrWhiteSpace(document.Kicker)) Put(nameof(document.Kicker), new Span(document.Kicker, FaceStyle.Bold, Palette.Muted), HandoutStyle.CoverSummarySize, HandoutStyle.Leading, 6);
        Put(nameof(document.Title), new Span(document.Title, FaceStyle.Bold, Palette.Ink), HandoutStyle.CoverTitleSize, 1.15, 14);
        if (!string.IsNullOrWhiteSpace(document.Summary)) Put(nameof(document.Summary), new Span(document.Summary, FaceStyle.Regular, Palette.Muted), HandoutStyle.CoverSummarySize, HandoutStyle.Leading, 24);
        if (!string.IsNullOrWhiteSpace(document.Notice))
        {
            paths.Add(new PlacedPath(FormattableString.Invariant($"M0 0H{HandoutStyle.Width}"), HandoutStyle.Margin, y, null, Palette.Line, 1.2));
            y += 16;
            Put(nameof(document.Notice), new Span(document.Notice, FaceStyle.Regular, Palette.Ink), HandoutStyle.TextSize, HandoutStyle.Leading, 0);
        }

        texts.AddRange(flow.Footer(number));
        return new PagePlan(HandoutStyle.PageWidth, HandoutStyle.PageHeight, 0, paths, texts) { Bookmarks = [new Bookmark(1, document.Title, 0)] };

        void Put(string field, Span span, double size, double leading, double gap)
        {
            var text = flow.Text(field, [span], size, 0, HandoutStyle.Width, leading) with { Y = y };
            texts.Add(text);
            y += text.Height + gap;
        }
    }
}
