using System.Net;
using AngleSharp.Html.Dom;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Learning;

namespace VisionZero.Web.Tests.Learning;

/// <summary>Notes, bookmarks and search: what a learner finds again.</summary>
[Collection(nameof(OneSchool))]
public sealed class NotesTests(LearningPlatform platform)
{
    [Fact]
    public async Task A_note_is_kept_with_its_lesson_and_listed_with_all_others()
    {
        var learner = await EnrolledAsync();
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/2/lesson-1");
        visitor.Page.QuerySelector("#note")!.HasAttribute("open").ShouldBeFalse();
        await visitor.SubmitAsync(("text", "  Ask the night shift <b> "), ("bookmark", "true"));

        visitor.Address.ShouldEndWith("/learn/foundation/2/lesson-1");
        visitor.Page.QuerySelector("#note textarea")!.TextContent.ShouldBe("Ask the night shift <b>");
        visitor.Page.QuerySelector("#note")!.HasAttribute("open").ShouldBeTrue();
        await visitor.OpenAsync("/learn/foundation/notes");
        visitor.Page.QuerySelector("main section")!.TextContent.ShouldContain("Ask the night shift <b>");
        visitor.Page.QuerySelector("main section a")!.GetAttribute("href").ShouldBe("/en/learn/foundation/2/lesson-1");
        visitor.Page.Body!.TextContent.ShouldContain("Bookmarked");

        await visitor.OpenAsync("/learn/foundation/2/lesson-1");
        await visitor.SubmitAsync(("text", ""));
        (await platform.ReadAsync(q => q.LoadAsync<StudyNotes>(learner.EnrolmentId(), TestContext.Current.CancellationToken)))!.Notes.Keys.ShouldBe(["2/lesson-1"], "the bookmark is still set");
        (await learner.SendAsync(new KeepNote(learner.EnrolmentId(), 2, "lesson-1", "", false, new StudyNote("", true).Hash()))).Ok.ShouldBeTrue();
        await visitor.OpenAsync("/learn/foundation/notes");
        visitor.Page.Body!.TextContent.ShouldContain("You have no notes yet");
    }

    [Fact]
    public async Task A_note_is_nobody_elses_and_not_endless()
    {
        var learner = await EnrolledAsync();
        var other = await platform.LearnerAsync();

        (await other.SendAsync(new KeepNote(learner.EnrolmentId(), 2, "lesson-1", "mine", false, ""))).Ok.ShouldBeFalse();
        (await learner.SendAsync(new KeepNote(learner.EnrolmentId(), 2, "lesson-9", "mine", false, ""))).Refusals.Single().Code.ShouldBe("enrolment.no-such-lesson");
        (await learner.SendAsync(new KeepNote(learner.EnrolmentId(), 2, "lesson-1", new string('x', KeepNote.Longest + 1), false, ""))).Refusals.Single().Code.ShouldBe("enrolment.note-too-long");
        (await platform.ReadAsync(q => q.LoadAsync<StudyNotes>(learner.EnrolmentId(), TestContext.Current.CancellationToken))).ShouldBeNull();
    }

    [Fact]
    public async Task A_note_from_another_window_is_not_replaced_unseen_and_both_are_shown()
    {
        var learner = await EnrolledAsync();
        using var phone = await learner.VisitAsync();
        await phone.OpenAsync("/learn/foundation/2/lesson-1");
        using var laptop = await learner.VisitAsync();
        await laptop.OpenAsync("/learn/foundation/2/lesson-1");
        await laptop.SubmitAsync(("text", "A page of thoughts"));

        await phone.SubmitAsync(("text", "A word"), ("bookmark", "true"));

        phone.Status.ShouldBe(HttpStatusCode.Conflict);
        phone.Page.QuerySelector(".summary")!.TextContent.ShouldContain("Another note was kept on this lesson meanwhile.");
        phone.Page.QuerySelector("section[aria-labelledby=there-title]")!.TextContent.ShouldContain("A page of thoughts");
        phone.Page.QuerySelector("#note textarea")!.TextContent.ShouldBe("A word");
        phone.Page.QuerySelector("#note")!.HasAttribute("open").ShouldBeTrue();
        (await NotesAsync(learner)).On(2, "lesson-1").ShouldBe(new StudyNote("A page of thoughts", false));

        // What was seen may be replaced, and what says the same is no other note.
        await phone.SubmitAsync(("text", "A page of thoughts and a word"), ("bookmark", "true"));
        (await NotesAsync(learner)).On(2, "lesson-1").ShouldBe(new StudyNote("A page of thoughts and a word", true));
        await laptop.OpenAsync("/learn/foundation/2/lesson-1");
        (await learner.SendAsync(new KeepNote(learner.EnrolmentId(), 2, "lesson-1", "A page of thoughts and a word", true, ""))).Refusals.ShouldBeEmpty();
    }

    [Fact]
    public async Task Notes_kept_at_once_are_all_kept()
    {
        var learner = await EnrolledAsync();
        (int Rule, string Key)[] lessons = [.. platform.Course.Rules.SelectMany(r => r.Lessons, (r, l) => (r.Rule, l.Key))];

        await Task.WhenAll(lessons.Select(l => learner.SendAsync(new KeepNote(learner.EnrolmentId(), l.Rule, l.Key, $"On {l.Rule}/{l.Key}", false, ""))));

        (await NotesAsync(learner)).Notes.Count.ShouldBe(lessons.Length);
    }

    [Fact]
    public async Task Notes_go_along_into_the_next_round()
    {
        var learner = await platform.StudiedAsync();
        var lesson = platform.Course.Rule(2).Lessons[1].Key;
        (await learner.SendAsync(new KeepNote(learner.EnrolmentId(), 2, lesson, "Ask the night shift", true, ""))).Ok.ShouldBeTrue();
        await learner.BeginAgainAsync();

        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/notes");
        visitor.Page.QuerySelector("main")!.TextContent.ShouldContain("Ask the night shift");
    }

    [Fact]
    public async Task A_note_has_the_length_that_the_browser_counts()
    {
        var learner = await EnrolledAsync();
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/1/lesson-1");
        var lines = string.Join("\r\n", Enumerable.Repeat("x", (KeepNote.Longest / 2) + 1));

        await visitor.SubmitAsync((IHtmlFormElement)visitor.Page.QuerySelector("form[data-guard]")!, [("text", lines[..^3])]);
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        (await NotesAsync(learner)).Notes.Values.ShouldHaveSingleItem().Text.ShouldBe(lines[..^3].Replace("\r\n", "\n", StringComparison.Ordinal));

        await visitor.SubmitAsync((IHtmlFormElement)visitor.Page.QuerySelector("form[data-guard]")!, [("text", lines + "\r\nxx")]);
        visitor.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        visitor.Page.QuerySelector("form[data-guard]")!.GetAttribute("data-guard").ShouldBe("unsent", "what was refused is not lost by a press on something else");
    }

    [Theory]
    [InlineData("en", "hierarchy CONTROLS", "Hierarchy of controls", "/glossary#hierarchy-of-controls")]
    [InlineData("zh", "未遂", "未遂事件", "/glossary#near-miss")]
    [InlineData("en", "lesson 3.2", "Lesson 3.2 en", "/learn/foundation/3/lesson-2")]
    [InlineData("ar", "حادث وشيك", "حادث وشيك", "/glossary#near-miss")]
    public async Task Words_are_found_in_lessons_materials_and_glossary(string locale, string words, string title, string path)
    {
        var learner = await EnrolledAsync();
        using var visitor = await learner.VisitAsync(locale);
        await visitor.OpenAsync($"/learn/search?q={Uri.EscapeDataString(words)}");

        var link = visitor.Page.QuerySelectorAll("main li a").First(a => a.TextContent == title);
        link.GetAttribute("href").ShouldBe($"/{locale}{path}");
    }

    [Fact]
    public async Task What_was_looked_for_is_marked_and_lessons_of_courses_not_begun_come_last()
    {
        var learner = await EnrolledAsync();
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/search?q=LESSON");

        var places = visitor.Page.QuerySelectorAll("main li").ToList();
        var courses = places.Select(p => p.QuerySelector("a")!.GetAttribute("href")!).Where(h => h.Contains("/learn/", StringComparison.Ordinal)).Select(h => h.Split('/')[3]).ToList();
        courses.ShouldContain("foundation");
        courses.ShouldContain("professional");
        courses.ShouldBe(courses.Order(StringComparer.Ordinal));
        places.ShouldAllBe(p => (p.QuerySelector(".tag") != null) == p.QuerySelector("a")!.GetAttribute("href")!.Contains("/professional/", StringComparison.Ordinal));

        await visitor.OpenAsync($"/learn/search?q={Uri.EscapeDataString("HIÉrarchy")}");
        visitor.Page.QuerySelectorAll("main li mark").Select(m => m.TextContent.ToUpperInvariant()).Distinct().ShouldBe(["HIERARCHY"]);
    }

    [Fact]
    public async Task Nothing_is_found_for_nothing_and_for_nonsense()
    {
        var learner = await EnrolledAsync();
        using var visitor = await learner.VisitAsync();
        (await visitor.OpenAsync("/learn/search")).Status.ShouldBe(HttpStatusCode.OK);
        visitor.Page.QuerySelector("main [role=status]").ShouldBeNull();
        await visitor.OpenAsync("/learn/search?q=qqqq%20<script>");
        visitor.Page.QuerySelector("main [role=status]")!.TextContent.ShouldBe("0 places");
        visitor.Page.QuerySelectorAll("main li").ShouldBeEmpty();
    }

    [Fact]
    public void The_glossary_has_the_same_terms_in_every_language()
    {
        var glossary = Glossary.Load(Path.Combine(AppContext.BaseDirectory, "content"));

        glossary.In("en").Count.ShouldBeGreaterThan(30);
        glossary.In("zh").Select(e => e.Id).Order().ShouldBe(glossary.In("en").Select(e => e.Id).Order());
        glossary.In("en").Select(e => e.Term).ShouldBe(glossary.In("en").Select(e => e.Term).Order(StringComparer.OrdinalIgnoreCase), "in the order of the alphabet");
    }

    [Theory]
    [InlineData("en", "Near-misses were reported. The hazards stay.", "hazard, near-miss")]
    [InlineData("en", "Riskophobia and hazardousness are other words; a miss is near.", "")]
    [InlineData("zh", "班组报告了未遂事件。", "near-miss")]
    [InlineData("fr", "Un presqu’accident, des évaluations des risques.", "near-miss, risk")]
    public void A_page_names_the_terms_it_uses(string locale, string text, string terms)
    {
        var glossary = Glossary.Load(Path.Combine(AppContext.BaseDirectory, "content"));
        var sheet = new LessonText("", "", 1, "") { Markdown = text };

        string.Join(", ", glossary.UsedIn(sheet, locale).Select(e => e.Id).Order(StringComparer.Ordinal)).ShouldBe(terms);
        glossary.UsedIn(sheet, locale).ShouldBeSameAs(glossary.UsedIn(sheet, locale), "looked for once");
    }

    private async Task<StudyNotes> NotesAsync(Learner learner) =>
        (await platform.ReadAsync(q => q.LoadAsync<StudyNotes>(learner.EnrolmentId(), TestContext.Current.CancellationToken))).ShouldNotBeNull();

    private async Task<Learner> EnrolledAsync()
    {
        var learner = await platform.LearnerAsync();
        (await learner.SendAsync(new Enrol("foundation"))).Ok.ShouldBeTrue();
        return learner;
    }
}
