using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace VisionZero.Web.Content;

/// <summary>Reads slides: every heading of level 2 begins one, with points or a short paragraph, a picture if there is one, and notes as a quote.</summary>
internal sealed class SlideReader(string file, int before, string body, ContentProblems problems)
{
    /// <summary>The slides in order.</summary>
    public IReadOnlyList<SlideText> Read(MarkdownDocument document)
    {
        var slides = new List<SlideText>();
        foreach (var block in document)
        {
            if (block is HeadingBlock { Level: 2 } heading)
            {
                slides.Add(new SlideText(LessonReader.Plain(heading.Inline), "", "", [], null));
            }
            else if (block is HeadingBlock || slides.Count == 0)
            {
                problems.Add(file, block.Line + before + 1, "slides begin with '## ' each, and have no other headings.");
            }
            else
            {
                slides[^1] = Add(slides[^1], block);
            }
        }

        return slides;
    }

    private SlideText Add(SlideText slide, Block block)
    {
        switch (block)
        {
            case QuoteBlock quote:
                return slide with { Notes = Join(slide.Notes, string.Join('\n', Source(quote).Split('\n').Select(Unquoted))) };
            case ParagraphBlock { Inline.FirstChild: LinkInline { IsImage: true } image } when image.NextSibling is null:
                if (slide.Picture is not null)
                {
                    problems.Add(file, block.Line + before + 1, "a slide has one picture; make two slides of it.");
                }

                return slide with { Picture = new SlidePicture(image.Url ?? "", LessonReader.Plain(image), image.Title ?? "") };
            case ListBlock { IsOrdered: false } list:
                return slide with { Body = Join(slide.Body, Source(list)), Points = [.. slide.Points, .. list.OfType<ListItemBlock>().Select(Words)] };
            case ParagraphBlock:
                return slide with { Body = Join(slide.Body, Source(block)) };
            default:
                problems.Add(file, block.Line + before + 1, "a slide has points ('- '), a short paragraph, a picture and notes ('> '), nothing else.");
                return slide;
        }
    }

    private string Source(Block block) => body[block.Span.Start..Math.Min(block.Span.End + 1, body.Length)].Trim('\n');

    private static string Unquoted(string line) => line.StartsWith('>') ? line[1..].TrimStart(' ') : line;

    private static string Words(ListItemBlock item) =>
        string.Concat(item.Descendants<LiteralInline>().Select(l => l.Content.ToString())).Trim();

    private static string Join(string first, string second) => first.Length == 0 ? second : $"{first}\n\n{second}";
}
