using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Tests.Learning;

[Collection(nameof(OneSchool))]
public sealed class LearningTests(LearningPlatform platform)
{
    [Fact]
    public async Task Enrolling_twice_is_one_enrolment()
    {
        var learner = await platform.LearnerAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => learner.SendAsync(new Enrol("foundation"))));

        outcomes.ShouldAllBe(o => o.Ok || o.IsConflict);
        outcomes.Where(o => o.Ok).ShouldAllBe(o => o.Id == learner.EnrolmentId());
        var enrolments = await platform.ReadAsync(q => LearningQueries.EnrolmentsAsync(q, learner.TrainerId, TestContext.Current.CancellationToken));
        enrolments.ShouldHaveSingleItem().Version.ShouldBe(1);
    }

    [Fact]
    public async Task Professional_needs_a_valid_foundation()
    {
        var learner = await platform.LearnerAsync();
        Codes(await learner.SendAsync(new Enrol("professional"))).ShouldBe(["enrolment.needs-foundation"]);

        await platform.CertifyAsync(learner.TrainerId, Level.Foundation);

        (await learner.SendAsync(new Enrol("professional"))).Ok.ShouldBeTrue();
        (await learner.SendAsync(new Enrol("astrology"))).IsNotFound.ShouldBeTrue();
    }

    [Fact]
    public async Task Somebody_elses_enrolment_is_not_found()
    {
        var learner = await platform.StudiedAsync();
        var other = await platform.LearnerAsync();
        var id = learner.EnrolmentId();

        ICommand[] wishes =
        [
            new CompleteLesson(id, 1, "lesson-1"),
            new AnswerCheck(id, 1, [new GivenAnswer("f1-01", ["a"])]),
            new StartAssessment(id, 1),
            new SaveAnswers(id, 1, []),
            new SubmitAssessment(id, 1),
            new CloseOverdueAssessment(id),
            new WriteActionPlan(id, 1, new Dictionary<int, IReadOnlyList<Goal>>()),
        ];
        foreach (var wish in wishes)
        {
            var outcome = await other.SendAsync(wish);
            (outcome.IsNotFound || outcome.IsConflict).ShouldBeTrue(wish.GetType().Name);
        }
    }

    [Fact]
    public async Task Lessons_of_a_rule_are_read_in_order_and_once()
    {
        var learner = await platform.LearnerAsync();
        await learner.SendAsync(new Enrol("foundation"));

        Codes(await learner.SendAsync(new CompleteLesson(learner.EnrolmentId(), 2, "lesson-2"))).ShouldBe(["enrolment.earlier-lesson-first"]);
        (await learner.SendAsync(new CompleteLesson(learner.EnrolmentId(), 2, "lesson-1"))).Ok.ShouldBeTrue();
        (await learner.SendAsync(new CompleteLesson(learner.EnrolmentId(), 2, "lesson-1"))).Ok.ShouldBeTrue();

        var enrolment = await learner.EnrolmentAsync();
        enrolment.Lessons.ShouldBe(["2/lesson-1"]);
        enrolment.Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_check_is_answered_together_and_the_last_answer_counts()
    {
        var learner = await platform.LearnerAsync();
        await learner.SendAsync(new Enrol("foundation"));
        var id = learner.EnrolmentId();
        GivenAnswer[] first = [new("f1-01", ["b"]), new("f1-02", ["b", "c"])];
        Codes(await learner.SendAsync(new AnswerCheck(id, 1, first))).ShouldBe(["enrolment.lessons-before-check"]);
        Codes(await learner.SendAsync(new AnswerCheck(id, 1, [new("f1-01", [])]))).ShouldBe(["enrolment.choose-an-answer"]);
        await learner.SendAsync(new CompleteLesson(id, 1, "lesson-1"));
        await learner.SendAsync(new CompleteLesson(id, 1, "lesson-2"));

        (await learner.SendAsync(new AnswerCheck(id, 1, first))).Ok.ShouldBeTrue();
        (await learner.SendAsync(new AnswerCheck(id, 1, first))).Ok.ShouldBeTrue();
        var once = await learner.EnrolmentAsync();
        (await learner.SendAsync(new AnswerCheck(id, 1, [new("f1-01", ["a"])]))).Ok.ShouldBeTrue();

        once.Version.ShouldBe(5);
        once.Checks.Select(c => c.Right).ShouldBe([false, true]);
        (await learner.EnrolmentAsync()).Checks.ShouldAllBe(c => c.Right);
    }

    [Fact]
    public async Task An_assessment_opens_after_study_and_starts_once()
    {
        var fresh = await platform.LearnerAsync();
        await fresh.SendAsync(new Enrol("foundation"));
        Codes(await fresh.SendAsync(new StartAssessment(fresh.EnrolmentId(), 1))).ShouldBe(["enrolment.study-first"]);
        var learner = await platform.StudiedAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => learner.SendAsync(new StartAssessment(learner.EnrolmentId(), i))));

        var enrolment = await learner.EnrolmentAsync();
        var attempt = enrolment.Attempts.ShouldHaveSingleItem();
        attempt.Questions.Count.ShouldBe(21);
        attempt.Questions.GroupBy(q => q.Rule).ShouldAllBe(g => g.Count() == 3);
        enrolment.RunsUntil.ShouldBe(attempt.Deadline);
        attempt.Deadline.ShouldBe(attempt.StartedAt.AddMinutes(45));
    }

    [Fact]
    public async Task An_acknowledged_answer_is_never_lost_however_many_windows_write()
    {
        var learner = await platform.StudiedAsync();
        var attempt = await learner.StartAsync();

        // Each window saves every question and tries again when another was faster, as the page does.
        await Task.WhenAll(attempt.Questions.Chunk(7).Select(async window =>
        {
            foreach (var question in window)
            {
                Outcome outcome;
                do
                {
                    outcome = await learner.SendAsync(new SaveAnswers(learner.EnrolmentId(), 1, [new GivenAnswer(question.ItemId, ["a"])]));
                }
                while (outcome.IsConflict);
                outcome.Ok.ShouldBeTrue();
            }
        }));

        var enrolment = await learner.EnrolmentAsync();
        enrolment.Attempts[0].Answers.Count.ShouldBe(21);
        var events = await platform.ReadAsync(q => q.Events.FetchStreamAsync(enrolment.Id, token: TestContext.Current.CancellationToken));
        events.Count(e => e.Data is EnrolmentEvent.AnswerSaved).ShouldBe(21);
    }

    [Fact]
    public async Task Handing_in_many_times_at_once_is_one_submission()
    {
        var learner = await platform.StudiedAsync();
        await learner.StartAsync(right: 21);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), 1))));

        outcomes.ShouldAllBe(o => o.Ok || o.IsConflict);
        var events = await platform.ReadAsync(q => q.Events.FetchStreamAsync(learner.EnrolmentId(), token: TestContext.Current.CancellationToken));
        events.Count(e => e.Data is EnrolmentEvent.AssessmentSubmitted).ShouldBe(1);
        events.Count(e => e.Data is EnrolmentEvent.AssessmentPassed { Percent: 100 }).ShouldBe(1);
        (await learner.EnrolmentAsync()).RunsUntil.ShouldBeNull();
        Codes(await learner.SendAsync(new SaveAnswers(learner.EnrolmentId(), 1, []))).ShouldBeEmpty();
        Codes(await learner.SendAsync(new SaveAnswers(learner.EnrolmentId(), 1, [new GivenAnswer("f1-03", ["b"])]))).ShouldBe(["enrolment.not-running"]);
    }

    [Fact]
    public async Task Used_up_attempts_lead_to_a_new_cycle()
    {
        var learner = await platform.StudiedAsync();
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await learner.StartAsync(right: 12);
            await learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), attempt));
        }

        Codes(await learner.SendAsync(new StartAssessment(learner.EnrolmentId(), 1))).ShouldBe(["enrolment.no-attempts-left"]);
        (await learner.EnrolmentAsync()).Attempts.ShouldAllBe(a => a.Passed == false && a.Percent == 57);
        (await learner.SendAsync(new Enrol("foundation"))).Id.ShouldBe(learner.EnrolmentId(2));
        (await learner.EnrolmentAsync(2)).Cycle.ShouldBe(2);
        (await learner.SendAsync(new Enrol("foundation"))).Id.ShouldBe(learner.EnrolmentId(2));
    }

    [Fact]
    public async Task An_overdue_assessment_is_marked_by_the_job_with_what_was_saved()
    {
        var learner = await platform.StudiedAsync();
        await learner.StartAsync(right: 13);
        platform.Clock.Advance(TimeSpan.FromMinutes(46));

        Codes(await learner.SendAsync(new SaveAnswers(learner.EnrolmentId(), 1, [new GivenAnswer("f1-03", ["a"])]))).ShouldBe(["enrolment.time-ran-out"]);
        Codes(await learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), 1))).ShouldBe(["enrolment.time-ran-out"]);
        for (var run = 0; run < 2; run++)
        {
            await using var scope = platform.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<CloseOverdueAssessments>().RunAsync(TestContext.Current.CancellationToken);
        }

        var attempt = (await learner.EnrolmentAsync()).Attempts.ShouldHaveSingleItem();
        attempt.Passed.ShouldBe(true);
        attempt.Percent.ShouldBe(61);
        var events = await platform.ReadAsync(q => q.Events.FetchStreamAsync(learner.EnrolmentId(), token: TestContext.Current.CancellationToken));
        events.Count(e => e.Data is EnrolmentEvent.AssessmentSubmitted { TimeRanOut: true }).ShouldBe(1);
        events.Single(e => e.Data is EnrolmentEvent.AssessmentSubmitted).UserName.ShouldBe("job:close-overdue-assessments");
    }

    [Fact]
    public async Task The_plan_is_kept_beside_the_log_and_completes_the_course()
    {
        var learner = await platform.StudiedAsync();
        await learner.StartAsync(right: 21);
        await learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), 1));
        var version = (await learner.EnrolmentAsync()).Version;
        var goals = GoldenRules.All.ToDictionary(r => r, IReadOnlyList<Goal> (r) => [new Goal($"Secret goal {r}", null)]);

        (await learner.SendAsync(new WriteActionPlan(learner.EnrolmentId(), version, goals))).Ok.ShouldBeTrue();
        (await learner.SendAsync(new WriteActionPlan(learner.EnrolmentId(), version, goals))).IsConflict.ShouldBeTrue();

        var done = await learner.EnrolmentAsync();
        done.CompletedAt.ShouldNotBeNull();
        done.Version.ShouldBe(version + 8);
        (await learner.SendAsync(new WriteActionPlan(learner.EnrolmentId(), done.Version, goals))).Ok.ShouldBeTrue();
        (await learner.EnrolmentAsync()).Version.ShouldBe(done.Version);
        var plan = await platform.ReadAsync(q => q.LoadAsync<ActionPlan>(learner.EnrolmentId(), TestContext.Current.CancellationToken));
        plan.ShouldNotBeNull().Under(7).ShouldHaveSingleItem().What.ShouldBe("Secret goal 7");
        plan.TrainerId.ShouldBe(learner.TrainerId);
        var events = await platform.ReadAsync(q => q.Events.FetchStreamAsync(learner.EnrolmentId(), token: TestContext.Current.CancellationToken));
        var written = events.Select(e => e.Data).OfType<EnrolmentEvent.ActionPlanWritten>().ToList();
        written.ShouldAllBe(w => w.Goals == 1 && w.Sha256.Length == 64);
        written.ShouldContain(w => w.Rule == 7 && w.Sha256 == ActionPlan.Hash(goals[7]));
    }

    [Fact]
    public async Task Rebuilt_enrolments_equal_the_live_ones()
    {
        var ct = TestContext.Current.CancellationToken;
        var learner = await platform.StudiedAsync();
        await learner.StartAsync(right: 9);
        var running = await platform.StudiedAsync();
        await running.StartAsync(right: 5);
        await learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), 1));
        var before = System.Text.Json.JsonSerializer.Serialize(new[] { await learner.EnrolmentAsync(), await running.EnrolmentAsync() });

        using var daemon = await platform.Services.GetRequiredService<IDocumentStore>().BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync<Enrolment>(ct);

        System.Text.Json.JsonSerializer.Serialize(new[] { await learner.EnrolmentAsync(), await running.EnrolmentAsync() }).ShouldBe(before);
    }

    private static IEnumerable<string> Codes(Outcome outcome) => outcome.Refusals.Select(r => r.Code);
}
