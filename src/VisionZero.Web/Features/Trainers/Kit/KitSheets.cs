using Markdig;
using Markdig.Syntax;
using VisionZero.Documents;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>Composes the papers of one rule.</summary>
internal static class KitSheets
{
    private const int BlankRows = 16;

    /// <summary>The session plan, with what must be said of its standing and a list for attendance.</summary>
    public static HandoutDocument Session(KitSource source, int rule, bool toPrint) =>
        Paper(source, rule, KitKind.Session, LessonKind.Session) with
        {
            Notice = source.Words["kit.notice"],
            Chapters = [new HandoutChapter(source.Words["kit.attendance.title"], Attendance(source, rule, toPrint)) { Kicker = source.RuleLabel(rule), Rule = rule }],
        };

    /// <summary>The talk of ten minutes.</summary>
    public static HandoutDocument Talk(KitSource source, int rule) =>
        Paper(source, rule, KitKind.Talk, LessonKind.Talk) with { Notice = source.Words["kit.remark"], OneSheet = true };

    /// <summary>Card or poster.</summary>
    public static RuleSheetDocument Paper(KitSource source, int rule, SheetForm form) => new()
    {
        Form = form,
        RuleLabel = source.RuleLabel(rule),
        Title = source.Words.Rule(rule),
        Rule = rule,
        Icon = source.Icons[rule],
        Language = source.Language,
        Sections = Sections(source.Course.Rule(rule).Card!.In(source.Locale).Markdown),
        Notice = source.Words["kit.remark"],
        Footer = source.Footer,
        Author = source.Words["general.product"],
        IssuedAt = source.At,
    };

    /// <summary>The slides.</summary>
    public static DeckDocument Deck(KitSource source, int rule)
    {
        var own = source.Course.Rule(rule);
        var sheet = own.KitSheet(LessonKind.Slides, source.Locale)!;
        var remember = own.Card is { } card && Sections(card.In(source.Locale).Markdown) is [var first, ..] ? first : null;
        return new DeckDocument
        {
            RuleLabel = source.RuleLabel(rule),
            Title = source.Words.Rule(rule),
            Summary = sheet.Summary,
            Notice = source.Words["kit.notice"],
            Notes = source.Words["kit.deck.opening", ("minutes", sheet.Minutes)],
            Rule = rule,
            Icon = source.Icons[rule],
            Language = source.Language,
            Names = Names(source.Words),
            Slides = [.. sheet.Slides.Select(slide => new DeckSlide(slide.Title, slide.Body, slide.Notes, Picture(sheet, slide)))],
            Closing = new DeckSlide(remember?.Title ?? source.Words.Rule(rule), string.Join('\n', remember?.Points.Select(point => $"- {KitSource.Plain(point)}") ?? []), source.Words["kit.deck.closing"]),
            SourcesTitle = source.Words["kit.sources"],
            Sources = [.. own.Sources.Select(source.Line)],
            SourcesNotes = source.Words["kit.deck.sources"],
            Licence = source.Words["kit.licence"],
            Footer = source.Words["kit.deck.footer", ("rule", source.RuleLabel(rule)), ("product", source.Words["general.product"]), ("level", source.Words[$"kit.deck.level.{source.Course.Outline.Level}"])],
            Author = source.Words["general.product"],
            IssuedAt = source.At,
        };
    }

    /// <summary>Headings of a card with the points below them.</summary>
    public static IReadOnlyList<SheetSection> Sections(string markdown)
    {
        var sections = new List<SheetSection>();
        foreach (var block in Markdown.Parse(markdown))
        {
            if (block is HeadingBlock heading)
            {
                sections.Add(new SheetSection(LessonReader.Plain(heading.Inline), []));
            }
            else if (block is ListBlock list && sections.Count > 0)
            {
                var points = list.OfType<ListItemBlock>().Select(item => string.Join(' ', item.OfType<ParagraphBlock>().Select(p => LessonReader.Plain(p.Inline))));
                sections[^1] = sections[^1] with { Points = [.. sections[^1].Points, .. points] };
            }
        }

        return sections;
    }

    private static DeckNames Names(Texts.Texts words) => new()
    {
        Title = words["kit.deck-names.title"],
        Points = words["kit.deck-names.points"],
        Picture = words["kit.deck-names.picture"],
        PointsAndPicture = words["kit.deck-names.points-and-picture"],
        Summary = words["kit.deck-names.summary"],
        Rule = words["kit.deck-names.rule"],
        Notice = words["kit.deck-names.notice"],
        Caption = words["kit.deck-names.caption"],
        Sources = words["kit.deck-names.sources"],
        Licence = words["kit.deck-names.licence"],
        Foot = words["kit.deck-names.foot"],
        Number = words["kit.deck-names.number"],
        Notes = words["kit.deck-names.notes"],
        Sign = words["kit.deck-names.sign"],
        Wheel = words["kit.deck-names.wheel"],
        Slide = words["kit.deck-names.slide"],
        Edge = words["kit.deck-names.edge"],
    };

    private static DeckPicture? Picture(LessonText sheet, SlideText slide) =>
        slide.Picture is { } picture && sheet.Pictures.GetValueOrDefault(picture.Name) is { } svg ? new DeckPicture(svg, picture.Alt, picture.Caption) : null;

    private static HandoutDocument Paper(KitSource source, int rule, KitKind kind, LessonKind lesson)
    {
        var sheet = source.Course.Rule(rule).KitSheet(lesson, source.Locale)!;
        return new HandoutDocument
        {
            Kicker = $"{source.RuleLabel(rule)} · {source.Words[$"kit.file.{kind}.name"]}",
            Title = sheet.Title,
            Summary = sheet.Summary,
            Rule = rule,
            Language = source.Language,
            Markdown = sheet.Markdown,
            Pictures = sheet.Pictures,
            Footer = source.Footer,
            Author = source.Words["general.product"],
            IssuedAt = source.At,
        };
    }

    private static string Attendance(KitSource source, int rule, bool toPrint)
    {
        var words = source.Words;
        var lead = KitSource.Plain(words["kit.attendance.lead", ("wording", words["kit.attendance.wording", ("rule", rule)])]);
        if (!toPrint)
        {
            return lead;
        }

        var session = Table(words, ["date", "place", "trainer", "duration"], 1);
        return $"{lead}\n\n{session}\n{Table(words, ["name", "organisation", "signature"], BlankRows)}";
    }

    // Columns with a heading and rows to be written in.
    private static string Table(Texts.Texts words, IReadOnlyList<string> columns, int rows)
    {
        var blank = $"|{string.Concat(columns.Select(_ => " |"))}\n";
        return $"|{string.Concat(columns.Select(column => $" {words[$"kit.attendance.{column}"]} |"))}\n|{string.Concat(columns.Select(_ => "---|"))}\n{string.Concat(Enumerable.Repeat(blank, rows))}";
    }
}
