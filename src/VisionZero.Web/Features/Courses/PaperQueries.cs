using Marten;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Courses;

/// <summary>Reads about the papers of a course and its bank of questions.</summary>
public static class PaperQueries
{
    /// <summary>
    /// Every paper drawn in a version of a course. Only the assessments are read, not what else an enrolment holds.
    /// </summary>
    public static async Task<IReadOnlyList<TakenPaper>> TakenAsync(IQuerySession session, Course course, CancellationToken ct)
    {
        var rows = await session.Query<Enrolment>()
            .Where(e => e.Course == course.Id && e.CourseVersion == course.Version)
            .Select(e => new { e.Id, e.TrainerId, e.Attempts })
            .ToListAsync(ct).ConfigureAwait(false);
        return [.. rows.SelectMany(r => r.Attempts.Select(a => new TakenPaper(r.Id, r.TrainerId, a)))];
    }

    /// <summary>The bank of questions of a course; an empty one if nothing has happened to it.</summary>
    public static async Task<ItemBank> BankAsync(IQuerySession session, Course course, CancellationToken ct)
    {
        var id = DeterministicId.ItemBank(course.Id, course.Version);
        return await session.LoadAsync<ItemBank>(id, ct).ConfigureAwait(false) ?? new ItemBank { Id = id };
    }

    /// <summary>The figures of every question of the bank.</summary>
    public static IReadOnlyList<ItemFigures> Figures(Course course, ItemBank bank, IEnumerable<TakenPaper> papers)
    {
        var keys = course.Outline.Rules.SelectMany(r => r.Bank).ToDictionary(i => i.Id);
        return ItemStatistics.Of(
            course.Outline with { Withdrawn = bank.Items() },
            [
                .. papers.Select(p => new MarkedPaper(
                    p.TrainerId,
                    p.Attempt.StartedAt,
                    p.Attempt.Passed is not null,
                    [
                        .. p.Attempt.Questions.Where(q => keys.ContainsKey(q.ItemId)).Select(q =>
                        {
                            var chosen = p.Attempt.Answers.GetValueOrDefault(q.ItemId) ?? [];
                            return new MarkedQuestion(q.ItemId, chosen, keys[q.ItemId].IsRight(chosen));
                        }),
                    ])),
            ]);
    }

    /// <summary>What marking again without the withdrawn questions would do.</summary>
    public static RescoreProposal Proposal(Course course, ItemBank bank, IEnumerable<TakenPaper> papers, int passMark) =>
        RescoreProposal.Of(course.Outline, bank.Items(), papers, passMark);
}
