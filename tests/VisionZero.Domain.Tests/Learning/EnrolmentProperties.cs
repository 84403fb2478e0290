using FsCheck.Fluent;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Learning;

/// <summary>Random wishes of a learner and a clock that only goes on; the history must stay lawful.</summary>
public sealed class EnrolmentProperties
{
    private enum Wish
    {
        Read,
        Check,
        Start,
        SaveRight,
        SaveWrong,
        Submit,
        Close,
        Plan,
        Wait,
    }

    [Fact]
    public void No_sequence_of_wishes_makes_an_unlawful_history()
    {
        var (passed, failed, overdue) = (0, 0, 0);
        var step = from wish in Gen.Frequency((2, Gen.Constant(Wish.Read)), (2, Gen.Constant(Wish.Check)), (3, Gen.Constant(Wish.Start)), (9, Gen.Constant(Wish.SaveRight)), (2, Gen.Constant(Wish.SaveWrong)), (2, Gen.Constant(Wish.Submit)), (1, Gen.Constant(Wish.Close)), (4, Gen.Constant(Wish.Plan)), (3, Gen.Constant(Wish.Wait)))
                   from number in Gen.Choose(0, 200)
                   select (wish, number);

        Always.HoldsForSequences(step, longest: 120, steps =>
        {
            // Half of the learners have studied already, or hardly any would reach the assessment.
            var studied = steps.Length % 2 == 0;
            var story = studied ? Given.Enrolment(Learner.Studied()) : Given.Enrolment(Learner.Enrolled);
            List<EnrolmentEvent> history = studied ? [.. Learner.Studied()] : [Learner.Enrolled];
            var now = Noon;
            foreach (var (wish, number) in steps)
            {
                now = wish == Wish.Wait ? now.AddMinutes(number % 30) : now;
                var outcome = story.When(e => Decide(e, wish, number, now));
                outcome.Decision.Accepted.ShouldBe(outcome.Decision.Refusals.Count == 0);
                history.AddRange(outcome.Decision.Events);
                story = outcome.After;
            }

            ShouldBeLawful(history, story.State);
            passed += history.OfType<EnrolmentEvent.AssessmentPassed>().Count();
            failed += history.OfType<EnrolmentEvent.AssessmentFailed>().Count();
            overdue += history.OfType<EnrolmentEvent.AssessmentSubmitted>().Count(e => e.TimeRanOut);
        });

        // The walk is only worth something if it comes to where things can go wrong.
        passed.ShouldBeGreaterThan(0);
        failed.ShouldBeGreaterThan(0);
        overdue.ShouldBeGreaterThan(0);
    }

    private static Decision<EnrolmentEvent> Decide(Enrolment enrolment, Wish wish, int number, DateTimeOffset now)
    {
        var (rule, attempt) = ((number % 8) + (number == 0 ? 0 : 1), enrolment.Attempts.Count + (number % 20 == 0 ? 1 : 0));
        var question = enrolment.Attempts is [.., var last] ? last.Questions[number % last.Questions.Count].ItemId : "r1-1";
        return wish switch
        {
            Wish.Read => EnrolmentDecisions.CompleteLesson(enrolment, Foundation, rule, number % 3 == 0 ? "two" : "one", now),
            Wish.Check => EnrolmentDecisions.AnswerCheck(enrolment, Foundation, rule, $"c{rule}-{(number % 2) + 1}", ["a"], now),
            Wish.Start => EnrolmentDecisions.StartAssessment(enrolment, Foundation, Policy.Foundation with { Blueprint = [1] }, number, now),
            Wish.SaveRight => EnrolmentDecisions.SaveAnswer(enrolment, Foundation, attempt, question, Foundation.BankItem(question)!.Correct, now),
            Wish.SaveWrong => EnrolmentDecisions.SaveAnswer(enrolment, Foundation, attempt, question, number % 2 == 0 ? ["d"] : [], now),
            Wish.Submit => EnrolmentDecisions.Submit(enrolment, Foundation, Policy.Foundation, attempt, now),
            Wish.Close => EnrolmentDecisions.CloseOverdue(enrolment, Foundation, Policy.Foundation, now),
            Wish.Plan => EnrolmentDecisions.WriteActionPlan(enrolment, Policy.Foundation, rule, number % 4 == 0 ? 0 : 1, "plan", now),
            _ => Decision<EnrolmentEvent>.AlreadySo,
        };
    }

    private static void ShouldBeLawful(List<EnrolmentEvent> history, Enrolment state)
    {
        var starts = history.OfType<EnrolmentEvent.AssessmentStarted>().ToList();
        starts.Count.ShouldBeLessThanOrEqualTo(Policy.Foundation.Attempts);
        starts.Select(s => s.Attempt).ShouldBe(Enumerable.Range(1, starts.Count));
        history.OfType<EnrolmentEvent.AssessmentPassed>().Count().ShouldBeLessThanOrEqualTo(1);
        history.OfType<EnrolmentEvent.CourseCompleted>().Count().ShouldBeLessThanOrEqualTo(1);
        history.OfType<EnrolmentEvent.LessonCompleted>().Select(l => (l.Rule, l.Lesson)).ShouldBeUnique();
        state.Attempts.SkipLast(1).ShouldAllBe(a => a.SubmittedAt != null && a.Passed == false);

        foreach (var start in starts)
        {
            ShouldBeMarkedRight(history, start);
        }

        if (state.CompletedAt is not null)
        {
            state.HasPassed().ShouldBeTrue();
            history.IndexOf(history.OfType<EnrolmentEvent.CourseCompleted>().Single()).ShouldBeGreaterThan(history.FindIndex(e => e is EnrolmentEvent.AssessmentPassed));
        }
    }

    private static void ShouldBeMarkedRight(List<EnrolmentEvent> history, EnrolmentEvent.AssessmentStarted start)
    {
        var from = history.IndexOf(start);
        history.Take(from).OfType<EnrolmentEvent.AssessmentPassed>().ShouldBeEmpty();
        var saved = history.OfType<EnrolmentEvent.AnswerSaved>().Where(a => a.Attempt == start.Attempt).ToList();
        saved.ShouldAllBe(a => a.At <= start.Deadline + EnrolmentDecisions.Lateness);
        var submissions = history.OfType<EnrolmentEvent.AssessmentSubmitted>().Where(s => s.Attempt == start.Attempt).ToList();
        submissions.Count.ShouldBeLessThanOrEqualTo(1);
        if (submissions is not [var submission])
        {
            return;
        }

        submission.TimeRanOut.ShouldBe(submission.At > start.Deadline + EnrolmentDecisions.Lateness);
        var right = start.Questions.Count(q => saved.FindLast(a => a.ItemId == q.ItemId) is { } answer
            && answer.Chosen.Order(StringComparer.Ordinal).SequenceEqual(Foundation.BankItem(q.ItemId)!.Correct));
        var passes = right / (decimal)start.Questions.Count >= Policy.Foundation.PassMarkPercent / 100m;
        history[history.IndexOf(submission) + 1].ShouldBeOfType(passes ? typeof(EnrolmentEvent.AssessmentPassed) : typeof(EnrolmentEvent.AssessmentFailed));
    }
}
