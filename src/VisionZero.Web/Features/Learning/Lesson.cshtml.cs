using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Content;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>A lesson, and the one button that ends it and leads on.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class LessonPage : LearnerPage
{
    private const string Kept = "note-kept";

    /// <summary>The golden rule.</summary>
    public CourseRule Rule { get; private set; } = null!;

    /// <summary>The lesson.</summary>
    public Lesson Lesson { get; private set; } = null!;

    /// <summary>Its text in the reader's language.</summary>
    public LessonText Text => Lesson.In(T.Locale);

    /// <summary>The terms of the field that it uses.</summary>
    public IReadOnlyList<GlossaryEntry> Terms => Service<Glossary>().UsedIn(Text, TextLocale);

    /// <summary>Its place in the rule, from 1.</summary>
    public int Number => Rule.Lessons.TakeWhile(l => l.Key != Lesson.Key).Count() + 1;

    /// <summary>The first lesson before it that was not read, if there is one.</summary>
    public Lesson? Earlier => Rule.Lessons.TakeWhile(l => l.Key != Lesson.Key).FirstOrDefault(l => !Enrolment.HasRead(Rule.Rule, l.Key));

    /// <summary>What comes after it.</summary>
    public NextStep After => LearningPath.After(Rule, Lesson.Key);

    /// <summary>The words for what comes after it.</summary>
    public string AfterTitle => After.Kind == StepKind.Check
        ? T["learning.lesson.next-check"]
        : T["learning.lesson.next-lesson", ("title", Rule.Lessons.First(l => l.Key == After.Lesson).In(T.Locale).Title)];

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course, int rule, string lesson)
    {
        if (await FindAsync(course, rule, lesson) is { } elsewhere)
        {
            return elsewhere;
        }

        IsNoteKept = Request.Cookies.ContainsKey(Pages.Setup.FlashCookie) && TempData[Kept] is true;
        return Unchanged.Is(HttpContext, Actor.Name, string.Join(',', Actor.Roles), T.Locale, $"{Enrolment.Id} {Enrolment.Version}", Course.Manifest.Sha256, Service<Glossary>().Sha256, Note.Text, $"{Note.IsBookmarked}")
            ? StatusCode(StatusCodes.Status304NotModified)
            : Page();
    }

    /// <summary>What the learner wrote on the lesson.</summary>
    public StudyNote Note { get; private set; } = new("", false);

    /// <summary>Whether the note was kept just now; said beside it, where the reader is.</summary>
    public bool IsNoteKept { get; private set; }

    /// <summary>Whether the form says what was not kept.</summary>
    public bool IsUnsent { get; private set; }

    /// <summary>What another window kept since the form was shown.</summary>
    public StudyNote? There { get; private set; }

    /// <summary>Which note the form was shown with.</summary>
    public string Seen { get; private set; } = "";

    /// <summary>The note is kept.</summary>
    public async Task<IActionResult> OnPostNoteAsync(string course, int rule, string lesson, string? text, bool bookmark, string? seen)
    {
        if (await FindAsync(course, rule, lesson) is { } elsewhere)
        {
            return elsewhere;
        }

        // A browser counts and keeps a line's end as one character, and sends it as two.
        text = text?.ReplaceLineEndings("\n");
        var outcome = await SendSurelyAsync(new KeepNote(Enrolment.Id, rule, lesson, text ?? "", bookmark, seen ?? ""));
        if (!outcome.Ok)
        {
            IsUnsent = true;
            (Note, Seen) = (new StudyNote(text ?? "", bookmark), seen ?? "");
            if (outcome.Refusals.Any(r => r.Code == KeepNote.Changed))
            {
                // What was typed stays; sent again, it takes the place of what is shown beside it.
                There = await KeptAsync();
                Seen = There.Hash();
                Response.StatusCode = StatusCodes.Status409Conflict;
            }

            return Again();
        }

        TempData[Kept] = true;
        return Redirect($"{Href(new NextStep(StepKind.Lesson, rule, lesson))}#note");
    }

    /// <summary>The lesson is read.</summary>
    public async Task<IActionResult> OnPostAsync(string course, int rule, string lesson)
    {
        if (await FindAsync(course, rule, lesson) is { } elsewhere)
        {
            return elsewhere;
        }

        var outcome = await SendSurelyAsync(new CompleteLesson(Enrolment.Id, rule, lesson));
        return outcome.Ok ? Redirect(Href(After)) : Again();
    }

    private async Task<IActionResult?> FindAsync(string course, int rule, string lesson)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        Rule = Course.Rule(rule);
        if (Rule.Lessons.FirstOrDefault(l => l.Key == lesson) is not { } found)
        {
            return NotFound();
        }

        Lesson = found;
        Note = await KeptAsync();
        Seen = Note.Hash();
        return null;
    }

    private async Task<StudyNote> KeptAsync() =>
        (await Query.LoadAsync<StudyNotes>(Enrolment.Id, HttpContext.RequestAborted) ?? new StudyNotes()).On(Rule.Rule, Lesson.Key);
}
