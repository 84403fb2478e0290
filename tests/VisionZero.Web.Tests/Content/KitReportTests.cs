using VisionZero.Web.Content;
using VisionZero.Web.Content.Reports;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Content;

public sealed class KitReportTests : IDisposable
{
    private const string Slides = "---\ntitle: \"Slides\"\nsummary: \"What they are about.\"\nminutes: 45\n---\n";
    private static readonly Texts.Texts English = new(TextCatalogue.Load(Path.Combine(AppContext.BaseDirectory, "content")), "en");
    private readonly string _folder = FixtureCourses.Write();

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_course_with_a_kit_has_three_sheets_of_each_rule_in_each_language()
    {
        ContentReport.Notes(Course()).ShouldNotContain(n => n.What.In(English).Contains("the course has a kit", StringComparison.Ordinal));
        FixtureCourses.Change(_folder, "foundation/v1/course.yaml", "rules:", "kit: true\nrules:");
        Write("rule-1/talk.en.md", Sheet("Talk", 10, ["Bring", "Open", "Tell", "Ask", "Agree"]));

        var missing = ContentReport.Notes(Course()).Where(n => n.What.In(English).Contains("the course has a kit", StringComparison.Ordinal)).Select(n => n.In(English)).ToList();

        missing.Count.ShouldBe((7 * 3 * 2) - 1);
        missing.ShouldContain("foundation v1, rule 1: no talk.zh.md: the course has a kit, so each rule has it in each language. Write it.");
        missing.ShouldContain("foundation v1, rule 7: no slides.en.md: the course has a kit, so each rule has it in each language. Write it.");
    }

    [Fact]
    public void Slides_that_say_too_much_or_have_no_notes_are_told()
    {
        FixtureCourses.Change(_folder, "foundation/v1/course.yaml", "rules:", "kit: true\nrules:");
        Write("rule-1/slides.en.md", $"{Slides}## Full\n{string.Concat(Enumerable.Repeat("- point\n", 7))}\n> Say it.\n\n## Long\n- {new string('x', 91)}\n");
        Write("rule-1/session.en.md", Sheet("Session", 50, ["Aim", "Prepare", "Plan", "Check what was learned", "Adapt"]));

        var notes = ContentReport.Notes(Course()).Where(n => n.Place.StartsWith("rule 1, s", StringComparison.Ordinal)).Select(n => $"{n.Place}: {n.What.In(English)}").ToList();

        notes.ShouldContain("rule 1, slides.en.md: 2 slides; there are 8 to 14.");
        notes.ShouldContain("rule 1, slides.en.md: 'Full' has 7 points; a slide has 6 at most.");
        notes.ShouldContain($"rule 1, slides.en.md: 'Long': '{new string('x', 91)}' has 91 characters; a point has 90 at most.");
        notes.ShouldContain("rule 1, slides.en.md: 'Long' has no notes; say what the trainer does, as '> …'.");
        notes.ShouldNotContain(n => n.Contains("'Full' has no notes", StringComparison.Ordinal));
        notes.ShouldContain("rule 1, session.en.md: 50 minutes; this sheet is made for 60.");
        notes.ShouldContain(n => n.StartsWith("rule 1, session.en.md: the plan is a numbered list", StringComparison.Ordinal));
    }

    [Fact]
    public void A_slide_is_read_with_its_points_picture_and_notes()
    {
        File.WriteAllText(Path.Combine(_folder, "courses/foundation/v1/rule-1/diagram-a.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"><rect width=\"4\" height=\"3\" fill=\"#B3261E\"/></svg>");
        Write("rule-1/slides.en.md", $"{Slides}## One\n- A **bold** point\n- Another\n\n![All that the picture tells, in words](diagram-a.svg \"Its caption\")\n\n> First.\n>\n> - Then.\n\n## Two\nA paragraph.\n\n> Notes.\n");

        var slides = Course().Rule(1).KitSheet(LessonKind.Slides, "en")!.Slides;

        slides.Count.ShouldBe(2);
        slides[0].Points.ShouldBe(["A bold point", "Another"]);
        slides[0].Body.ShouldBe("- A **bold** point\n- Another");
        slides[0].Notes.ShouldBe("First.\n\n- Then.");
        slides[0].Picture.ShouldBe(new SlidePicture("diagram-a.svg", "All that the picture tells, in words", "Its caption"));
        slides[1].ShouldSatisfyAllConditions(s => s.Body.ShouldBe("A paragraph."), s => s.Notes.ShouldBe("Notes."), s => s.Picture.ShouldBeNull());
        Course().Rule(1).Lessons.Select(l => l.Key).ShouldNotContain("slides");
    }

    [Fact]
    public void Mistakes_in_a_sheet_of_the_kit_stop_the_start()
    {
        Write("rule-1/slides.en.md", $"{Slides}Before the first.\n\n## One\n### Below\n\n![short](diagram-a.svg \"c\")\n\n1. numbered\n");
        Write("rule-1/talk.en.md", Sheet("Talk", 10, ["Bring", "Open", "Tell"]));

        var mistakes = Should.Throw<ContentException>(() => Course()).Message;

        mistakes.ShouldContain("rule-1/slides.en.md:6: slides begin with '## '");
        mistakes.ShouldContain("rule-1/slides.en.md:9: slides begin with '## '");
        mistakes.ShouldContain("rule-1/slides.en.md:11: a picture is written as");
        mistakes.ShouldContain("rule-1/slides.en.md:13: a slide has points");
        mistakes.ShouldContain("'## Ask' is expected here");
    }

    private static string Sheet(string title, int minutes, string[] headings) =>
        $"---\ntitle: \"{title}\"\nsummary: \"What it is.\"\nminutes: {minutes}\n---\n{string.Concat(headings.Select(h => $"## {h}\nText.\n\n"))}";

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, "courses/foundation/v1", file), text);

    private Course Course() => CourseLibrary.Load(_folder, Scheme.Load(_folder).Policy, allowIncomplete: false).Find("foundation")!;
}
