namespace VisionZero.Documents.Tests;

/// <summary>Where pages and lines of a handout end.</summary>
public sealed class HandoutBreakTests(Rendering rendering)
{
    private const string Sentence = "People look at what you do when it costs something, and they remember it longer than what you said at the opening of the year. ";

    [Fact]
    public void Words_of_a_table_stay_whole_where_the_page_allows_it()
    {
        const string table = "| Hazard | Chemicals | What happens | Responsibility | Unterweisungsnachweis |\n|---|---|---|---|---|\n| Noise from the compressor that runs all day | Solvents | The people beside it hear it last, and nobody asks them | Maintenance and the line leader of the shift | ja |\n";

        var lines = Body(Pages(table)[0]).Where(text => text.Size == HandoutStyle.TableSize).ToList();

        lines.Count.ShouldBe(10);
        foreach (var cell in lines)
        {
            string.Join(' ', cell.Lines.Select(Said)).ShouldBe(string.Concat(cell.Spans.Select(span => span.Text)));
        }
    }

    [Fact]
    public void A_word_is_cut_only_if_it_is_wider_than_any_column_can_be()
    {
        HandoutColumns.Widths([new(500, 80, 60, false), new(500, 90, 60, false), new(20, 20, 20, false)], 459).ShouldSatisfyAllConditions(
            widths => widths.Sum().ShouldBe(459, 0.01),
            widths => widths[0].ShouldBeGreaterThan(80),
            widths => widths[1].ShouldBeGreaterThan(90));
        HandoutColumns.Widths([new(500, 400, 100, false), new(500, 90, 90, false)], 459).ShouldAllBe(width => width >= 90);
        HandoutColumns.Widths([new(30, 30, 30, true), new(90, 90, 90, true), new(60, 60, 60, true)], 459).ShouldAllBe(width => Math.Abs(width - 153) < 0.01);
    }

    [Fact]
    public void A_table_that_goes_on_has_its_heading_again_and_never_a_last_row_alone()
    {
        for (var rows = 40; rows < 60; rows++)
        {
            var document = Document($"| Step | What breaks it |\n|---|---|\n{string.Concat(Enumerable.Range(1, rows).Select(row => $"| Row {row} | Nobody asked for it |\n"))}");
            var pages = Pages(document.Markdown);
            foreach (var page in pages)
            {
                Body(page).Count(text => Said(text.Lines[0]) == "Step").ShouldBe(1);
                Body(page).Count(text => Said(text.Lines[0]).StartsWith("Row ", StringComparison.Ordinal)).ShouldBeGreaterThan(1);
            }

            if (rows != 50) continue;
            var pdf = rendering.Press.Print(document).ShouldBeOfType<PrintResult.Printed>().Pdf;
            TextCheck.Compare(pdf, document with { Markdown = document.Markdown.Replace("Step", "Stop", StringComparison.Ordinal) }).ShouldNotBeEmpty();
            TextCheck.Compare(pdf, document with { Markdown = document.Markdown + "\nMore." }).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void The_heading_of_a_table_is_taken_again_at_the_top_of_a_page_only()
    {
        DocumentText[] texts = [new("", "Step"), new("", "one"), new("", "two")];
        new TextLayer(["Step\none", "Step\ntwo"]).Differences(texts, [["Step"]]).ShouldBeEmpty();
        new TextLayer(["Step\none", "Step\ntwo"]).Differences(texts).ShouldNotBeEmpty();
        new TextLayer(["Step\none", "two\nStep"]).Differences(texts, [["Step"]]).ShouldNotBeEmpty();
        new TextLayer(["Step\none", "Step\nStep\ntwo"]).Differences(texts, [["Step"]]).ShouldNotBeEmpty();
    }

    [Fact]
    public void Headings_labels_and_announcements_stay_with_what_follows()
    {
        const string end = "## Lesson\n\n> A summary.\n\nBring these along:\n\n- The card of the rule.\n- A torch.\n- A pen.\n\n### 3\n\n**What do you do first?**\n\n- Ask.\n- Wait.\n- Go.\n\n**Teaching notes**\n\n";
        string[] never = ["Lesson", "A summary.", "Bring these along:", "3", "What do you do first?", "Teaching notes"];
        for (var lines = 1; lines < 45; lines++)
        {
            var pages = Pages($"{Filler(lines)}\n\n{end}{Sentence}{Sentence}{Sentence}");
            foreach (var page in pages) Said(Body(page)[^1].Lines[^1]).ShouldNotBeOneOf(never);
            if (pages.Count > 1) Body(pages[1]).Length.ShouldBeGreaterThan(1);
        }
    }

    [Fact]
    public void Neither_the_first_point_of_a_list_nor_the_last_stands_alone()
    {
        for (var lines = 1; lines < 45; lines++)
        {
            var pages = Pages($"{Filler(lines)}\n\n- first\n- second\n- third\n- fourth\n\n{Sentence}{Sentence}");
            foreach (var page in pages)
            {
                string[] points = [.. Body(page).Select(text => Said(text.Lines[0])).Where(said => said is "first" or "second" or "third" or "fourth")];
                points.Length.ShouldNotBe(1, string.Join(' ', points));
            }
        }
    }

    [Fact]
    public void A_paper_meant_for_one_sheet_is_set_closer_if_it_fits_so()
    {
        var document = Document(string.Join("\n\n", Enumerable.Repeat(Sentence + Sentence, 12))) with { OneSheet = true, Notice = "Not certified." };

        Plan(document with { OneSheet = false }).Count.ShouldBe(2);
        var page = Plan(document).ShouldHaveSingleItem();
        Body(page).Min(text => text.Size).ShouldBeGreaterThanOrEqualTo(9.5);
        Body(page).Max(text => text.Y + text.Height).ShouldBeLessThan(HandoutStyle.FooterY - 8);

        // What does not fit all the same is read more easily as it always is.
        var longer = Plan(document with { Markdown = document.Markdown + "\n\n" + document.Markdown });
        longer.Count.ShouldBeGreaterThan(1);
        Body(longer[0]).Min(text => text.Size).ShouldBe(HandoutStyle.TextSize);
    }

    [Fact]
    public void French_signs_do_not_begin_a_line()
    {
        foreach (var (from, to) in LineBreaks.Words("la règle d'or 1 : le « cas » ! Oui ?").ToList())
        {
            "la règle d'or 1 : le « cas » ! Oui ?"[from..to].ShouldNotBeOneOf(":", "»", "!", "?", "«");
        }
    }

    // So many paragraphs of one line.
    private static string Filler(int lines) => string.Join("\n\n", Enumerable.Repeat("One line.", lines));

    private static string Said(SetLine line) => string.Concat(line.Runs.Select(run => run.Text));

    private static PlacedText[] Body(PagePlan page) => [.. page.Texts.Where(text => text.Y < HandoutStyle.FooterY)];

    private IReadOnlyList<PagePlan> Pages(string markdown) => Plan(Document(markdown));

    private IReadOnlyList<PagePlan> Plan(HandoutDocument document) => new HandoutLayout(rendering.Fonts).Plan(document);

    private static HandoutDocument Document(string markdown) => new()
    {
        Title = "A handout",
        Rule = 2,
        Language = "en",
        Markdown = markdown,
        Footer = "Vision Zero",
        Author = "Vision Zero",
        IssuedAt = DateTimeOffset.UnixEpoch,
    };
}
