using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Content;

public sealed class CourseLibraryTests : IDisposable
{
    private readonly string _folder = FixtureCourses.Write();

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_courses_of_the_product_are_whole()
    {
        var content = Path.Combine(AppContext.BaseDirectory, "content");

        var library = CourseLibrary.Load(content, Scheme.Load(content).Policy, new Settings().AllowIncompleteContent);

        library.Newest.Select(c => c.Outline.Level).ShouldBe([Level.Foundation, Level.Professional]);
        library.Newest.SelectMany(c => c.Rules).ShouldAllBe(r => r.Check.Count >= 4 && r.Bank.Count >= 10);
    }

    [Fact]
    public void A_whole_course_is_read_with_its_outline_and_texts()
    {
        var course = Load().Find("foundation").ShouldNotBeNull();

        course.Outline.Rules.Count.ShouldBe(7);
        course.Outline.Rule(3).Lessons.ShouldBe(["lesson-1", "lesson-2"]);
        course.Outline.Rule(3).Check.Select(i => i.Id).ShouldBe(["f3-01", "f3-02"]);
        course.Outline.Rule(3).Bank.Count.ShouldBe(4);
        course.Rule(3).Lessons[1].In("zh").Title.ShouldBe("Lesson 3.2 zh");
        course.Item("f3-02").ShouldNotBeNull().In("en").Options["b"].Why.ShouldBe("Because of b.");
        course.In("fr").Title.ShouldBe("Foundation course");
    }

    [Fact]
    public void Bold_in_a_lesson_may_end_in_chinese_punctuation()
    {
        FixtureCourses.Change(_folder, "foundation/v1/rule-1/lesson-1.zh.md", "A paragraph", "先看**风险。**下一句 A paragraph");

        Load().Find("foundation")!.Rule(1).Lessons[0].In("zh").Html.ShouldContain("先看<strong>风险。</strong>下一句");
    }

    [Fact]
    public void Markup_in_a_lesson_is_shown_as_text()
    {
        var html = Load().Find("foundation")!.Rule(1).Lessons[0].In("en").Html;

        html.ShouldContain("<strong>weight</strong>");
        html.ShouldContain("&lt;b&gt;angle&lt;/b&gt;");
        html.ShouldContain("<h2>The situation</h2>");
    }

    [Theory]
    [InlineData("rule-2/items.yaml", "  correct: [a]\n", "", "rule-2/items.yaml:1: the item 'f2-01' has no key; write 'correct: [a]'.")]
    [InlineData("rule-2/items.yaml", "correct: [b, c]", "correct: [a, b, c, d]", "rule-2/items.yaml:11: the key of 'f2-02' must be two or more different letters from a to d, not all.")]
    [InlineData("rule-2/items.yaml", "correct: [a]", "correct: [e]", "rule-2/items.yaml:4: the key of 'f2-01' must be one letter from a to d.")]
    [InlineData("rule-2/items.yaml", "id: f2-01", "id: f1-01", "rule-2/items.yaml:1: the id 'f1-01' stands twice in this course")]
    [InlineData("rule-2/items.yaml", "difficulty: 2", "difficulty: 9", "rule-2/items.yaml:6: 'difficulty' must be a whole number from 1 to 3.")]
    [InlineData("rule-2/items.yaml", "outcome: apply", "outcome: apply\n  points: 3", "rule-2/items.yaml:8: the key 'points' is not known here")]
    [InlineData("rule-2/items.yaml", "use: check", "use: exam", "rule-2/items.yaml:2: 'use' must be one of check, skip, assessment.")]
    [InlineData("rule-2/items.en.yaml", ", why: \"Because of b.\"", "", "rule-2/items.en.yaml:6: option 'b' of 'f2-01' has no explanation")]
    [InlineData("rule-2/items.zh.yaml", "- id: f2-03", "- id: f2-99", "rule-2/items.zh.yaml:1: the item 'f2-03' of items.yaml is missing here; write it.")]
    [InlineData("rule-2/items.zh.yaml", "- id: f2-03", "- id: f2-99", "rule-2/items.zh.yaml:17: the item 'f2-99' is not in items.yaml")]
    [InlineData("rule-2/items.zh.yaml", "stem: \"Question f2-01?\"", "stem: [", ": this is no YAML")]
    [InlineData("rule-2/lesson-1.en.md", "## The idea", "## What goes wrong", "rule-2/lesson-1.en.md:9: '## The idea' is expected here, not 'What goes wrong'")]
    [InlineData("rule-2/lesson-1.zh.md", "## 周一就做\nA paragraph with **weight** & an <b>angle</b>.\n", "", "'## 周一就做' is expected here, not the end")]
    [InlineData("rule-2/lesson-1.en.md", "A paragraph", "A [source](http://example.org)", "rule-2/lesson-1.en.md:7: 'http://example.org' leads nowhere: a lesson links only to a source at https://<host>/.")]
    [InlineData("rule-2/lesson-1.en.md", "A paragraph", "A [source](https://)", "rule-2/lesson-1.en.md:7: 'https://' leads nowhere")]
    [InlineData("rule-2/lesson-1.en.md", "A paragraph", "A <http://example.org>", "rule-2/lesson-1.en.md:7: 'http://example.org' leads nowhere")]
    [InlineData("rule-2/lesson-1.en.md", "A paragraph", "A <javascript:alert(1)>", "rule-2/lesson-1.en.md:7: 'javascript:alert(1)' leads nowhere")]
    [InlineData("rule-2/lesson-1.en.md", "A paragraph", "A <mailto:office@example.org>", "rule-2/lesson-1.en.md:7: 'mailto:office@example.org' leads nowhere")]
    [InlineData("rule-2/lesson-1.en.md", "A paragraph", "A <office@example.org>", "rule-2/lesson-1.en.md:7: 'office@example.org' leads nowhere")]
    [InlineData("rule-2/lesson-1.en.md", "A paragraph", "A [lesson](lesson-2.en.md)", "rule-2/lesson-1.en.md:7: 'lesson-2.en.md' leads nowhere")]
    [InlineData("rule-2/lesson-1.en.md", "A paragraph", "A [term](/glossary#near-miss)", "rule-2/lesson-1.en.md:7: '/glossary#near-miss' leads nowhere")]
    [InlineData("rule-2/lesson-1.en.md", "A paragraph", "#### Deep\n\nA paragraph", "rule-2/lesson-1.en.md:7: 'Deep' goes down more than one level at once; write '###'.")]
    [InlineData("rule-2/lesson-1.en.md", "A paragraph", "### One\n\n##### Deep\n\nA paragraph", "rule-2/lesson-1.en.md:9: 'Deep' goes down more than one level at once; write '####'.")]
    [InlineData("rule-2/lesson-1.en.md", "minutes: 10", "minutes: ten", "rule-2/lesson-1.en.md:4: 'minutes' must be a whole number")]
    [InlineData("rule-2/lesson-1.en.md", "minutes: 10", "minutes: 10\nauthor: me", "rule-2/lesson-1.en.md:5: the key 'author' is not known here")]
    [InlineData("course.yaml", "zh: \"证书\"", "fr: \"certificat\"", "course.yaml:8: 'zh' is missing or empty; write it.")]
    [InlineData("course.yaml", "6, 7]", "6]", "course.yaml:9: 'rules' must be [1, 2, 3, 4, 5, 6, 7]")]
    [InlineData("course.yaml", "locales: [en, zh]", "locales: [zh]", "course.yaml:5: 'locales' must list the languages the course is complete in, 'en' first")]
    [InlineData("rule-7/items.yaml", "correct: [c]", "correct: [c, d]", "the key of 'f7-07' must be the letter of the one right reason.")]
    [InlineData("rule-7/items.yaml", "answer: false", "answer: maybe", "'answer' must be one of true, false.")]
    [InlineData("rule-7/items.yaml", "correct: [c, a, b]", "correct: [a, b, c]", "in the right order, which is not that of the alphabet.")]
    [InlineData("rule-7/items.yaml", "b-1, c-2", "b-1, c-3", "the key of 'f7-09' must be a pair for each letter")]
    [InlineData("rule-7/items.yaml", "tolerance: 0.1", "tolerance: a little", "the item 'f7-10' has no key; write 'answer' and 'tolerance' as numbers with a point.")]
    [InlineData("rule-7/items.yaml", "scene-yard.svg", "scene-road.svg", "rule-7/scene-road.svg:1: this picture is missing")]
    [InlineData("rule-7/items.yaml", "bad: wrong }", "bad: wrong, other: wrong }", "the story of 'f7-13' never comes to 'other'")]
    [InlineData("rule-7/items.yaml", "n2: { a: good", "n2: { a: n1", "comes back to 'n1'; no way may lead back.")]
    [InlineData("rule-7/items.yaml", "n2: { a: good", "n2: { a: elsewhere", "leads to 'elsewhere', which is neither a node nor an end.")]
    [InlineData("rule-7/items.yaml", "use: check\n  kind: branch", "use: skip\n  kind: branch", "the item 'f7-13' is a story: it is told step by step")]
    [InlineData("rule-7/items.en.yaml", "  twin: \"A yard with three things.\"\n", "", "'twin' is missing or empty; write it.")]
    [InlineData("rule-7/items.en.yaml", "accepted: [\"near miss\", \"close call\"]", "accepted: []", "the item 'f7-11' has no key; write under 'accepted'")]
    [InlineData("rule-7/items.en.yaml", ", why: \"They answer.\"", "", "option 'a' of 'f7-13' has no explanation")]
    [InlineData("rule-7/items.en.yaml", ", \"2\": \"Target 2\"", "", "'2' is missing or empty; write it.")]
    [InlineData("rule-7/items.en.yaml", "  unit: \"days\"\n", "", "'unit' is missing or empty; write it.")]
    [InlineData("rule-7/scene-yard.svg", "<g id=\"spot-b\">", "<g id=\"spot-d\">", "must have 3 to 8 elements with the ids spot-a, spot-b and so on")]
    [InlineData("rule-7/scene-yard.svg", "<rect", "<script>alert(1)</script><rect", "rule-7/scene-yard.svg:2: <script> is not allowed")]
    [InlineData("rule-7/scene-yard.svg", "fill=\"#fff\"", "onclick=\"x\"", "rule-7/scene-yard.svg:2: the attribute 'onclick' is not allowed")]
    [InlineData("rule-7/scene-yard.svg", "url(#floor)", "url(https://example.org/x)", "leads out of the picture")]
    [InlineData("rule-7/scene-yard.svg", ">3<", ">three<", "rule-7/scene-yard.svg:5: a picture has no words")]
    [InlineData("rule-7/scene-yard.svg", "</svg>", "", "this is no SVG")]
    [InlineData("rule-2/lesson-1.en.md", "A paragraph", "![a](b.svg)", "rule-2/lesson-1.en.md:7: a picture is written as")]
    public void A_mistake_names_file_and_line_and_how_to_mend_it(string file, string from, string to, string sentence)
    {
        FixtureCourses.Change(_folder, "foundation/v1/" + file, from, to);

        Problems().ShouldContain(p => p.Contains(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("rule-4/lesson-2.zh.md", "rule-4/lesson-2.zh.md:1: this file is missing: a lesson exists in every locale of its course. Write it.")]
    [InlineData("rule-4/items.zh.yaml", "rule-4/items.zh.yaml:1: this file is missing; write it.")]
    [InlineData("rule-4/items.yaml", "rule-4/items.yaml:1: this file is missing; write it.")]
    [InlineData("course.yaml", "foundation/v1/course.yaml:1: this file is missing; write it.")]
    public void A_missing_file_is_named(string file, string sentence)
    {
        File.Delete(Path.Combine(_folder, "courses/foundation/v1", file));

        Problems().ShouldContain(p => p.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void What_an_editor_leaves_in_the_folders_is_no_content()
    {
        var before = Load().Find("foundation")!.Manifest.Sha256;
        foreach (var name in new[] { ".DS_Store", ".lesson-1.en.md.swp", "rule-1/.DS_Store", "rule-1/.lesson-1.en.md.swp", "rule-1/.#lesson-1.en.md", "rule-1/lesson-1.en.md~", ".git/HEAD" })
        {
            var file = Path.Combine(_folder, "courses/foundation/v1", name);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "nothing to read");
        }

        Load().Find("foundation")!.Manifest.Sha256.ShouldBe(before);
    }

    [Fact]
    public void A_rule_without_folder_is_allowed_only_while_the_course_is_written()
    {
        System.IO.Directory.Delete(Path.Combine(_folder, "courses/foundation/v1/rule-7"), recursive: true);

        Problems().ShouldHaveSingleItem().ShouldContain("rule-7:1: this folder is missing");
        CourseLibrary.Load(_folder, Scheme.Load(_folder).Policy, allowIncomplete: true).Find("foundation")!.Rule(7).Lessons.ShouldBeEmpty();
    }

    [Fact]
    public void Every_kind_of_question_is_read()
    {
        var rule = Load().Find("foundation")!.Rule(7);

        rule.Skip.Concat(rule.Check).Concat(rule.Bank).Select(i => i.Key.Kind).Distinct().Order().ShouldBe(Enum.GetValues<ItemKind>());
        rule.Skip[0].Key.Correct.ShouldBe(["false", "c"]);
        rule.Skip[1].Key.Correct.ShouldBe(["c-1", "a-2", "b-3"]);
        rule.Skip[4].Accepts("Near-Miss").ShouldBeTrue();
        rule.Skip[4].Accepts("accident").ShouldBeFalse();
        rule.Check[^1].Key.IsRight(["n1-a", "n2-a"]).ShouldBeTrue();
    }

    [Fact]
    public void A_scene_stands_in_the_page_with_ids_of_its_own()
    {
        var scene = Load().Find("foundation")!.Rule(7).Skip.Single(i => i.Key.Kind == ItemKind.Scene);

        scene.Key.Options.ShouldBe(["a", "b", "c"]);
        scene.Picture!.ShouldContain("<g data-spot=\"a\">");
        scene.Picture!.ShouldContain("id=\"f7-12-floor\"");
        scene.Picture!.ShouldContain("url(#f7-12-floor)");
        scene.Picture!.ShouldContain("aria-hidden=\"true\"");
    }

    [Fact]
    public void A_picture_of_fifty_megabytes_is_refused_without_being_read()
    {
        using (var file = File.OpenWrite(Path.Combine(_folder, "courses/foundation/v1/rule-7/scene-yard.svg")))
        {
            file.SetLength(50 * 1024 * 1024);
        }

        Problems().ShouldContain(p => p.Contains("rule-7/scene-yard.svg:1: this picture has 51200 KB; draw it in 64 KB or less.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_picture_in_a_lesson_has_its_words_beside_it()
    {
        File.WriteAllText(Path.Combine(_folder, "courses/foundation/v1/rule-1/diagram-way.svg"), EveryKind.Picture);
        FixtureCourses.Change(_folder, "foundation/v1/rule-1/lesson-1.en.md", "A paragraph with", "![Three things on a floor, \"one\" of them red.](diagram-way.svg \"The way\")\n\nA paragraph with");

        var html = Load().Find("foundation")!.Rule(1).Lessons[0].In("en").Html;

        html.ShouldContain("aria-label=\"Three things on a floor, &quot;one&quot; of them red.\"");
        html.ShouldContain("<span class=\"figure-caption\">The way</span>");
        html.ShouldContain("id=\"diagram-way-floor\"");
    }

    [Theory]
    [InlineData("12,5", "12.5")]
    [InlineData("12.5", "12.5")]
    [InlineData("1,250", "1.250")]
    [InlineData("1.250", "1.250")]
    [InlineData(" 1 250 ", "1250")]
    [InlineData("40 %", "40")]
    [InlineData("１２．５", "12.5")]
    [InlineData("−3", "-3")]
    [InlineData("١٢", "12")]
    [InlineData("twelve", null)]
    [InlineData("1,250.5", null)]
    [InlineData("", null)]
    public void A_number_is_read_as_people_type_it(string typed, string? number) =>
        (Term.Number(typed)?.ToString(System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(number);

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        FixtureCourses.Change(_folder, "foundation/v1/rule-1/items.yaml", "use: check", "use: exam");
        FixtureCourses.Change(_folder, "professional/v1/rule-5/lesson-1.en.md", "## The idea", "## An idea");
        FixtureCourses.Change(_folder, "professional/v1/rule-5/items.en.yaml", "  scenario: \"Something happens.\"\n", "");

        Problems().Count.ShouldBe(3);
    }

    private CourseLibrary Load() => CourseLibrary.Load(_folder, Scheme.Load(_folder).Policy, allowIncomplete: false);

    private IReadOnlyList<string> Problems() => Should.Throw<ContentException>(Load).Problems;
}
