using System.Globalization;

namespace VisionZero.Documents;

/// <summary>Places the words and drawings of slides. A body that does not fit is set smaller; the same sizes go into the presentation.</summary>
internal sealed class DeckLayout(FontCatalogue fonts)
{
    private readonly TextSetter setter = new(fonts);

    public IReadOnlyList<PagePlan> Plan(DeckDocument document)
    {
        var lettering = new Lettering(setter, document.Language);
        return
        [
            Cover(document, lettering),
            .. document.Slides.Select((slide, index) => Slide(document, slide, index + 2, lettering)),
            Closing(document, lettering),
        ];
    }

    /// <summary>The size at which a body fits its box.</summary>
    public double BodySize(DeckDocument document, IReadOnlyList<DeckLine> lines, DeckBox box)
    {
        var lettering = new Lettering(setter, document.Language);
        var size = box == DeckStyle.Body && lines.Count <= DeckStyle.FewLines ? DeckStyle.LargeBodySize : DeckStyle.BodySize;
        while (size > DeckStyle.LeastBodySize && Height(Body(nameof(document.Slides), lines, box, size, lettering)) > box.Height) size -= 0.5;
        return size;
    }

    /// <summary>The size at which the title of a slide fits its box.</summary>
    public double TitleSize(DeckDocument document, string title, DeckBox box, double largest) =>
        new Lettering(setter, document.Language).Fit("", title, FaceStyle.Bold, Palette.Ink, largest, box.X, box.Y, box.Width, box.Height).Size;

    /// <summary>The part of its box that a drawing fills.</summary>
    public (SvgDrawing Drawing, double X, double Y, double Scale) Picture(DeckPicture picture)
    {
        var box = DeckStyle.Picture;
        var drawing = SvgDrawing.Of(picture.Svg, fonts);
        var scale = Math.Min(box.Width / drawing.Width, box.Height / drawing.Height);
        return (drawing, box.X + ((box.Width - (drawing.Width * scale)) / 2), box.Y + ((box.Height - (drawing.Height * scale)) / 2), scale);
    }

    private PagePlan Cover(DeckDocument document, Lettering lettering)
    {
        var (icon, wheel) = (DeckStyle.CoverIcon, DeckStyle.CoverWheel);
        PlacedPath[] paths =
        [
            RuleSigns.Box(0, 0, DeckStyle.Width, DeckStyle.Height, Palette.OfRule(document.Rule)),
            .. RuleSigns.Icon(document.Icon, fonts, icon.X, icon.Y, icon.Width, Palette.White),
            .. RuleSigns.Wheel(wheel.X + (wheel.Width / 2), wheel.Y + (wheel.Height / 2), wheel.Width / 2, document.Rule, Palette.White),
        ];
        List<PlacedText> texts =
        [
            White(nameof(document.RuleLabel), document.RuleLabel, FaceStyle.Bold, DeckStyle.CoverLabelSize, DeckStyle.CoverLabel),
            White(nameof(document.Title), document.Title, FaceStyle.Bold, DeckStyle.CoverTitleSize, DeckStyle.CoverTitle),
            White(nameof(document.Summary), document.Summary, FaceStyle.Regular, DeckStyle.CoverSummarySize, DeckStyle.CoverSummary),
        ];
        if (!string.IsNullOrWhiteSpace(document.Notice)) texts.Add(White(nameof(document.Notice), document.Notice, FaceStyle.Regular, DeckStyle.CoverNoticeSize, DeckStyle.CoverNotice));
        return Page(paths, texts, document.Title);

        PlacedText White(string field, string text, FaceStyle style, double size, DeckBox box) =>
            lettering.Fit(field, text, style, Palette.White, size, box.X, box.Y, box.Width, box.Height);
    }

    private PagePlan Slide(DeckDocument document, DeckSlide slide, int number, Lettering lettering)
    {
        var box = slide.Picture is null ? DeckStyle.Body : DeckStyle.NarrowBody;
        var lines = DeckText.Of(slide.Body);
        List<PlacedPath> paths = [.. Ground(document)];
        List<PlacedText> texts = [Title(nameof(document.Slides), slide.Title, lettering)];
        Add(Body(nameof(document.Slides), lines, box, BodySize(document, lines, box), lettering), lines, document, paths, texts);
        if (slide.Picture is { } picture)
        {
            var (drawing, x, y, scale) = Picture(picture);
            paths.AddRange(drawing.Place(x, y, scale));
            if (!string.IsNullOrWhiteSpace(picture.Caption))
            {
                texts.Add(lettering.Fit(nameof(document.Slides), picture.Caption, FaceStyle.Regular, Palette.Muted, DeckStyle.CaptionSize, DeckStyle.Caption.X, DeckStyle.Caption.Y, DeckStyle.Caption.Width, DeckStyle.Caption.Height));
            }
        }

        return Page(paths, [.. texts, .. Foot(document, number, lettering)], slide.Title);
    }

    private PagePlan Closing(DeckDocument document, Lettering lettering)
    {
        var lines = DeckText.Of(document.Closing.Body);
        List<PlacedPath> paths = [.. Ground(document)];
        List<PlacedText> texts = [Title(nameof(document.Closing), document.Closing.Title, lettering)];
        Add(Body(nameof(document.Closing), lines, DeckStyle.Remember, BodySize(document, lines, DeckStyle.Remember), lettering), lines, document, paths, texts);
        var (title, licence) = (DeckStyle.SourcesTitle, DeckStyle.Licence);
        texts.Add(lettering.Text(nameof(document.SourcesTitle), document.SourcesTitle, FaceStyle.Bold, Palette.OfRule(document.Rule), DeckStyle.SourceSize + 2, title.X, title.Y, title.Width));
        texts.AddRange(Sources(document, SourceSize(document), lettering));
        texts.Add(lettering.Fit(nameof(document.Licence), document.Licence, FaceStyle.Regular, Palette.Muted, DeckStyle.SourceSize, licence.X, licence.Y, licence.Width, licence.Height));
        return Page(paths, [.. texts, .. Foot(document, document.Slides.Count + 2, lettering)], document.Closing.Title);
    }

    /// <summary>The size at which the sources fit their box.</summary>
    public double SourceSize(DeckDocument document)
    {
        var lettering = new Lettering(setter, document.Language);
        var size = DeckStyle.SourceSize;
        while (size > DeckStyle.SourceSize / 2 && Height(Sources(document, size, lettering)) > DeckStyle.Sources.Height) size -= 0.25;
        return size;
    }

    private static List<PlacedText> Sources(DeckDocument document, double size, Lettering lettering)
    {
        var list = new List<PlacedText>();
        var y = DeckStyle.Sources.Y;
        foreach (var source in document.Sources)
        {
            list.Add(lettering.Text(nameof(document.Sources), source, FaceStyle.Regular, Palette.Ink, size, DeckStyle.Sources.X, y, DeckStyle.Sources.Width));
            y += list[^1].Height + (size * DeckStyle.LineGap);
        }

        return list;
    }

    private static List<PlacedText> Body(string field, IReadOnlyList<DeckLine> lines, DeckBox box, double size, Lettering lettering)
    {
        var list = new List<PlacedText>();
        var y = box.Y;
        foreach (var line in lines)
        {
            var indent = line.Bullet ? DeckStyle.BulletIndent : 0;
            list.Add(lettering.Text(field, Lettering.Spans(line.Text, Palette.Ink), size, box.X + indent, y, box.Width - indent, DeckStyle.BodyLeading));
            y += list[^1].Height + (size * DeckStyle.LineGap);
        }

        return list;
    }

    private static double Height(List<PlacedText> texts) => texts.Count == 0 ? 0 : texts[^1].Y + texts[^1].Height - texts[0].Y;

    private static void Add(List<PlacedText> body, IReadOnlyList<DeckLine> lines, DeckDocument document, List<PlacedPath> paths, List<PlacedText> texts)
    {
        texts.AddRange(body);
        paths.AddRange(body.Where((text, index) => lines[index].Bullet && text.Lines.Count > 0)
            .Select(text => RuleSigns.Dot(text.X - DeckStyle.BulletIndent + 6, text.Baseline(0) - (text.Size * 0.33), text.Size * 0.15, Palette.OfRule(document.Rule))));
    }

    /// <summary>A title stands on the lower edge of its box, near what it is about.</summary>
    private static PlacedText Title(string field, string title, Lettering lettering)
    {
        var box = DeckStyle.Title;
        var set = lettering.Fit(field, title, FaceStyle.Bold, Palette.Ink, DeckStyle.TitleSize, box.X, box.Y, box.Width, box.Height);
        return set with { Y = box.Y + box.Height - set.Height };
    }

    private static IEnumerable<PlacedText> Foot(DeckDocument document, int number, Lettering lettering)
    {
        var (foot, at) = (DeckStyle.Foot, DeckStyle.Number);
        yield return lettering.Text(nameof(document.Footer), document.Footer, FaceStyle.Regular, Palette.Muted, DeckStyle.FootSize, foot.X, foot.Y, foot.Width);
        yield return lettering.Text(nameof(document.Footer), number.ToString(CultureInfo.InvariantCulture), FaceStyle.Bold, Palette.Muted, DeckStyle.FootSize, at.X, at.Y, at.Width, align: Align.Right);
    }

    private static IEnumerable<PlacedPath> Ground(DeckDocument document)
    {
        yield return RuleSigns.Box(0, 0, DeckStyle.Edge, DeckStyle.Height, Palette.OfRule(document.Rule));
        var wheel = DeckStyle.Wheel;
        foreach (var path in RuleSigns.SmallWheel(wheel.X + (wheel.Width / 2), wheel.Y + (wheel.Height / 2), wheel.Width / 2, document.Rule)) yield return path;
    }

    private static PagePlan Page(IReadOnlyList<PlacedPath> paths, IReadOnlyList<PlacedText> texts, string title) =>
        new(DeckStyle.Width, DeckStyle.Height, 0, paths, texts) { Bookmarks = [new Bookmark(1, title, 0)] };
}
