using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Learning;

public sealed class SkipTests
{
    [Theory]
    [InlineData(5, true)]
    [InlineData(4, true)]
    [InlineData(3, false)]
    [InlineData(0, false)]
    public void Four_of_five_right_skip_the_rule(int right, bool passes)
    {
        var after = Given.Enrolment(Learner.Enrolled).When(e => Take(e, 2, Answers(2, right))).After.State;

        after.HasSkipped(2).ShouldBe(passes);
        after.SkipTests.Single().Points.ShouldBe(right);
        EnrolmentDecisions.IsStudied(after, Foundation.Rule(2)).ShouldBe(passes);
        EnrolmentDecisions.Progress(after, Foundation.Rule(2)).ShouldBe(passes ? 1 : 0);
        EnrolmentDecisions.IsStudied(after, Foundation.Rule(1)).ShouldBeFalse();
    }

    [Fact]
    public void The_test_is_taken_once_and_the_lessons_of_a_skipped_rule_stay_open()
    {
        var failed = Given.Enrolment(Learner.Enrolled).When(e => Take(e, 2, Answers(2, 0))).After;
        failed.When(e => Take(e, 2, Answers(2, 5))).Then();

        var skipped = Given.Enrolment(Learner.Enrolled).When(e => Take(e, 2, Answers(2, 5))).After;
        skipped.When(e => EnrolmentDecisions.CompleteLesson(e, Foundation, 2, "one", Noon)).Then(new EnrolmentEvent.LessonCompleted(2, "one", Noon));
        skipped.When(e => EnrolmentDecisions.AnswerCheck(e, Foundation, 2, "c2-1", ["a"], Noon)).Then(new EnrolmentEvent.CheckAnswered(2, "c2-1", ["a"], true, Noon, Completed: true));
    }

    [Fact]
    public void Whoever_skips_every_rule_may_take_the_assessment()
    {
        var story = Given.Enrolment(Learner.Enrolled);
        foreach (var rule in Foundation.Rules)
        {
            story.When(e => EnrolmentDecisions.StartAssessment(e, Foundation, Policy.Foundation, 1, Noon)).ThenRefused("enrolment.study-first");
            story = story.When(e => Take(e, rule.Rule, Answers(rule.Rule, 5))).After;
        }

        story.When(e => EnrolmentDecisions.StartAssessment(e, Foundation, Policy.Foundation, 1, Noon)).Decision.Events.Single().ShouldBeOfType<EnrolmentEvent.AssessmentStarted>();
    }

    [Fact]
    public void What_is_no_test_is_refused()
    {
        var enrolled = Given.Enrolment(Learner.Enrolled);
        enrolled.When(e => Take(e, 8, Answers(1, 5))).ThenRefused("enrolment.no-such-rule");
        enrolled.When(e => Take(e, 2, Answers(1, 5))).ThenRefused("enrolment.no-such-question");
        enrolled.When(e => Take(e, 2, new Dictionary<string, IReadOnlyList<string>> { ["s2-1"] = ["x"] })).ThenRefused("enrolment.no-such-option");
        Given.Enrolment(Learner.Studied()).When(e => Take(e, 2, Answers(2, 5))).ThenRefused("enrolment.studied-already");
    }

    [Fact]
    public void While_a_question_is_open_nothing_is_handed_in_and_the_test_is_not_used_up()
    {
        var answers = Answers(2, 5);
        answers["s2-4"] = [];
        answers.Remove("s2-2");

        var refused = Given.Enrolment(Learner.Enrolled).When(e => Take(e, 2, answers));

        refused.Decision.Refusals.Select(r => (r.Code, r.Arguments["number"])).ShouldBe([("enrolment.skip-open", (object)2), ("enrolment.skip-open", 4)]);
        refused.State.SkipTests.ShouldBeEmpty();
        Given.Enrolment(Learner.Enrolled).When(e => Take(e, 2, new Dictionary<string, IReadOnlyList<string>>())).Decision.Refusals.Count.ShouldBe(5);
        Given.Enrolment(Learner.Enrolled).When(e => Take(e, 2, Answers(2, 5))).State.HasSkipped(2).ShouldBeTrue();
    }

    [Fact]
    public void A_test_taken_in_an_earlier_round_of_the_course_is_not_offered_again()
    {
        var first = Given.Enrolment(Learner.Enrolled).When(e => Take(e, 2, Answers(2, 0))).After.State with { Id = Person(91) };
        var again = Given.Enrolment(Learner.Enrolled);
        var before = SkipTestDecisions.TakenBefore(again.State, [first, again.State]);

        before.ShouldBe([2]);
        again.When(e => Take(e, 2, Answers(2, 5), before)).ThenRefused("enrolment.skip-taken-before");
        again.When(e => Take(e, 3, Answers(3, 5), before)).State.HasSkipped(3).ShouldBeTrue();
        Foundation.Rules.Where(r => SkipTestDecisions.IsOffered(again.State, r, before)).Select(r => r.Rule).ShouldBe([1, 3, 4, 5, 6, 7]);
        SkipTestDecisions.TakenBefore(again.State, [first with { Course = "professional" }, first with { TrainerId = Person(92) }]).ShouldBeEmpty();
    }

    private static Decision<EnrolmentEvent> Take(Enrolment enrolment, int rule, IReadOnlyDictionary<string, IReadOnlyList<string>> answers, IReadOnlyCollection<int>? before = null) =>
        SkipTestDecisions.Take(enrolment, Foundation, Policy.Foundation, rule, answers, before ?? [], Noon);

    private static Dictionary<string, IReadOnlyList<string>> Answers(int rule, int right) =>
        Foundation.Rule(rule).Skip.Select((item, i) => (item.Id, Chosen: i < right ? item.RightAnswer() : item.WrongAnswer())).ToDictionary(a => a.Id, a => a.Chosen);
}
