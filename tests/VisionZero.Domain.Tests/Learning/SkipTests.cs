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
        var after = Given.Enrolment(Learner.Enrolled).When(e => EnrolmentDecisions.TakeSkipTest(e, Foundation, Policy.Foundation, 2, Answers(2, right), Noon)).After.State;

        after.HasSkipped(2).ShouldBe(passes);
        after.SkipTests.Single().Points.ShouldBe(right);
        EnrolmentDecisions.IsStudied(after, Foundation.Rule(2)).ShouldBe(passes);
        EnrolmentDecisions.Progress(after, Foundation.Rule(2)).ShouldBe(passes ? 1 : 0);
        EnrolmentDecisions.IsStudied(after, Foundation.Rule(1)).ShouldBeFalse();
    }

    [Fact]
    public void The_test_is_taken_once_and_the_lessons_of_a_skipped_rule_stay_open()
    {
        var failed = Given.Enrolment(Learner.Enrolled).When(e => EnrolmentDecisions.TakeSkipTest(e, Foundation, Policy.Foundation, 2, Answers(2, 0), Noon)).After;
        failed.When(e => EnrolmentDecisions.TakeSkipTest(e, Foundation, Policy.Foundation, 2, Answers(2, 5), Noon)).Then();

        var skipped = Given.Enrolment(Learner.Enrolled).When(e => EnrolmentDecisions.TakeSkipTest(e, Foundation, Policy.Foundation, 2, Answers(2, 5), Noon)).After;
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
            story = story.When(e => EnrolmentDecisions.TakeSkipTest(e, Foundation, Policy.Foundation, rule.Rule, Answers(rule.Rule, 5), Noon)).After;
        }

        story.When(e => EnrolmentDecisions.StartAssessment(e, Foundation, Policy.Foundation, 1, Noon)).Decision.Events.Single().ShouldBeOfType<EnrolmentEvent.AssessmentStarted>();
    }

    [Fact]
    public void What_is_no_test_is_refused()
    {
        var enrolled = Given.Enrolment(Learner.Enrolled);
        enrolled.When(e => EnrolmentDecisions.TakeSkipTest(e, Foundation, Policy.Foundation, 8, Answers(1, 5), Noon)).ThenRefused("enrolment.no-such-rule");
        enrolled.When(e => EnrolmentDecisions.TakeSkipTest(e, Foundation, Policy.Foundation, 2, Answers(1, 5), Noon)).ThenRefused("enrolment.no-such-question");
        enrolled.When(e => EnrolmentDecisions.TakeSkipTest(e, Foundation, Policy.Foundation, 2, new Dictionary<string, IReadOnlyList<string>> { ["s2-1"] = ["x"] }, Noon)).ThenRefused("enrolment.no-such-option");
        Given.Enrolment(Learner.Studied()).When(e => EnrolmentDecisions.TakeSkipTest(e, Foundation, Policy.Foundation, 2, Answers(2, 5), Noon)).ThenRefused("enrolment.studied-already");
    }

    private static Dictionary<string, IReadOnlyList<string>> Answers(int rule, int right) =>
        Foundation.Rule(rule).Skip.Take(right).ToDictionary(i => i.Id, i => i.Correct);
}
