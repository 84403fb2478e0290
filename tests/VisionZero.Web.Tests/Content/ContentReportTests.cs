using VisionZero.Web.Content;
using VisionZero.Web.Content.Reports;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Content;

public sealed class ContentReportTests : IDisposable
{
    private static readonly Texts.Texts English = new(TextCatalogue.Load(Path.Combine(AppContext.BaseDirectory, "content")), "en");
    private readonly string _folder = FixtureCourses.Write();

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_a_course_lacks_is_named_with_its_place()
    {
        var notes = ContentReport.Notes(Course()).Select(n => n.In(English)).ToList();

        notes.ShouldContain("foundation v1, rule 1: 2 lessons; a rule has 3 to 5.");
        notes.ShouldContain("foundation v1, rule 1: no case; write case.<locale>.md.");
        notes.ShouldContain("foundation v1, rule 1: no test to skip it; write items with 'use: skip'.");
        notes.ShouldNotContain("foundation v1, rule 7: no test to skip it; write items with 'use: skip'.");
        notes.ShouldContain("foundation v1, rule 1, items.yaml: 6 items; a rule of this level has 25.");
        notes.ShouldContain("foundation v1, rule 1, items.yaml: fewer than 3 items on health.");
        notes.ShouldContain("foundation v1, rule 1, items.yaml: no item on health asks to judge.");
        notes.ShouldContain(n => n.StartsWith("foundation v1, rule 1, lesson-1.en.md: ", StringComparison.Ordinal) && n.EndsWith(" words; a lesson has 500 to 1200.", StringComparison.Ordinal));
        notes.ShouldContain(n => n.StartsWith("foundation v1, rule 1, lesson-1.zh.md: ", StringComparison.Ordinal) && n.EndsWith(" characters; a lesson has 750 to 2400.", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_course_lacks_is_told_in_the_readers_language()
    {
        var catalogue = TextCatalogue.Load(Path.Combine(AppContext.BaseDirectory, "content"));
        var notes = ContentReport.Notes(Course()).ToList();

        foreach (var locale in TextCatalogue.Offered)
        {
            notes.ShouldAllBe(n => !Texts.Texts.Placeholder().IsMatch(n.What.In(new Texts.Texts(catalogue, locale))));
        }

        notes.Select(n => n.What.In(new Texts.Texts(catalogue, "de"))).ShouldContain("2 Lektionen; eine Regel hat 3 bis 5.");
    }

    [Fact]
    public void Sentences_that_are_too_long_are_told()
    {
        FixtureCourses.Change(_folder, "foundation/v1/rule-1/lesson-1.en.md", "A paragraph", string.Join(' ', Enumerable.Repeat("word", 1500)) + " A paragraph");

        ContentReport.Notes(Course()).ShouldContain(n => n.Place == "rule 1, lesson-1.en.md" && n.What.In(English).Contains("words a sentence; plain language stays under 20", StringComparison.Ordinal));
    }

    [Fact]
    public void The_matrix_counts_what_each_rule_has()
    {
        var lines = CoverageMatrix.Of(Course()).Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();

        lines[0].ShouldBe(["foundation", "v1,", "Foundation,", "2", "hours;", "complete", "in", "en,", "zh"]);
        lines[2].ShouldBe(["1", "2", "20", "2", "0", "4", "6", "0", "0", "0", "0", "6", "0", "1", "4", "1", "2"]);
        lines[8].ShouldBe(["7", "2", "20", "3", "6", "4", "10", "1", "2", "2", "0", "9", "2", "7", "5", "1", "9"]);
        lines[9][..6].ShouldBe(["all", "14", "140", "15", "6", "28"]);
        lines[11].ShouldBe(["rule", "dimension", "recognise", "explain", "apply", "judge", "|", "en", "zh"]);
        lines[12].ShouldBe(["1", "safety", "0", "0", "6", "0", "|", "6", "6"]);
        lines[13].ShouldBe(["1", "health", "0", "0", "0", "0", "|", "0", "0"]);
    }

    [Fact]
    public void A_translation_is_stale_until_somebody_says_it_is_not()
    {
        TranslationRecord.Read(_folder).Stale().ShouldContain("courses/foundation/v1/rule-1/lesson-1.zh.md");
        TranslationRecord.Read(_folder).Accept([]).ShouldBeGreaterThan(20);
        TranslationRecord.Read(_folder).Stale().ShouldBeEmpty();

        FixtureCourses.Change(_folder, "foundation/v1/rule-1/lesson-1.en.md", "A paragraph", "Another paragraph");
        FixtureCourses.Change(_folder, "foundation/v1/rule-2/items.en.yaml", "Question f2-01?", "Question f2-01, changed?");
        TranslationRecord.Read(_folder).Stale().ShouldBe(["courses/foundation/v1/rule-1/lesson-1.zh.md", "courses/foundation/v1/rule-2/items.zh.yaml"]);

        TranslationRecord.Read(_folder).Accept(["courses/foundation/v1/rule-1"]);
        TranslationRecord.Read(_folder).Stale().ShouldBe(["courses/foundation/v1/rule-2/items.zh.yaml"]);
    }

    [Theory]
    [InlineData("rubric/v1/en.yaml", "rubric/v1/{0}.yaml")]
    [InlineData("glossary/en.yaml", "glossary/{0}.yaml")]
    [InlineData("scheme/v1.yaml", "scheme/sources/v1.{0}.yaml")]
    public void What_is_named_by_its_language_alone_becomes_stale_too(string english, string translated)
    {
        TranslationRecord.Read(_folder).Accept([]);

        File.AppendAllText(Path.Combine(_folder, english), "# changed since\n");

        TranslationRecord.Read(_folder).Stale().ShouldBe(TextCatalogue.Written.Where(l => l != "en").Select(l => string.Format(null, translated, l)), ignoreOrder: true);
    }

    [Fact]
    public void The_courses_of_the_product_have_all_they_claim() =>
        ShippedContent.Courses.Newest.SelectMany(ContentReport.Notes).ShouldBeEmpty();

    [Fact]
    public void No_translation_of_the_product_is_stale() =>
        TranslationRecord.Read(ShippedContent.Root).Stale().ShouldBeEmpty("compare them with the English text, then run ./vz content accept");

    private Course Course() => CourseLibrary.Load(_folder, Scheme.Load(_folder).Policy, allowIncomplete: false).Find("foundation")!;
}
