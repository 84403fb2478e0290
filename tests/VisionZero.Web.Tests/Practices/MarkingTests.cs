using Marten;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Practices;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Practices;

/// <summary>Two mark without seeing each other, a third is called, and examining and deciding stay apart.</summary>
public sealed class MarkingTests(PracticePlatform platform) : IClassFixture<PracticePlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_mark_and_a_third_is_called_when_they_differ()
    {
        var candidate = await platform.CandidateAsync();
        var id = await platform.HandedInAsync(candidate);
        var (first, second, third) = ((await platform.AssessorAsync()).Actor, (await platform.AssessorAsync()).Actor, (await platform.AssessorAsync()).Actor);

        await platform.DoneAsync(first, new TakeUpPractice(id));
        await platform.DoneAsync(second, new TakeUpPractice(id));
        await platform.RefusedAsync(third, new TakeUpPractice(id), "practice.enough-assessors");
        await platform.RefusedAsync(third, platform.Marks(id, 3), "practice.take-first");
        await platform.DoneAsync(first, platform.Marks(id, 4));
        await platform.RefusedAsync(first, platform.Marks(id, 1), "practice.marked-already");
        await platform.DoneAsync(second, platform.Marks(id, 2));
        (await platform.PracticeAsync(id)).ThirdCalled.ShouldBeTrue("100 and 33 % lie apart");

        await platform.MarkAsync(id, third, 3);
        var practice = await platform.PracticeAsync(id);
        practice.State.ShouldBe(PracticeState.Passed);
        practice.Percent.ShouldBe(83, "the mean of 100 and 66 %, unrounded");
        await platform.MailAsync(candidate.Login.Id, "practice-concluded");
        await platform.RefusedAsync(candidate.Actor, new BeginPractice(), "practice.passed-already");
    }

    [Fact]
    public async Task Who_examined_does_not_decide_and_who_decides_does_not_examine()
    {
        var candidate = await platform.CandidateAsync();
        var both = await platform.AccountAsync(Role.Assessor, Role.Reviewer);
        var other = await platform.AccountAsync(Role.Assessor, Role.Approver);
        var foundation = (await platform.SendAsync(candidate.Actor, new SubmitApplication(Level.Foundation, []))).Id!.Value;
        var id = await platform.HandedInAsync(candidate);

        // The application was sent before the practice was taken up: who takes it up is out all the same.
        await platform.DoneAsync(Actors.Of(other), new TakeUpPractice(id));
        await platform.DoneAsync(Actors.Of(both), new ClaimApplication(foundation));
        await platform.RefusedAsync(Actors.Of(both), new TakeUpPractice(id), "practice.decides-on-candidate");
        (await platform.DossierAsync(foundation)).Application.TrainedBy.ShouldBe([other.Id]);
        await platform.RefusedAsync(Actors.Of(other), new SendBackApplication(foundation, (await platform.DossierAsync(foundation)).Application.Version), "application.trained-by-you");

        // A further application names them by itself.
        await platform.DoneAsync(candidate.Actor, new WithdrawApplication(foundation));
        var again = (await platform.SendAsync(candidate.Actor, new SubmitApplication(Level.Foundation, []))).Id!.Value;
        (await platform.ReadAsync(q => q.LoadAsync<Domain.Certification.Application>(again, Ct)))!.TrainedBy.ShouldBe([other.Id]);
    }

    [Fact]
    public async Task A_conflict_declared_on_one_side_holds_on_the_other()
    {
        var candidate = await platform.CandidateAsync();
        var first = Actors.Of(await platform.AccountAsync(Role.Assessor, Role.Reviewer));
        var second = Actors.Of(await platform.AccountAsync(Role.Assessor, Role.Reviewer));
        var third = Actors.Of(await platform.AccountAsync(Role.Assessor, Role.Reviewer));
        var application = (await platform.SendAsync(candidate.Actor, new SubmitApplication(Level.Foundation, []))).Id!.Value;
        var id = await platform.HandedInAsync(candidate);

        await platform.DoneAsync(first, new TakeUpPractice(id));
        await platform.DoneAsync(first, new DeclarePracticeConflict(id));
        await platform.RefusedAsync(first, new ClaimApplication(application), "application.trained-by-you");

        await platform.DoneAsync(second, new TakeUpPractice(id));
        await platform.DoneAsync(second, new ReleasePractice(id));
        await platform.RefusedAsync(second, new ClaimApplication(application), "application.trained-by-you");

        await platform.DoneAsync(third, new DeclareConflict(application));
        await platform.RefusedAsync(third, new TakeUpPractice(id), "practice.decides-on-candidate");
    }

    [Fact]
    public async Task Who_trained_the_candidate_or_ever_reviewed_them_does_not_examine_them()
    {
        var candidate = await platform.CandidateAsync();
        var login = await platform.AccountAsync(Role.Assessor, Role.Reviewer);
        var (trainer, reviewer) = (await platform.AssessorAsync(), Actors.Of(login));
        using (var visitor = await platform.SignInAsync(candidate.Login))
        {
            await visitor.OpenAsync("/apply/foundation");
            visitor.Page.QuerySelector($"input[name='TrainedBy'][value='{trainer.Login.Id}']").ShouldNotBeNull("who assesses may have trained somebody");
        }

        var application = await platform.DoneAsync(candidate.Actor, new SubmitApplication(Level.Foundation, [trainer.Login.Id]));
        await platform.DoneAsync(reviewer, new ClaimApplication(application));
        await platform.DoneAsync(reviewer, new ReleaseApplication(application));
        var id = await platform.HandedInAsync(candidate);

        await platform.RefusedAsync(trainer.Actor, new TakeUpPractice(id), "practice.decides-on-candidate");
        await platform.RefusedAsync(reviewer, new TakeUpPractice(id), "practice.decides-on-candidate");
    }

    [Fact]
    public async Task Who_marked_an_attempt_may_mark_the_next_though_the_application_names_them()
    {
        var candidate = await platform.CandidateAsync();
        var id = await platform.HandedInAsync(candidate);
        var (first, second) = (await platform.AssessorAsync(), await platform.AssessorAsync());
        await platform.MarkAsync(id, first.Actor, 2);
        await platform.MarkAsync(id, second.Actor, 2);
        await platform.DoneAsync(candidate.Actor, new SubmitApplication(Level.Foundation, [first.Login.Id]));

        await platform.DoneAsync(first.Actor, new TakeUpPractice(await platform.HandedInAsync(candidate)));
    }

    [Fact]
    public async Task A_session_that_was_not_held_is_said_so_on_its_page_and_another_can_be_booked()
    {
        var (login, assessor) = await platform.AssessorAsync();
        var candidate = await platform.CandidateAsync();
        var id = await platform.PlannedAsync(candidate);
        var slot = await platform.DoneAsync(assessor, new OfferSlot(platform.Clock.GetUtcNow().AddDays(3), 60, "en", SlotWay.Remote, "https://meet.example/room"));
        await platform.DoneAsync(candidate.Actor, new BookSession(slot));
        using var visitor = await platform.SignInAsync(login);
        await visitor.OpenAsync($"/staff/practices/{id}");
        visitor.Page.Body!.TextContent.ShouldNotContain("The session was not held");
        platform.Clock.Advance(TimeSpan.FromDays(3));
        await platform.RefusedAsync((await platform.AssessorAsync()).Actor, new SayNotHeld(id, "technical"), "practice.not-yours");

        await visitor.OpenAsync($"/staff/practices/{id}");
        await visitor.PressAsync("It was not held");
        visitor.Page.QuerySelector(".summary")!.TextContent.ShouldContain("Choose why it was not held.");
        await visitor.PressAsync("It was not held", ("Reason", "technical"));

        visitor.Page.Body!.TextContent.ShouldContain("Noted: the session was not held.");
        (await platform.MailAsync(candidate.Login.Id, "practice-not-held")).Text.Plain.ShouldContain("It is no attempt.");
        var practice = await platform.PracticeAsync(id);
        (practice.State, practice.Session, practice.Plan is not null).ShouldBe((PracticeState.Preparing, null, true));
        (await platform.ReadAsync(q => q.LoadAsync<Slot>(slot, Ct)))!.TakenBackAt.ShouldNotBeNull();
        var next = await platform.DoneAsync(assessor, new OfferSlot(platform.Clock.GetUtcNow().AddDays(5), 60, "en", SlotWay.Remote, "https://meet.example/room"));
        await platform.DoneAsync(candidate.Actor, new BookSession(next));
    }

    [Fact]
    public async Task Who_was_not_at_the_session_marks_by_a_recording_or_not_at_all()
    {
        var (_, observer) = await platform.AssessorAsync();
        var other = await platform.AssessorAsync();
        var candidate = await platform.CandidateAsync();
        var id = await platform.PlannedAsync(candidate);
        var slot = await platform.DoneAsync(observer, new OfferSlot(platform.Clock.GetUtcNow().AddDays(3), 60, "en", SlotWay.Remote, "https://meet.example/room"));
        await platform.DoneAsync(candidate.Actor, new BookSession(slot));
        using var owner = await platform.SignInAsync(candidate.Login);
        await owner.OpenAsync("/practice");
        owner.Page.Body!.TextContent.ShouldContain("Unless one more joins the session");
        using var staff = await platform.SignInAsync(other.Login);
        await staff.OpenAsync($"/staff/practices/{id}");
        staff.Page.Body!.TextContent.ShouldContain("whoever takes it up joins it");

        platform.Clock.Advance(TimeSpan.FromDays(4));
        await platform.DoneAsync(observer, platform.Marks(id, 3));
        await platform.RefusedAsync(other.Actor, new TakeUpPractice(id), "practice.nothing-to-see");
        await platform.MailAsync(candidate.Login.Id, "practice-recording");
        await staff.OpenAsync($"/staff/practices/{id}");
        staff.Page.Body!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain("it waits until the candidate hands one in"), t => t.ShouldNotContain("Take it up"));
        await staff.OpenAsync("/staff/practices");
        staff.Page.QuerySelector($"tr:has(a[href$='{id}'])")!.TextContent.ShouldContain("Waits for a recording");

        await owner.OpenAsync("/practice");
        owner.Page.Body!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain("Hand in a recording of the session."), t => t.ShouldContain("Take this attempt back"));
        await owner.PressAsync("Save address", ("Address", "https://video.example/session"), ("Access", "Anybody with the link."));
        owner.Page.Body!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain("Your recording is noted."), t => t.ShouldNotContain("Take this attempt back"));
        await platform.MarkAsync(id, other.Actor, 3);
        (await platform.PracticeAsync(id)).State.ShouldBe(PracticeState.Passed);
    }

    [Fact]
    public async Task Without_a_recording_the_candidate_begins_again_and_loses_no_attempt()
    {
        var (_, observer) = await platform.AssessorAsync();
        var candidate = await platform.CandidateAsync();
        var id = await platform.PlannedAsync(candidate);
        var slot = await platform.DoneAsync(observer, new OfferSlot(platform.Clock.GetUtcNow().AddDays(3), 60, "en", SlotWay.Remote, "https://meet.example/room"));
        await platform.DoneAsync(candidate.Actor, new BookSession(slot));
        platform.Clock.Advance(TimeSpan.FromDays(4));
        await platform.DoneAsync(observer, platform.Marks(id, 3));

        await platform.DoneAsync(candidate.Actor, new WithdrawPractice(id));

        (await platform.ReadAsync(q => q.LoadAsync<Slot>(slot, Ct)))!.PracticeId.ShouldBe(id, "a time that has passed is free for nobody");
        (await platform.PracticeAsync(await platform.DoneAsync(candidate.Actor, new BeginPractice()))).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task An_assessor_who_is_late_is_reminded_once()
    {
        var id = await platform.HandedInAsync(await platform.CandidateAsync());
        var (login, assessor) = await platform.AssessorAsync();
        await platform.DoneAsync(assessor, new TakeUpPractice(id));

        platform.Clock.Advance(TimeSpan.FromDays(10));
        await platform.RunAsync<RemindAssessors>(job => job.RunAsync(Ct));
        (await platform.PracticeAsync(id)).MarkingOf(login.Id)!.RemindedAt.ShouldBeNull();

        platform.Clock.Advance(TimeSpan.FromMinutes(1));
        await platform.RunAsync<RemindAssessors>(job => job.RunAsync(Ct));
        await platform.RunAsync<RemindAssessors>(job => job.RunAsync(Ct));
        await platform.MailAsync(login.Id, "practice-reminder");
        (await platform.ReadAsync(q => q.Events.FetchStreamAsync(id, token: Ct))).Count(e => e.Data is PracticeEvent.AssessorReminded).ShouldBe(1);
        (await platform.ReadAsync(q => q.Query<OutgoingMail>().CountAsync(m => m.AccountId == login.Id && m.Purpose == "practice-reminder", Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task What_an_assessor_had_who_leaves_waits_for_another()
    {
        var id = await platform.HandedInAsync(await platform.CandidateAsync());
        var (login, assessor) = await platform.AssessorAsync();
        await platform.DoneAsync(assessor, new TakeUpPractice(id));
        var slot = await platform.DoneAsync(assessor, new OfferSlot(platform.Clock.GetUtcNow().AddDays(4), 60, "en", SlotWay.OnSite, "Room 4", "Lyon"));
        var planned = await platform.CandidateAsync();
        var booked = await platform.PlannedAsync(planned);
        await platform.DoneAsync(planned.Actor, new BookSession(slot));

        await platform.DoneAsync(Platform.Person(Role.Administrator), new CloseAccount(login.Id));

        await Platform.EventuallyAsync(async () => (await platform.PracticeAsync(id)).Markings.Count == 0, "the practice to be taken back");
        await Platform.EventuallyAsync(async () => (await platform.PracticeAsync(booked)).State == PracticeState.Preparing, "the session to be cancelled");
        await Platform.EventuallyAsync(async () => (await platform.ReadAsync(q => q.LoadAsync<Slot>(slot, Ct)))!.TakenBackAt is not null, "the slot to be taken back");
    }

    [Fact]
    public async Task A_draft_may_be_incomplete_is_its_assessors_alone_and_ends_with_the_marks()
    {
        var id = await platform.HandedInAsync(await platform.CandidateAsync());
        var (one, two) = ((await platform.AssessorAsync()).Actor, (await platform.AssessorAsync()).Actor);
        var half = new KeepMarkingDraft(id, new Dictionary<string, int> { ["aim"] = 3, ["rules"] = 9, ["no-such"] = 2 }, new Dictionary<string, string> { ["aim"] = "Clear." }, null);
        await platform.RefusedAsync(one, half, "practice.take-first");
        await platform.DoneAsync(one, new TakeUpPractice(id));
        await platform.DoneAsync(two, new TakeUpPractice(id));
        await platform.RefusedAsync(one, half with { Overall = new string('x', MarkingWords.Longest + 1) }, "application.text-long");
        var before = (await platform.PracticeAsync(id)).Version;

        await platform.DoneAsync(one, half);
        await platform.DoneAsync(two, half with { Overall = "Of the second." });
        await platform.DoneAsync(one, half with { Overall = "So far." });

        (await platform.PracticeAsync(id)).Version.ShouldBe(before, "a draft is nothing that happened");
        var draft = (await DraftsAsync(platform, id)).Single(d => d.Assessor == one.Person);
        draft.Levels.ShouldBe(new Dictionary<string, int> { ["aim"] = 3 });
        draft.Comments["aim"].ShouldBe("Clear.");
        draft.Overall.ShouldBe("So far.");

        await platform.DoneAsync(one, platform.Marks(id, 3));
        (await DraftsAsync(platform, id)).ShouldHaveSingleItem().Assessor.ShouldBe(two.Person);
        await platform.RefusedAsync(one, half, "practice.marked-already");
        await platform.DoneAsync(two, new ReleasePractice(id));
        (await DraftsAsync(platform, id)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("erased")]
    [InlineData("conflict")]
    [InlineData("left")]
    public async Task A_draft_ends_with_what_it_is_about(string how)
    {
        var candidate = await platform.CandidateAsync();
        var id = await platform.HandedInAsync(candidate);
        var (login, assessor) = await platform.AssessorAsync();
        await platform.DoneAsync(assessor, new TakeUpPractice(id));
        await platform.DoneAsync(assessor, new KeepMarkingDraft(id, new Dictionary<string, int>(), new Dictionary<string, string>(), "A beginning."));

        await (how switch
        {
            "withdrawn" => platform.DoneAsync(candidate.Actor, new WithdrawPractice(id)),
            "erased" => platform.DoneAsync(candidate.Actor, new EraseMyAccount(Understood: true)),
            "conflict" => platform.DoneAsync(assessor, new DeclarePracticeConflict(id)),
            _ => platform.DoneAsync(Platform.Person(Role.Administrator), new CloseAccount(login.Id)),
        });

        await Platform.EventuallyAsync(async () => (await DraftsAsync(platform, id)).Count == 0, "the draft to be deleted");
    }

    [Fact]
    public async Task All_that_is_missing_in_a_marking_is_told_at_once_from_top_to_bottom()
    {
        var id = await platform.HandedInAsync(await platform.CandidateAsync());
        var (_, assessor) = await platform.AssessorAsync();
        await platform.DoneAsync(assessor, new TakeUpPractice(id));

        var outcome = await platform.SendAsync(assessor, new MarkPractice(id, new Dictionary<string, int> { ["aim"] = 1, ["methods"] = 5, ["inclusion"] = 2 }, new Dictionary<string, string>(), " "));

        outcome.Refusals.Select(r => (r.Field, r.Code)).ShouldBe(
        [
            ("Comments[aim]", "practice.comment-needed"),
            ("Levels[rules]", "practice.level-needed"),
            ("Levels[methods]", "practice.level-needed"),
            ("Levels[facilitation]", "practice.level-needed"),
            ("Levels[checking]", "practice.level-needed"),
            ("Levels[accuracy]", "practice.level-needed"),
            ("Overall", "practice.overall-needed"),
        ]);
    }

    private static Task<IReadOnlyList<MarkingDraft>> DraftsAsync(PracticePlatform platform, Guid practice) =>
        platform.ReadAsync(q => q.Query<MarkingDraft>().Where(d => d.PracticeId == practice).ToListAsync(Ct));
}
