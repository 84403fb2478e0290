using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>How a paper of the past can be made again.</summary>
public enum Replay
{
    /// <summary>Drawn anew from its seed it is the same, byte for byte.</summary>
    Same = 1,

    /// <summary>The bank or the scheme has changed since; the paper in the log is what was shown.</summary>
    BankChanged = 2,

    /// <summary>The bank is the same and the paper is not: somebody has to look at this.</summary>
    Differs = 3,
}

/// <summary>Whether the words of a paper of the past can be shown.</summary>
public enum Wording
{
    /// <summary>The questions say today what they said then.</summary>
    AsShown = 1,

    /// <summary>They were corrected since; shown is what they said then, as it was kept.</summary>
    Restored = 2,

    /// <summary>Texts of the course were corrected since, and the former ones are not kept: shown is what they say today.</summary>
    Corrected = 3,

    /// <summary>The paper is from before the log kept which texts were shown.</summary>
    Unknown = 4,
}

/// <summary>A paper as it was shown and answered, for an appeal; never one's own.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class PaperPage : VzPage
{
    /// <summary>The enrolment.</summary>
    public Enrolment Enrolment { get; private set; } = null!;

    /// <summary>The assessment.</summary>
    public Attempt Attempt { get; private set; } = null!;

    /// <summary>The version of the course it was taken in, with the words of then where they can be had.</summary>
    public Course Course { get; private set; } = null!;

    /// <summary>The questions with their answers.</summary>
    public IReadOnlyList<QuestionView> Questions { get; private set; } = [];

    /// <summary>What drawing it anew gives.</summary>
    public Replay Replay { get; private set; }

    /// <summary>Which words are shown.</summary>
    public Wording Wording { get; private set; }

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(Guid enrolment, int attempt)
    {
        var ct = HttpContext.RequestAborted;
        if (await Query.LoadAsync<Enrolment>(enrolment, ct) is not { } found
            || found.Attempts.FirstOrDefault(a => a.Number == attempt) is not { SubmittedAt: not null } taken
            || Service<CourseLibrary>().Find(found.Course, found.CourseVersion) is not { } course
            || (await Query.LoadAsync<Trainer>(found.TrainerId, ct))?.AccountId == Actor.Person)
        {
            return NotFound();
        }

        if (await LearningQueries.IsToBeExaminedAsync(Query, Actor.Person, found.Course, ct))
        {
            return Forbid();
        }

        (Enrolment, Attempt) = (found, taken);
        (Course, Wording) = await WordsAsync(course, ct);
        Replay = Compare();
        var words = await Query.LoadAsync<TypedAnswers>(found.Id, ct);
        Questions =
        [
            .. taken.Questions.Select((q, i) => (Item: Course.Item(q.ItemId), Question: q, Index: i))
                .Where(q => q.Item is not null)
                .Select(q => (q.Item, q.Question, q.Index, Chosen: taken.Answers.GetValueOrDefault(q.Question.ItemId) ?? []))
                .Select(q => new QuestionView(
                    q.Index,
                    taken.Questions.Count,
                    q.Item!,
                    q.Question.OptionOrder,
                    q.Chosen,
                    words?.For(attempt, q.Question.ItemId, q.Chosen),
                    Explains: true)),
        ];
        return Page();
    }

    private Replay Compare()
    {
        // What the log does not say can only be looked for in today's scheme.
        var blueprint = Attempt.Blueprint ?? Service<Scheme>().Policy.For(Enrolment.Level).Blueprint;
        var outline = Course.Outline with { Withdrawn = Attempt.Withdrawn };
        if (Attempt.Bank != AssessmentPaper.Bank(outline, blueprint))
        {
            return Replay.BankChanged;
        }

        var again = AssessmentPaper.Draw(outline, blueprint, Attempt.Seed);
        return AssessmentPaper.Canonical(again.Questions) == AssessmentPaper.Canonical(Attempt.Questions) ? Replay.Same : Replay.Differs;
    }

    private async Task<(Course Course, Wording Wording)> WordsAsync(Course today, CancellationToken ct)
    {
        if (Attempt.ContentSha256 == today.Manifest.Sha256 || Attempt.ContentSha256.Length == 0)
        {
            return (today, Attempt.ContentSha256.Length == 0 ? Wording.Unknown : Wording.AsShown);
        }

        return await Service<ServedCourses>().FindAsync(Query, today.Id, today.Version, Attempt.ContentSha256, ct) is { } then
            ? (then, Attempt.Questions.All(q => Words(then, q.ItemId) == Words(today, q.ItemId)) ? Wording.AsShown : Wording.Restored)
            : (today, Wording.Corrected);
    }

    private static string Words(Course course, string item) =>
        course.Item(item) is { } found ? JsonSerializer.Serialize(new { found.Texts, found.Picture }) : "";
}
