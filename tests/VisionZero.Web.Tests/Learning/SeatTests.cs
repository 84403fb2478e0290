using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using VisionZero.Domain.Learning;
using VisionZero.Web.Features.Learning;

namespace VisionZero.Web.Tests.Learning;

/// <summary>A paper is written in one window: whoever opens it in another sees all that was saved, and nothing is saved behind their back.</summary>
[Collection(nameof(OneSchool))]
public sealed class SeatTests(LearningPlatform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_that_waited_while_another_window_opened_the_paper_is_refused()
    {
        var (learner, attempt, window) = await SittingAsync();
        await using var other = await TurnAsync(learner);
        var saving = learner.SendAsync(new SaveAnswers(learner.EnrolmentId(), 1, [RightAnswer(attempt)]) { Window = window });
        await SomebodyWaitsForAsync(other);

        other.Store(new AttemptSeat { Id = learner.EnrolmentId(), Window = Guid.NewGuid() });
        await other.SaveChangesAsync(Ct);

        (await saving).Refusals.Select(r => r.Code).ShouldBe(["enrolment.opened-elsewhere"]);
        (await learner.EnrolmentAsync()).Running()!.Answers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_window_that_opens_the_paper_waits_for_what_is_being_saved()
    {
        var (learner, attempt, _) = await SittingAsync();
        await using var saving = await TurnAsync(learner);
        var opening = learner.SendAsync(new TakeSeat(learner.EnrolmentId(), Guid.NewGuid()));
        await SomebodyWaitsForAsync(saving);
        opening.IsCompleted.ShouldBeFalse();

        saving.Store(new TypedAnswers { Id = learner.EnrolmentId(), TrainerId = learner.TrainerId });
        await saving.SaveChangesAsync(Ct);

        (await opening).Ok.ShouldBeTrue();
        attempt.Number.ShouldBe(1);
    }

    [Fact]
    public async Task A_window_keeps_no_turn_at_the_paper_it_shows()
    {
        var (learner, attempt, _) = await SittingAsync();
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/assessment/1");
        var window = Guid.Parse(visitor.Page.QuerySelector("input[name=window]")!.GetAttribute("value")!);

        (await learner.SendAsync(new SaveAnswers(learner.EnrolmentId(), 1, [RightAnswer(attempt)]) { Window = window })).Ok.ShouldBeTrue();
        (await learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), 1) { Window = Guid.NewGuid() })).Refusals.Select(r => r.Code).ShouldBe(["enrolment.opened-elsewhere"]);
        (await learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), 1) { Window = window })).Ok.ShouldBeTrue();
    }

    private async Task<(Learner Learner, Attempt Attempt, Guid Window)> SittingAsync()
    {
        var learner = await platform.StudiedAsync();
        var attempt = await learner.StartAsync();
        var window = Guid.NewGuid();
        (await learner.SendAsync(new TakeSeat(learner.EnrolmentId(), window))).Ok.ShouldBeTrue();
        return (learner, attempt, window);
    }

    private GivenAnswer RightAnswer(Attempt attempt) =>
        AnswerFields.Given(platform.Course.Item(attempt.Questions[0].ItemId)!);

    // Somebody whose turn at the stream it is until they save.
    private async Task<IDocumentSession> TurnAsync(Learner learner)
    {
        var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        await session.Events.FetchForExclusiveWriting<Enrolment>(learner.EnrolmentId(), Ct);
        return session;
    }

    // Until the database says that another connection is held up by this one.
    private async Task SomebodyWaitsForAsync(IDocumentSession turn)
    {
        await using var who = turn.Connection!.CreateCommand();
        who.CommandText = "select pg_backend_pid()";
        var holder = (int)(await who.ExecuteScalarAsync(Ct))!;
        await using var command = platform.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select exists (select 1 from pg_stat_activity where $1 = any(pg_blocking_pids(pid)))");
        command.Parameters.Add(new NpgsqlParameter { Value = holder });
        await Platform.EventuallyAsync(async () => (bool)(await command.ExecuteScalarAsync(Ct))!, "somebody to wait for this turn");
    }
}
