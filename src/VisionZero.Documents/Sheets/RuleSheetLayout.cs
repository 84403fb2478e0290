namespace VisionZero.Documents;

/// <summary>Lays out cards and posters: words as large as the paper allows, so that they are read from where they hang or lie.</summary>
internal sealed class RuleSheetLayout(FontCatalogue fonts)
{
    private readonly TextSetter setter = new(fonts);

    public IReadOnlyList<PagePlan> Plan(RuleSheetDocument document)
    {
        var lettering = new Lettering(setter, document.Language);
        return document.Form == SheetForm.Poster ? [new PosterLayout(fonts, document, lettering).Plan()] : new CardLayout(fonts, document, lettering).Plan();
    }
}

/// <summary>Points one below the other, each after a mark, as large as their box allows.</summary>
internal sealed class PointList(Lettering lettering)
{
    public List<PlacedText> Texts { get; } = [];

    public List<PlacedPath> Paths { get; } = [];

    /// <summary>Sets a section's points into a box; the room that is left goes between them.</summary>
    public void Put(SheetSection section, DeckBox box, double size, FaceStyle style, string colour, string mark, bool spread)
    {
        var set = Set(section, box, size, style, colour);
        while (Height(set) > box.Height && size > 5)
        {
            size *= 0.96;
            set = Set(section, box, size, style, colour);
        }

        var gap = spread && set.Count > 1 ? Math.Min((box.Height - Height(set)) / (set.Count - 1), size * 1.3) : 0;
        for (var index = 0; index < set.Count; index++)
        {
            var text = set[index] with { Y = set[index].Y + (index * gap) };
            Texts.Add(text);
            Paths.Add(RuleSigns.Dot(box.X + (size * 0.3), text.Baseline(0) - (size * 0.34), size * 0.19, mark));
        }
    }

    private List<PlacedText> Set(SheetSection section, DeckBox box, double size, FaceStyle style, string colour)
    {
        var list = new List<PlacedText>();
        var y = box.Y;
        foreach (var point in section.Points)
        {
            var indent = size * 1.1;
            list.Add(lettering.Text(nameof(RuleSheetDocument.Sections), point, style, colour, size, box.X + indent, y, box.Width - indent, 1.25));
            y += list[^1].Height + (size * 0.5);
        }

        return list;
    }

    private static double Height(List<PlacedText> set) => set.Count == 0 ? 0 : set[^1].Y + set[^1].Height - set[0].Y;
}

/// <summary>A poster of A3: the rule in its colour, what to remember in large type, what to ask below.</summary>
internal sealed class PosterLayout(FontCatalogue fonts, RuleSheetDocument document, Lettering lettering)
{
    private const double Width = 841.89;
    private const double Height = 1190.55;
    private const double Margin = 62;
    private const double Head = 424;
    private const double Band = 268;
    private const double Foot = 60;
    private const double Inner = Width - (2 * Margin);

    public PagePlan Plan()
    {
        var accent = Palette.OfRule(document.Rule);
        var points = new PointList(lettering);
        List<PlacedPath> paths =
        [
            RuleSigns.Box(0, 0, Width, Head, accent),
            .. RuleSigns.Icon(document.Icon, fonts, Margin, 58, 116, Palette.White),
            .. RuleSigns.Wheel(Width - Margin - 78, 122, 84, document.Rule, Palette.White),
        ];
        var title = lettering.Fit(nameof(document.Title), document.Title, FaceStyle.Bold, Palette.White, 62, Margin, 0, Inner, 176, 1.12);
        title = title with { Y = Head - 30 - title.Height };
        List<PlacedText> texts =
        [
            lettering.Text(nameof(document.RuleLabel), document.RuleLabel, FaceStyle.Bold, Palette.White, 25, Margin, title.Y - 38, Inner - 220),
            title,
        ];
        var bandTop = Height - Band - Foot;
        Section(0, Head + 34, bandTop - 30, 34, FaceStyle.Bold, texts, points);
        if (document.Shown.Count > 1)
        {
            paths.Add(RuleSigns.Box(0, bandTop, Width, Band, Palette.Tint));
            Section(1, bandTop + 26, bandTop + Band - 22, 25, FaceStyle.Regular, texts, points);
        }

        paths.Add(RuleSigns.Box(0, Height - Foot, Width, Foot, accent));
        texts.AddRange(Footer());
        return new PagePlan(Width, Height, 0, [.. paths, .. points.Paths], texts) { Bookmarks = [new Bookmark(1, document.Title, 0)] };

        IEnumerable<PlacedText> Footer()
        {
            var lines = new[] { (nameof(document.Notice), document.Notice, FaceStyle.Bold), (nameof(document.Footer), document.Footer, FaceStyle.Regular) }
                .Where(line => !string.IsNullOrWhiteSpace(line.Item2))
                .Select(line => lettering.Text(line.Item1, line.Item2!, line.Item3, Palette.White, 11.5, Margin, 0, Inner))
                .ToArray();
            var y = Height - ((Foot + lines.Sum(line => line.Height)) / 2);
            foreach (var line in lines)
            {
                yield return line with { Y = y };
                y += line.Height;
            }
        }

        void Section(int index, double top, double bottom, double size, FaceStyle style, List<PlacedText> into, PointList list)
        {
            var section = document.Shown[index];
            var title = lettering.Text(nameof(document.Sections), section.Title, FaceStyle.Bold, accent, 24, Margin, top, Inner);
            into.Add(title);
            var from = list.Texts.Count;
            var y = top + title.Height + 14;
            list.Put(section, new DeckBox(Margin, y, Inner, bottom - y), size, style, Palette.Ink, accent, spread: true);
            into.AddRange(list.Texts.Skip(from));
        }
    }
}

/// <summary>A card of A6: the rule and what to remember in front, what to ask and not to do on the back.</summary>
internal sealed class CardLayout(FontCatalogue fonts, RuleSheetDocument document, Lettering lettering)
{
    private const double Width = 297.64;
    private const double Height = 419.53;
    private const double Margin = 22;
    private const double Head = 118;
    private const double Inner = Width - (2 * Margin);

    public IReadOnlyList<PagePlan> Plan() => [Front(), Back()];

    private PagePlan Front()
    {
        var accent = Palette.OfRule(document.Rule);
        var points = new PointList(lettering);
        PlacedPath[] paths =
        [
            RuleSigns.Box(0, 0, Width, Head, accent),
            .. RuleSigns.Icon(document.Icon, fonts, Margin, 18, 28, Palette.White),
            .. RuleSigns.Wheel(Width - Margin - 20, 34, 24, document.Rule, Palette.White),
        ];
        List<PlacedText> texts =
        [
            lettering.Text(nameof(document.RuleLabel), document.RuleLabel, FaceStyle.Bold, Palette.White, 9, Margin, 54, Inner),
            lettering.Fit(nameof(document.Title), document.Title, FaceStyle.Bold, Palette.White, 15.5, Margin, 67, Inner, 42),
        ];
        Section(document.Sections[0], Head + 14, Height - 20, texts, points, 11.5);
        return new PagePlan(Width, Height, 0, [.. paths, .. points.Paths], texts) { Bookmarks = [new Bookmark(1, document.Title, 0)] };
    }

    private PagePlan Back()
    {
        var accent = Palette.OfRule(document.Rule);
        var points = new PointList(lettering);
        var texts = new List<PlacedText>();
        const double top = 30;
        const double foot = Height - 14;
        var footer = Foot(foot);
        var bottom = footer[0].Y - 10;
        var rest = document.Sections.Skip(1).ToArray();
        var height = (bottom - top) / Math.Max(rest.Length, 1);
        for (var index = 0; index < rest.Length; index++) Section(rest[index], top + (index * height), top + ((index + 1) * height) - 10, texts, points, 11.5);
        texts.AddRange(footer);
        return new PagePlan(Width, Height, 0, [RuleSigns.Box(0, 0, Width, 10, accent), .. points.Paths], texts);
    }

    /// <summary>What stands at the foot, the last line on it: the notice, and below it the line of every paper.</summary>
    private List<PlacedText> Foot(double bottom)
    {
        const double size = 6.5;
        var list = new List<PlacedText>();
        foreach (var (field, text) in new[] { (nameof(document.Footer), document.Footer), (nameof(document.Notice), document.Notice) })
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            var set = lettering.Text(field, text, FaceStyle.Regular, Palette.Muted, size, Margin, 0, Inner);
            bottom -= set.Height;
            list.Insert(0, set with { Y = bottom });
        }

        return list;
    }

    private void Section(SheetSection section, double top, double bottom, List<PlacedText> texts, PointList points, double size)
    {
        var accent = Palette.OfRule(document.Rule);
        var title = lettering.Text(nameof(document.Sections), section.Title, FaceStyle.Bold, accent, 12.5, Margin, top, Inner);
        texts.Add(title);
        var from = points.Texts.Count;
        var y = top + title.Height + 6;
        points.Put(section, new DeckBox(Margin, y, Inner, bottom - y), size, FaceStyle.Regular, Palette.Ink, accent, spread: true);
        texts.AddRange(points.Texts.Skip(from));
    }
}
