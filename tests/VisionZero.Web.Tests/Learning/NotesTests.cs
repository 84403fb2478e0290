using System.Net;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Learning;

namespace VisionZero.Web.Tests.Learning;

/// <summary>Notes, bookmarks and search: what a learner finds again.</summary>
public sealed class NotesTests(LearningPlatform platform) : IClassFixture<LearningPlatform>
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

    private async Task<StudyNotes> NotesAsync(Learner learner) =>
        (await platform.ReadAsync(q => q.LoadAsync<StudyNotes>(learner.EnrolmentId(), TestContext.Current.CancellationToken))).ShouldNotBeNull();

    private async Task<Learner> EnrolledAsync()
    {
        var learner = await platform.LearnerAsync();
        (await learner.SendAsync(new Enrol("foundation"))).Ok.ShouldBeTrue();
        return learner;
    }
}
