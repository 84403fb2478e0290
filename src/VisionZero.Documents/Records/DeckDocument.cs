using System.Globalization;
using System.Text.RegularExpressions;

namespace VisionZero.Documents;

/// <summary>A picture of a slide.</summary>
/// <param name="Svg">The drawing.</param>
/// <param name="Alt">All it tells, in words.</param>
/// <param name="Caption">The line below it.</param>
public sealed record DeckPicture(string Svg, string Alt, string Caption);

/// <summary>One slide.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Body">A few points or a short paragraph, in Markdown.</param>
/// <param name="Notes">What the trainer says and does, in Markdown; not shown.</param>
/// <param name="Picture">What stands beside the points.</param>
public sealed record DeckSlide(string Title, string Body, string Notes, DeckPicture? Picture = null);

/// <summary>
/// What the objects and layouts of a presentation are called in its language: who changes slides, or hears them read, meets these
/// names.
/// </summary>
public sealed record DeckNames
{
    /// <summary>A title, and the layout of the title slide.</summary>
    public required string Title { get; init; }

    /// <summary>Points, and the layout that has nothing else.</summary>
    public required string Points { get; init; }

    /// <summary>A picture.</summary>
    public required string Picture { get; init; }

    /// <summary>The layout with both.</summary>
    public required string PointsAndPicture { get; init; }

    /// <summary>The sentence under the title.</summary>
    public required string Summary { get; init; }

    /// <summary>The rule's number.</summary>
    public required string Rule { get; init; }

    /// <summary>What must be known before anything else.</summary>
    public required string Notice { get; init; }

    /// <summary>The line below a picture.</summary>
    public required string Caption { get; init; }

    /// <summary>The sources.</summary>
    public required string Sources { get; init; }

    /// <summary>How it may be used.</summary>
    public required string Licence { get; init; }

    /// <summary>The line at the foot.</summary>
    public required string Foot { get; init; }

    /// <summary>The number of the slide.</summary>
    public required string Number { get; init; }

    /// <summary>The notes.</summary>
    public required string Notes { get; init; }

    /// <summary>The rule's sign.</summary>
    public required string Sign { get; init; }

    /// <summary>The wheel.</summary>
    public required string Wheel { get; init; }

    /// <summary>The slide over its notes.</summary>
    public required string Slide { get; init; }

    /// <summary>The stripe at the edge.</summary>
    public required string Edge { get; init; }
}

/// <summary>The slides of one golden rule: a title slide, the slides as written, a slide with what to remember and one with the sources.</summary>
public sealed record DeckDocument
{
    /// <summary>"Golden rule 1".</summary>
    public required string RuleLabel { get; init; }

    /// <summary>The rule's official title: the title slide's words.</summary>
    public required string Title { get; init; }

    /// <summary>A sentence under it.</summary>
    public required string Summary { get; init; }

    /// <summary>What must be known before anything else, at the foot of the title slide.</summary>
    public string? Notice { get; init; }

    /// <summary>Notes of the title slide, in Markdown.</summary>
    public string Notes { get; init; } = "";

    /// <summary>Golden rule, 1 to 7.</summary>
    public required int Rule { get; init; }

    /// <summary>The rule's sign, as SVG of lines.</summary>
    public required string Icon { get; init; }

    /// <summary>Language of the texts, BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>Names of objects and layouts, in that language.</summary>
    public required DeckNames Names { get; init; }

    /// <summary>The slides between title and closing.</summary>
    public required IReadOnlyList<DeckSlide> Slides { get; init; }

    /// <summary>The last slide but one: "Remember" and its points.</summary>
    public required DeckSlide Closing { get; init; }

    /// <summary>Title of the last slide, which has the sources.</summary>
    public required string SourcesTitle { get; init; }

    /// <summary>The works it rests on.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Notes of the last slide, in Markdown.</summary>
    public string SourcesNotes { get; init; } = "";

    /// <summary>How it may be used, below the sources.</summary>
    public required string Licence { get; init; }

    /// <summary>Line at the foot of each slide but the first.</summary>
    public required string Footer { get; init; }

    /// <summary>Author in the file's properties.</summary>
    public required string Author { get; init; }

    /// <summary>The file's creation date.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Every text that is shown, slide by slide, in reading order.</summary>
    public IEnumerable<DocumentText> Texts()
    {
        yield return new(nameof(RuleLabel), RuleLabel);
        yield return new(nameof(Title), Title);
        yield return new(nameof(Summary), Summary);
        if (!string.IsNullOrWhiteSpace(Notice)) yield return new(nameof(Notice), Notice);
        for (var index = 0; index < Slides.Count; index++)
        {
            foreach (var text in Shown(Slides[index], index + 2)) yield return text;
        }

        yield return new(nameof(Closing), Closing.Title);
        foreach (var text in DeckText.Lines(Closing.Body)) yield return new(nameof(Closing), text);
        foreach (var text in Foot(Slides.Count + 2)) yield return text;
        yield return new(nameof(SourcesTitle), SourcesTitle);
        foreach (var source in Sources) yield return new(nameof(Sources), source);
        yield return new(nameof(Licence), Licence);
        foreach (var text in Foot(Slides.Count + 3)) yield return text;
    }

    private IEnumerable<DocumentText> Shown(DeckSlide slide, int number)
    {
        yield return new(nameof(Slides), slide.Title);
        foreach (var text in DeckText.Lines(slide.Body)) yield return new(nameof(Slides), text);
        if (!string.IsNullOrWhiteSpace(slide.Picture?.Caption)) yield return new(nameof(Slides), slide.Picture.Caption);
        foreach (var text in Foot(number)) yield return text;
    }

    private IEnumerable<DocumentText> Foot(int number)
    {
        yield return new(nameof(Footer), Footer);
        yield return new(nameof(Footer), number.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>A line of a slide or of its notes: a point, with its number if the points are counted, or a paragraph.</summary>
internal sealed record DeckLine(IReadOnlyList<Inline> Text, bool Bullet, string? Number = null)
{
    /// <summary>The line as plain text.</summary>
    public string Words => (Number is null ? "" : Number + " ") + string.Concat(Text.Select(part => part.Text));
}

internal static partial class DeckText
{
    /// <summary>Points and paragraphs, in order.</summary>
    public static IReadOnlyList<DeckLine> Of(string markdown) =>
        Counted([.. HandoutParser.Parse(markdown).Select(Line).OfType<DeckLine>()]);

    /// <summary>The same as plain text.</summary>
    public static IEnumerable<string> Lines(string markdown) => Of(markdown).Select(line => line.Words);

    /// <summary>Points that count themselves ("1 …", "2 …") have their number for a mark; a dot before it would be a second one.</summary>
    private static List<DeckLine> Counted(List<DeckLine> lines)
    {
        for (var first = 0; first < lines.Count; first++)
        {
            var count = 0;
            while (first + count < lines.Count && Number(lines[first + count]) == count + 1) count++;
            for (var index = first; count > 1 && index < first + count; index++)
            {
                var text = lines[index].Text;
                lines[index] = lines[index] with { Number = text[0].Text[..1], Text = [text[0] with { Text = text[0].Text[1..].TrimStart() }, .. text.Skip(1)] };
            }
        }

        return lines;
    }

    private static int? Number(DeckLine line) =>
        line is { Bullet: true, Number: null, Text: [var first, ..] } && Numbered().IsMatch(first.Text) ? first.Text[0] - '0' : null;

    private static DeckLine? Line(HandoutBlock block) => block switch
    {
        HandoutBlock.Item { Number: { } number } item => new DeckLine([new Inline(number + " "), .. item.Text], false),
        HandoutBlock.Item item => new DeckLine(item.Text, item.Bullet),
        HandoutBlock.Paragraph paragraph => new DeckLine(paragraph.Text, false),
        HandoutBlock.Quote quote => new DeckLine(quote.Text, false),
        HandoutBlock.Heading heading => new DeckLine([.. heading.Text.Select(part => part with { Bold = true })], false),
        _ => null,
    };

    [GeneratedRegex(@"^[1-9]\s+\S")]
    private static partial Regex Numbered();
}
