using System.Globalization;
using System.Text.Json;
using Marten;
using Marten.Linq.MatchesSql;
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

    /// <summary>
    /// The papers of those whose result rests on one of these items: it is on a marked paper of theirs and counted there. The
    /// database chooses them; after a marking anew there are none.
    /// </summary>
    public static async Task<IReadOnlyList<TakenPaper>> RestingOnAsync(IQuerySession session, Course course, IReadOnlyList<string> items, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(course);
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0)
        {
            return [];
        }

        // jsonb: an attempt that has the item among its questions and not among what does not count.
        var one = items.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"(@.Questions[*].ItemId == $i{i} && !(@.Uncounted[*] == $i{i}))"));
        var path = $"$.Attempts[*] ? (@.Passed != null && ({string.Join(" || ", one)}))";
        var named = items.Select((id, i) => (Name: string.Create(CultureInfo.InvariantCulture, $"i{i}"), id)).ToDictionary(i => i.Name, i => i.id);
        var rows = await session.Query<Enrolment>()
            .Where(e => e.Course == course.Id && e.CourseVersion == course.Version)
            .Where(e => e.MatchesSql("jsonb_path_exists(d.data, ?::jsonpath, ?::jsonb)", path, JsonSerializer.Serialize(named)))
            .Select(e => new { e.Id, e.TrainerId, e.Attempts })
            .ToListAsync(ct).ConfigureAwait(false);
        return [.. rows.SelectMany(r => r.Attempts.Select(a => new TakenPaper(r.Id, r.TrainerId, a)))];
    }

    /// <summary>
    /// What can be looked after: the version of each course that is in force, then every other that papers were drawn from,
    /// newest first. A version that nobody is examined with is none of them.
    /// </summary>
    public static async Task<IReadOnlyList<Course>> BanksAsync(IQuerySession session, CourseLibrary library, IReadOnlyList<Course> inForce, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(library);
        var others = new List<Course>();
        foreach (var course in library.All.Reverse().Where(c => !inForce.Any(f => f.Id == c.Id && f.Version == c.Version)))
        {
            if (await session.Query<Enrolment>().AnyAsync(e => e.Course == course.Id && e.CourseVersion == course.Version && e.Attempts.Any(), ct).ConfigureAwait(false))
            {
                others.Add(course);
            }
        }

        return [.. inForce, .. others.OrderBy(c => c.Outline.Level)];
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
