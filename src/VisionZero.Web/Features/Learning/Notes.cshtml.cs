using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Content;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>All notes and bookmarks of a learner in a course, in the order of its lessons, to read and to print.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class NotesPage : LearnerPage
{
    /// <summary>Lessons with a note or a bookmark.</summary>
    public IReadOnlyList<(int Rule, Lesson Lesson, StudyNote Note)> Rows { get; private set; } = [];

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        var notes = await Query.LoadAsync<StudyNotes>(Enrolment.Id, HttpContext.RequestAborted) ?? new StudyNotes();
        Rows =
        [
            .. from rule in Course.Rules
               from lesson in rule.Lessons
               let note = notes.On(rule.Rule, lesson.Key)
               where !note.IsEmpty
               select (rule.Rule, lesson, note),
        ];
        return Page();
    }
}
