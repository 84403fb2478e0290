using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Scheme;

namespace VisionZero.Domain.Learning;

/// <summary>What an enrolment allows: order of lessons, attempts, time limit, pass mark. Pure.</summary>
public static class EnrolmentDecisions
{
    /// <summary>
    /// A saved answer or a submission that left the browser in time may arrive this much later (slow line); the
    /// countdown on the page ends at the deadline itself.
    /// </summary>
    public static readonly TimeSpan Lateness = TimeSpan.FromSeconds(10);

    /// <summary>Starts an enrolment. Professional needs a Foundation that is valid today.</summary>
    /// <param name="before">The learner's enrolment in the course before this one: what was granted and asked for there goes along.</param>
    public static Decision<EnrolmentEvent> Enrol(Guid trainerId, CourseOutline outline, int cycle, bool foundationValid, DateTimeOffset at, Enrolment? before = null) =>
        outline.Level == Level.Professional && !foundationValid
            ? Refusal.Of("enrolment.needs-foundation")
            : Decision<EnrolmentEvent>.Accept(
                [new EnrolmentEvent.Enrolled(trainerId, outline.Course, outline.Version, outline.Level, cycle, at), .. AdjustmentDecisions.CarryOver(before, at)]);

    /// <summary>Marks a lesson as read. Lessons of one rule are read in order; the rules may be taken in any.</summary>
    public static Decision<EnrolmentEvent> CompleteLesson(Enrolment enrolment, CourseOutline outline, int rule, string lesson, DateTimeOffset at)
    {
        if (!GoldenRules.Exists(rule) || !outline.Rule(rule).Lessons.Contains(lesson))
        {
            return Refusal.Of("enrolment.no-such-lesson");
        }

        if (enrolment.HasRead(rule, lesson))
        {
            return Decision<EnrolmentEvent>.AlreadySo;
        }

        var before = outline.Rule(rule).Lessons.TakeWhile(l => l != lesson);
        return before.All(l => enrolment.HasRead(rule, l))
            ? new EnrolmentEvent.LessonCompleted(rule, lesson, at)
            : Refusal.Of("enrolment.earlier-lesson-first");
    }

    /// <summary>Answers a question of a rule's check; feedback is immediate, and it may be answered again.</summary>
    public static Decision<EnrolmentEvent> AnswerCheck(Enrolment enrolment, CourseOutline outline, int rule, string itemId, IReadOnlyList<string> chosen, DateTimeOffset at)
    {
        var item = GoldenRules.Exists(rule) ? outline.Rule(rule).Check.FirstOrDefault(i => i.Id == itemId) : null;
        if (item is null)
        {
            return Refusal.Of("enrolment.no-such-question");
        }

        if (chosen.Count == 0)
        {
            return Refusal.At("Chosen", "enrolment.choose-an-answer");
        }

        if (!item.CanChoose(chosen))
        {
            return Refusal.At("Chosen", "enrolment.no-such-option");
        }

        // A story is told step by step; everything else is answered in one go.
        if (item.Kind != ItemKind.Branch && !item.IsComplete(chosen))
        {
            return Refusal.At("Chosen", "enrolment.answer-every-part");
        }

        return outline.Rule(rule).Lessons.All(l => enrolment.HasRead(rule, l)) || enrolment.HasSkipped(rule)
            ? new EnrolmentEvent.CheckAnswered(rule, itemId, chosen, item.IsRight(chosen), at, item.IsComplete(chosen) || IsAnswered(enrolment, item))
            : Refusal.Of("enrolment.lessons-before-check");
    }

    /// <summary>Begins an assessment with a paper drawn from this seed, in the language it is shown in.</summary>
    public static Decision<EnrolmentEvent> StartAssessment(Enrolment enrolment, CourseOutline outline, LevelPolicy policy, long seed, DateTimeOffset at, string locale = "")
    {
        if (enrolment.Running() is { } running && at <= running.ClosesAt())
        {
            return Decision<EnrolmentEvent>.AlreadySo;
        }

        return enrolment switch
        {
            _ when enrolment.HasPassed() => Refusal.Of("enrolment.already-passed"),
            _ when enrolment.Running() is not null => Refusal.Of("enrolment.time-ran-out"),
            _ when !IsStudied(enrolment, outline) => Refusal.Of("enrolment.study-first"),
            _ when enrolment.Attempts.Count >= policy.Attempts => Refusal.Of("enrolment.no-attempts-left", ("attempts", policy.Attempts)),
            _ => Begin(enrolment, outline, policy, seed, at, locale),
        };
    }

    /// <summary>Saves an answer of the running assessment.</summary>
    /// <param name="by">Who of staff enters it from paper; null if the learner answers.</param>
    public static Decision<EnrolmentEvent> SaveAnswer(Enrolment enrolment, CourseOutline outline, int attempt, string itemId, IReadOnlyList<string> chosen, DateTimeOffset at, Guid? by = null)
    {
        var refusal = MayWrite(enrolment, attempt, at, by);
        if (refusal is not null)
        {
            return refusal;
        }

        var running = enrolment.Running()!;
        var item = running.Questions.Any(q => q.ItemId == itemId) ? outline.BankItem(itemId) : null;
        if (item is null)
        {
            return Refusal.Of("enrolment.no-such-question");
        }

        if (!item.CanChoose(chosen))
        {
            return Refusal.At("Chosen", "enrolment.no-such-option");
        }

        var saved = running.Answers.GetValueOrDefault(itemId) ?? [];
        if (!item.MayFollow(saved, chosen))
        {
            return Refusal.At("Chosen", "enrolment.choice-stays");
        }

        return saved.ToHashSet(StringComparer.Ordinal).SetEquals(chosen)
            ? Decision<EnrolmentEvent>.AlreadySo
            : new EnrolmentEvent.AnswerSaved(attempt, itemId, chosen, at, by);
    }

    /// <summary>
    /// Hands the paper in and marks it. Late: refused for a person; <see cref="CloseOverdue"/> marks what was saved.
    /// Handing in twice is one submission.
    /// </summary>
    /// <param name="by">Who of staff hands in a paper that was put down in time; null if the learner hands in.</param>
    public static Decision<EnrolmentEvent> Submit(Enrolment enrolment, CourseOutline outline, LevelPolicy policy, int attempt, DateTimeOffset at, Guid? by = null)
    {
        if (enrolment.Attempts.FirstOrDefault(a => a.Number == attempt) is { SubmittedAt: not null })
        {
            return Decision<EnrolmentEvent>.AlreadySo;
        }

        var refusal = MayWrite(enrolment, attempt, at, by);
        return refusal is not null
            ? refusal
            : Mark(enrolment, outline, policy, new EnrolmentEvent.AssessmentSubmitted(attempt, TimeRanOut: false, at, by));
    }

    /// <summary>Marks a running assessment whose time is over, with the answers saved in time.</summary>
    public static Decision<EnrolmentEvent> CloseOverdue(Enrolment enrolment, CourseOutline outline, LevelPolicy policy, DateTimeOffset at) =>
        enrolment.Running() is { } running && at > running.ClosesAt() + Lateness
            ? Mark(enrolment, outline, policy, new EnrolmentEvent.AssessmentSubmitted(running.Number, TimeRanOut: true, at))
            : Decision<EnrolmentEvent>.AlreadySo;

    /// <summary>Records that goals were written under a rule, or that some of them came further.</summary>
    public static Decision<EnrolmentEvent> WriteActionPlan(Enrolment enrolment, LevelPolicy policy, int rule, int goals, string sha256, DateTimeOffset at, int underWay = 0, int done = 0)
    {
        if (!GoldenRules.Exists(rule))
        {
            return Refusal.Of("enrolment.no-such-rule");
        }

        var written = new EnrolmentEvent.ActionPlanWritten(rule, goals, sha256, at, underWay, done);
        return Decision<EnrolmentEvent>.Accept([written, .. Completion(Enrolment.Evolve(enrolment, written), policy, at)]);
    }

    /// <summary>Whether every rule is studied.</summary>
    public static bool IsStudied(Enrolment enrolment, CourseOutline outline) =>
        outline.Rules.All(r => IsStudied(enrolment, r));

    /// <summary>Whether the lessons of one rule are read and its check answered, or its skip test passed.</summary>
    public static bool IsStudied(Enrolment enrolment, RuleOutline rule) =>
        enrolment.HasSkipped(rule.Rule)
        || (rule.Lessons.All(l => enrolment.HasRead(rule.Rule, l)) && rule.Check.All(i => IsAnswered(enrolment, i)));

    /// <summary>Whether a question of a check was once answered to its end: who tells a story again has told it.</summary>
    public static bool IsAnswered(Enrolment enrolment, ItemKey item) =>
        enrolment.Completed.Contains(item.Id)
        || (enrolment.Checks.FirstOrDefault(c => c.ItemId == item.Id) is { } answer && item.IsComplete(answer.Chosen));

    /// <summary>Share of a rule's steps done (lessons and check questions), 0 to 1.</summary>
    public static double Progress(Enrolment enrolment, RuleOutline rule)
    {
        if (enrolment.HasSkipped(rule.Rule))
        {
            return 1;
        }

        var steps = rule.Lessons.Count + rule.Check.Count;
        var done = rule.Lessons.Count(l => enrolment.HasRead(rule.Rule, l))
            + rule.Check.Count(i => IsAnswered(enrolment, i));
        return steps == 0 ? 1 : (double)done / steps;
    }

    /// <summary>Whether the action plan has the goals the scheme asks for under each rule.</summary>
    public static bool HasPlan(Enrolment enrolment, LevelPolicy policy) =>
        GoldenRules.All.All(r => enrolment.Goals.GetValueOrDefault(r) >= policy.GoalsPerRule);

    /// <summary>Marks the papers again that counted these items, the better result standing. Marking twice is marking once.</summary>
    public static Decision<EnrolmentEvent> Rescore(Enrolment enrolment, CourseOutline outline, LevelPolicy policy, IReadOnlyCollection<string> items, Guid rescoreId, DateTimeOffset at)
    {
        List<EnrolmentEvent> again =
        [
            .. enrolment.Attempts.Where(a => Scoring.Counted(a, items)).Select(a =>
            {
                var marks = Scoring.Again(outline, a, items, policy.PassMarkPercent);
                return new EnrolmentEvent.AssessmentRescored(a.Number, rescoreId, marks.Scores, marks.Percent, marks.Passed, marks.Uncounted, at);
            }),
        ];
        return again.Count == 0
            ? Decision<EnrolmentEvent>.AlreadySo
            : Decision<EnrolmentEvent>.Accept([.. again, .. Completion(again.Aggregate(enrolment, Enrolment.Evolve), policy, at)]);
    }

    private static EnrolmentEvent.AssessmentStarted Begin(Enrolment enrolment, CourseOutline outline, LevelPolicy policy, long seed, DateTimeOffset at, string locale)
    {
        var paper = AssessmentPaper.Draw(outline, policy.Blueprint, seed);
        return new EnrolmentEvent.AssessmentStarted(
            enrolment.Attempts.Count + 1,
            seed,
            paper.Questions,
            at,
            AdjustmentDecisions.Deadline(policy, enrolment.Granted, at),
            AssessmentPaper.Bank(outline, policy.Blueprint),
            outline.Withdrawn.Count == 0 ? null : [.. outline.Withdrawn],
            Blueprint: policy.Blueprint,
            ContentSha256: outline.ContentSha256,
            Locale: locale,
            PassMark: policy.PassMarkPercent);
    }

    // What is taken on paper is written by staff alone, and what is not by the learner alone.
    private static Refusal? MayWrite(Enrolment enrolment, int attempt, DateTimeOffset at, Guid? by) => enrolment.Running() switch
    {
        null => Refusal.Of("enrolment.not-running"),
        var running when running.Number != attempt => Refusal.Of("enrolment.other-attempt"),
        var running when running.OnPaper != by.HasValue => Refusal.Of(running.OnPaper ? "adjustments.on-paper" : "adjustments.not-on-paper"),
        var running when at > running.ClosesAt() + Lateness => Refusal.Of("enrolment.time-ran-out"),
        _ => null,
    };

    private static Decision<EnrolmentEvent> Mark(Enrolment enrolment, CourseOutline outline, LevelPolicy policy, EnrolmentEvent.AssessmentSubmitted submitted)
    {
        var running = enrolment.Running()!;
        var mark = running.PassMark ?? policy.PassMarkPercent;
        var marks = Scoring.Of(outline, running, mark);
        IReadOnlyList<string>? uncounted = marks.Uncounted.Count == 0 ? null : marks.Uncounted;
        EnrolmentEvent marked = marks.Passed
            ? new EnrolmentEvent.AssessmentPassed(submitted.Attempt, marks.Scores, marks.Percent, mark, uncounted)
            : new EnrolmentEvent.AssessmentFailed(submitted.Attempt, marks.Scores, marks.Percent, mark, uncounted);
        var after = Enrolment.Evolve(Enrolment.Evolve(enrolment, submitted), marked);
        return Decision<EnrolmentEvent>.Accept([submitted, marked, .. Completion(after, policy, submitted.At)]);
    }

    private static IEnumerable<EnrolmentEvent> Completion(Enrolment enrolment, LevelPolicy policy, DateTimeOffset at) =>
        enrolment.CompletedAt is null && enrolment.HasPassed() && HasPlan(enrolment, policy)
            ? [new EnrolmentEvent.CourseCompleted(at)]
            : [];
}
