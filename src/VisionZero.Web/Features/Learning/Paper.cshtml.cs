using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
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

/// <summary>A paper as it was shown and answered, for an appeal; never one's own.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class PaperPage : VzPage
{
    /// <summary>The enrolment.</summary>
    public Enrolment Enrolment { get; private set; } = null!;

    /// <summary>The assessment.</summary>
    public Attempt Attempt { get; private set; } = null!;

    /// <summary>The version of the course it was taken in.</summary>
    public Course Course { get; private set; } = null!;

    /// <summary>The questions with their answers.</summary>
    public IReadOnlyList<QuestionView> Questions { get; private set; } = [];

    /// <summary>What drawing it anew gives.</summary>
    public Replay Replay { get; private set; }

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

        (Enrolment, Attempt, Course) = (found, taken, course);
        Replay = Compare();
        var words = await Query.LoadAsync<TypedAnswers>(found.Id, ct);
        Questions =
        [
            .. taken.Questions.Select((q, i) => (Item: course.Item(q.ItemId), Question: q, Index: i))
                .Where(q => q.Item is not null)
                .Select(q => new QuestionView(
                    q.Index,
                    taken.Questions.Count,
                    q.Item!,
                    q.Question.OptionOrder,
                    taken.Answers.GetValueOrDefault(q.Question.ItemId) ?? [],
                    words?.For(attempt, q.Question.ItemId),
                    Explains: true)),
        ];
        return Page();
    }

    private Replay Compare()
    {
        var blueprint = Service<Scheme>().Policy.For(Enrolment.Level).Blueprint;
        var outline = Course.Outline with { Withdrawn = Attempt.Withdrawn };
        if (Attempt.Bank != AssessmentPaper.Bank(outline, blueprint))
        {
            return Replay.BankChanged;
        }

        var again = AssessmentPaper.Draw(outline, blueprint, Attempt.Seed);
        return AssessmentPaper.Canonical(again.Questions) == AssessmentPaper.Canonical(Attempt.Questions) ? Replay.Same : Replay.Differs;
    }
}
