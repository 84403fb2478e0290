using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Learning;

public sealed class StudyTests
{
    [Fact]
    public void Anyone_registered_may_enrol_in_foundation() =>
        Given.Enrolment().When(_ => EnrolmentDecisions.Enrol(Applicant, Foundation, 1, foundationValid: false, Noon)).Then(Learner.Enrolled)
            .State.ShouldSatisfyAllConditions(
                e => e.TrainerId.ShouldBe(Applicant),
                e => e.Course.ShouldBe("foundation"),
                e => e.Level.ShouldBe(Level.Foundation),
                e => e.Running().ShouldBeNull(),
                e => e.HasPassed().ShouldBeFalse());

    [Fact]
    public void Professional_needs_a_foundation_that_is_valid_today()
    {
        Given.Enrolment().When(_ => EnrolmentDecisions.Enrol(Applicant, Professional, 1, foundationValid: false, Noon)).ThenRefused("enrolment.needs-foundation");
        Given.Enrolment().When(_ => EnrolmentDecisions.Enrol(Applicant, Professional, 1, foundationValid: true, Noon)).ThenKinds(typeof(EnrolmentEvent.Enrolled));
    }

    [Fact]
    public void Lessons_of_a_rule_are_read_in_order()
    {
        var enrolled = Given.Enrolment(Learner.Enrolled);

        enrolled.When(e => EnrolmentDecisions.CompleteLesson(e, Foundation, 3, "two", Noon)).ThenRefused("enrolment.earlier-lesson-first");
        var read = enrolled.When(e => EnrolmentDecisions.CompleteLesson(e, Foundation, 3, "one", Noon)).Then(new EnrolmentEvent.LessonCompleted(3, "one", Noon)).After;
        read.When(e => EnrolmentDecisions.CompleteLesson(e, Foundation, 3, "two", Noon)).Then(new EnrolmentEvent.LessonCompleted(3, "two", Noon));
    }

    [Fact]
    public void The_rules_may_be_taken_in_any_order() =>
        Given.Enrolment(Learner.Enrolled).When(e => EnrolmentDecisions.CompleteLesson(e, Foundation, 7, "one", Noon)).ThenKinds(typeof(EnrolmentEvent.LessonCompleted));

    [Fact]
    public void A_lesson_of_one_rule_is_not_the_lesson_of_another() =>
        Given.Enrolment(Learner.Enrolled, new EnrolmentEvent.LessonCompleted(1, "one", Noon))
            .When(e => EnrolmentDecisions.CompleteLesson(e, Foundation, 2, "two", Noon)).ThenRefused("enrolment.earlier-lesson-first");

    [Fact]
    public void A_lesson_is_read_once() =>
        Given.Enrolment(Learner.Studied()).When(e => EnrolmentDecisions.CompleteLesson(e, Foundation, 1, "one", Noon)).ThenAlreadySo();

    [Theory]
    [InlineData(0, "one")]
    [InlineData(8, "one")]
    [InlineData(-1, "one")]
    [InlineData(1, "three")]
    [InlineData(1, "")]
    public void There_is_no_other_lesson(int rule, string lesson) =>
        Given.Enrolment(Learner.Enrolled).When(e => EnrolmentDecisions.CompleteLesson(e, Foundation, rule, lesson, Noon)).ThenRefused("enrolment.no-such-lesson");

    [Fact]
    public void A_check_follows_the_lessons_of_its_rule()
    {
        var halfway = Given.Enrolment(Learner.Enrolled, new EnrolmentEvent.LessonCompleted(1, "one", Noon));
        halfway.When(e => EnrolmentDecisions.AnswerCheck(e, Foundation, 1, "c1-1", ["a"], Noon)).ThenRefused("enrolment.lessons-before-check");

        halfway.And(new EnrolmentEvent.LessonCompleted(1, "two", Noon))
            .When(e => EnrolmentDecisions.AnswerCheck(e, Foundation, 1, "c1-1", ["a"], Noon))
            .Then(new EnrolmentEvent.CheckAnswered(1, "c1-1", ["a"], Right: true, Noon, Completed: true));
    }

    [Fact]
    public void A_check_may_be_answered_again_and_the_last_answer_counts()
    {
        var outcome = Given.Enrolment(Learner.Studied()).When(e => EnrolmentDecisions.AnswerCheck(e, Foundation, 1, "c1-2", ["a"], Noon))
            .Then(new EnrolmentEvent.CheckAnswered(1, "c1-2", ["a"], Right: false, Noon, Completed: true));

        outcome.State.Checks.Count(c => c.ItemId == "c1-2").ShouldBe(1);
        outcome.State.Checks.Single(c => c.ItemId == "c1-2").Right.ShouldBeFalse();
    }

    [Fact]
    public void A_story_told_again_stays_told_though_its_last_answer_is_only_a_part()
    {
        var story = new ItemKey("c1-3", ItemKind.Branch, [], [], 1)
        {
            Story = new StoryKey(
                "n1",
                new Dictionary<string, IReadOnlyDictionary<string, string>>
                {
                    ["n1"] = new Dictionary<string, string> { ["a"] = "n2", ["b"] = "bad" },
                    ["n2"] = new Dictionary<string, string> { ["a"] = "good", ["b"] = "bad" },
                },
                new Dictionary<string, bool> { ["good"] = true, ["bad"] = false }),
        };
        var course = Foundation with { Rules = [Foundation.Rule(1) with { Check = [.. Foundation.Rule(1).Check, story] }, .. Foundation.Rules.Skip(1)] };
        var begun = Given.Enrolment(Learner.Studied()).When(e => EnrolmentDecisions.AnswerCheck(e, course, 1, "c1-3", ["n1-a"], Noon))
            .Then(new EnrolmentEvent.CheckAnswered(1, "c1-3", ["n1-a"], Right: false, Noon, Completed: false)).After;
        EnrolmentDecisions.IsStudied(begun.State, course).ShouldBeFalse();

        var told = begun.When(e => EnrolmentDecisions.AnswerCheck(e, course, 1, "c1-3", ["n1-a", "n2-a"], Noon)).After;
        var again = told.When(e => EnrolmentDecisions.AnswerCheck(e, course, 1, "c1-3", ["n1-a"], Noon)).After;

        again.State.Checks.Single(c => c.ItemId == "c1-3").Chosen.ShouldBe(["n1-a"]);
        EnrolmentDecisions.IsStudied(again.State, course).ShouldBeTrue();
        EnrolmentDecisions.Progress(again.State, course.Rule(1)).ShouldBe(1);
        again.When(e => EnrolmentDecisions.StartAssessment(e, course, Policy.Foundation, 1, Noon)).ThenKinds(typeof(EnrolmentEvent.AssessmentStarted));

        // The log of before says nothing of it: a story that was told by then is told, and stays so from now on.
        var before = Given.Enrolment([.. Learner.Studied(), new EnrolmentEvent.CheckAnswered(1, "c1-3", ["n1-a", "n2-a"], true, Noon)]);
        EnrolmentDecisions.IsStudied(before.State, course).ShouldBeTrue();
        EnrolmentDecisions.IsStudied(before.When(e => EnrolmentDecisions.AnswerCheck(e, course, 1, "c1-3", ["n1-a"], Noon)).State, course).ShouldBeTrue();
    }

    [Theory]
    [InlineData(8, "c1-1", "a", "enrolment.no-such-question")]
    [InlineData(2, "c1-1", "a", "enrolment.no-such-question")]
    [InlineData(1, "r1-1", "a", "enrolment.no-such-question")]
    [InlineData(1, "c1-1", "", "enrolment.choose-an-answer")]
    [InlineData(1, "c1-1", "x", "enrolment.no-such-option")]
    [InlineData(1, "c1-1", "ab", "enrolment.no-such-option")]
    [InlineData(1, "c1-2", "aa", "enrolment.no-such-option")]
    public void A_check_takes_only_its_own_options(int rule, string item, string chosen, string refusal) =>
        Given.Enrolment(Learner.Studied()).When(e => EnrolmentDecisions.AnswerCheck(e, Foundation, rule, item, [.. chosen.Select(c => c.ToString())], Noon)).ThenRefused(refusal);

    [Fact]
    public void Progress_counts_lessons_and_checks_of_a_rule()
    {
        var rule = Foundation.Rule(1);

        EnrolmentDecisions.Progress(Given.Enrolment(Learner.Enrolled).State, rule).ShouldBe(0);
        EnrolmentDecisions.Progress(Given.Enrolment(Learner.Rule(rule).Take(1)).State, rule).ShouldBe(0.25);
        EnrolmentDecisions.Progress(Given.Enrolment(Learner.Rule(rule).Take(3)).State, rule).ShouldBe(0.75);
        EnrolmentDecisions.Progress(Given.Enrolment(Learner.Rule(rule)).State, rule).ShouldBe(1);
        EnrolmentDecisions.Progress(Given.Enrolment().State, rule with { Lessons = [], Check = [] }).ShouldBe(1);
    }

    [Fact]
    public void Studied_means_every_lesson_and_every_check_of_every_rule()
    {
        EnrolmentDecisions.IsStudied(Given.Enrolment(Learner.Studied()).State, Foundation).ShouldBeTrue();
        EnrolmentDecisions.IsStudied(Given.Enrolment(Learner.Studied().SkipLast(1)).State, Foundation).ShouldBeFalse();
    }

    [Fact]
    public void A_plan_has_its_goals_under_every_rule()
    {
        EnrolmentDecisions.HasPlan(Given.Enrolment(Learner.Plan(1, GoldenRules.All)).State, Policy.Foundation).ShouldBeTrue();
        EnrolmentDecisions.HasPlan(Given.Enrolment(Learner.Plan(1, GoldenRules.All)).State, Policy.Professional).ShouldBeFalse();
        EnrolmentDecisions.HasPlan(Given.Enrolment(Learner.Plan(2, GoldenRules.All)).State, Policy.Professional).ShouldBeTrue();
        EnrolmentDecisions.HasPlan(Given.Enrolment(Learner.Plan(9, 1, 2, 3, 4, 5, 6)).State, Policy.Foundation).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void There_is_no_plan_for_an_eighth_rule(int rule) =>
        Given.Enrolment(Learner.Enrolled).When(e => EnrolmentDecisions.WriteActionPlan(e, Policy.Foundation, rule, 1, "plan", Noon)).ThenRefused("enrolment.no-such-rule");
}
