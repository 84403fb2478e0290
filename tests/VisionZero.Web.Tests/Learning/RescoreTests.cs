using System.Net;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Learning;

/// <summary>A question is withdrawn: what is drawn, what is marked, who is marked again and who decides so.</summary>
public sealed class RescoreTests(LearningPlatform platform) : IClassFixture<LearningPlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_withdrawn_question_is_drawn_no_more_and_every_paper_can_still_be_drawn_again()
    {
        var before = await platform.StudiedAsync();
        await HandInAsync(before, right: 21);
        using var reviewer = await platform.SignedInVisitorAsync(Role.Reviewer);
        await reviewer.OpenAsync("/staff/items/foundation/1/f1-04");
        reviewer.Page.Body!.TextContent.ShouldContain("Because of a.");
        await reviewer.PressAsync("Withdraw the question");
        (reviewer.Status, reviewer.Page.Body!.TextContent.Contains("Choose a reason.", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        await reviewer.PressAsync("Withdraw the question", ("Reason", "ambiguous"));
        reviewer.Page.Body!.TextContent.ShouldContain("It can be understood in several ways");

        for (var i = 0; i < 5; i++)
        {
            var learner = await platform.StudiedAsync();
            var attempt = await HandInAsync(learner, right: 21, seed: i);
            attempt.Questions.ShouldContain(q => q.ItemId == "f1-05", "the only medium question of rule 1 that is left");
            attempt.Withdrawn.ShouldContain("f1-04");
            await ShouldReplayAsync(reviewer, learner);
        }

        await ShouldReplayAsync(reviewer, before);
        await reviewer.OpenAsync("/staff/items/foundation/1/f1-04");
        await reviewer.PressAsync("Take it back into use");
        reviewer.Page.Body!.TextContent.ShouldContain("The question is in use again.");
        await ShouldReplayAsync(reviewer, before);
        var last = await platform.StudiedAsync();
        (await HandInAsync(last, right: 0)).Withdrawn.ShouldNotContain("f1-04");
    }

    [Fact]
    public async Task Only_papers_that_rest_on_these_items_are_read_for_a_marking_anew()
    {
        var learner = await platform.StudiedAsync();
        var attempt = await HandInAsync(learner, right: 3);
        var items = platform.Course.Outline.Rules.SelectMany(r => r.Bank).Select(i => i.Id).ToList();
        var (on, off) = (attempt.Questions[0].ItemId, items.Except(attempt.Questions.Select(q => q.ItemId)).First());

        (await RestingOnAsync(on)).ShouldContain(learner.EnrolmentId());
        (await RestingOnAsync(off, on)).ShouldContain(learner.EnrolmentId());
        (await RestingOnAsync(off)).ShouldNotContain(learner.EnrolmentId());
        (await RestingOnAsync()).ShouldBeEmpty();
        (await platform.SendAsync(Actor.Job("rescore-papers"), new RescoreEnrolment(learner.EnrolmentId(), Guid.CreateVersion7(), [on]))).Ok.ShouldBeTrue();
        (await RestingOnAsync(off, on)).ShouldNotContain(learner.EnrolmentId(), "it was marked anew without it");
    }

    [Fact]
    public async Task A_bank_stays_large_enough_for_papers()
    {
        using var reviewer = await platform.SignedInVisitorAsync(Role.Reviewer);
        await reviewer.OpenAsync("/staff/items/foundation/1/f6-03");
        await reviewer.PressAsync("Withdraw the question", ("Reason", "wrong-key"));

        reviewer.Page.QuerySelector(".summary")!.TextContent.ShouldContain("for rule 6, difficulty 1, 0 questions would be left and a paper needs 1");
        (await BankAsync()).Of("f6-03").ShouldBeNull();
    }

    [Fact]
    public async Task A_paper_that_runs_keeps_the_question_and_does_not_count_it()
    {
        var learner = await platform.StudiedAsync();
        var attempt = await learner.StartAsync(right: 21);
        var item = await SpareAsync(attempt.Questions);
        await WithdrawAsync(item);

        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/assessment/1");
        visitor.Page.QuerySelectorAll("fieldset.question").Length.ShouldBe(21);
        await learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), 1));

        var marked = (await learner.EnrolmentAsync()).Attempts[0];
        marked.Uncounted.ShouldBe([item]);
        (marked.Scores.Sum(s => s.Possible), marked.Percent).ShouldBe((20, 100));
        await visitor.OpenAsync("/learn/foundation/assessment/1/result");
        visitor.Page.Body!.TextContent.ShouldContain("A question on your paper was withdrawn while you took it");
    }

    [Fact]
    public async Task Everyone_affected_is_listed_a_second_person_applies_it_and_the_learner_is_told()
    {
        // 12 of 21 are 57 %; without a question left open 12 of 20 are 60 %, the pass mark.
        var learner = await platform.StudiedAsync();
        var attempt = await HandInAsync(learner, right: 12);
        attempt.Passed.ShouldBe(false);
        var item = await SpareAsync(attempt.Questions.Skip(12));
        var withdrawer = await WithdrawAsync(item);

        (await platform.SendAsync(Platform.Person(Role.Reviewer), new ApplyRescore("foundation", 1, Guid.CreateVersion7(), ""))).Refusals[0].Code.ShouldBe("general.not-allowed");
        var digest = await DigestAsync();
        (await platform.SendAsync(Actor.OfPerson(withdrawer.Id, [Role.Approver]), new ApplyRescore("foundation", 1, Guid.CreateVersion7(), digest))).Refusals[0].Code.ShouldBe("items.four-eyes");
        (await learner.EnrolmentAsync()).Attempts[0].Passed.ShouldBe(false, "nothing happens before it is applied");

        using var approver = await platform.SignedInVisitorAsync(Role.Approver);
        await approver.OpenAsync("/staff/items?course=foundation");
        await approver.FollowAsync("See who is affected");
        var row = approver.Page.QuerySelectorAll("tbody tr").Single(r => r.InnerHtml.Contains(learner.EnrolmentId().ToString(), StringComparison.Ordinal));
        row.TextContent.ShouldContain("57 %");
        row.TextContent.ShouldContain("Passed, 60 %");

        // A list that has grown since it was shown is shown again.
        var late = await platform.StudiedAsync();
        await FailWithCountedAsync(late, item);
        await approver.SubmitAsync(approver.FormWith(["Digest"]), []);
        (approver.Status, approver.Page.QuerySelector(".summary")!.TextContent.Contains("The list has changed", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        await approver.SubmitAsync(approver.FormWith(["Digest"]), []);
        approver.Page.Body!.TextContent.ShouldContain("The papers are being marked again.");

        await Platform.EventuallyAsync(async () => (await learner.EnrolmentAsync()).Attempts[0].Passed == true, "marked again");
        var mail = await platform.MailAsync(learner.Login.Id, "assessment-rescored");
        mail.Text.Plain.ShouldContain("Before: 57 %. Now: 60 %. You have now passed.");
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/assessment/1/result");
        visitor.Page.QuerySelector("h1")!.TextContent.ShouldBe("You have passed");
        visitor.Page.Body!.TextContent.ShouldContain("Marked again");

        // Run twice, the job marks once.
        await Platform.EventuallyAsync(async () => (await late.EnrolmentAsync()).Attempts[0].Remarks.Count == 1, "all marked");
        var bank = await BankAsync();
        await new RescorePapers(platform.Services.GetRequiredService<IServiceScopeFactory>()).RunAsync(bank.Id, bank.Rescores[^1].Id, Ct);
        (await learner.EnrolmentAsync()).Attempts[0].Remarks.ShouldHaveSingleItem();
        await approver.OpenAsync("/staff/items/foundation/1/rescore");
        approver.Page.Body!.TextContent.ShouldContain("No marked paper counts a withdrawn question.");
    }

    [Fact]
    public async Task The_mail_of_an_earlier_round_leads_to_its_result_and_the_course_lists_it()
    {
        var learner = await platform.StudiedAsync();
        var first = await HandInAsync(learner, right: 3);
        await HandInAsync(learner, right: 0, seed: 7);
        (await learner.SendAsync(new Enrol("foundation"))).Id.ShouldBe(learner.EnrolmentId(2));
        (await platform.SendAsync(Actor.Job("rescore-papers"), new RescoreEnrolment(learner.EnrolmentId(), Guid.CreateVersion7(), [first.Questions[5].ItemId]))).Ok.ShouldBeTrue();
        var link = (await platform.MailAsync(learner.Login.Id, "assessment-rescored")).Text.Link();

        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync(link);

        visitor.Status.ShouldBe(HttpStatusCode.OK);
        visitor.Page.Body!.TextContent.ShouldContain("This is a result of an earlier round.");
        visitor.Page.Body!.TextContent.ShouldContain("Marked again");
        await visitor.OpenAsync("/learn/foundation");
        visitor.Page.QuerySelectorAll("section[aria-labelledby=earlier-title] a").Select(a => a.GetAttribute("href"))
            .ShouldBe([$"/en/learn/results/{learner.EnrolmentId()}/1", $"/en/learn/results/{learner.EnrolmentId()}/2"]);
        using var stranger = await (await platform.StudiedAsync()).VisitAsync();
        (await stranger.OpenAsync(link)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_address_of_a_result_leads_to_the_course_while_no_other_round_follows()
    {
        var learner = await platform.StudiedAsync();
        await HandInAsync(learner, right: 3);
        using var visitor = await learner.VisitAsync();

        await visitor.OpenAsync($"/learn/results/{learner.EnrolmentId()}/1");

        visitor.Address.ShouldEndWith("/learn/foundation/assessment/1/result");
        (await visitor.OpenAsync($"/learn/results/{learner.EnrolmentId()}/2")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whose_own_paper_it_is_does_not_apply_it()
    {
        var learner = await platform.StudiedAsync();
        var attempt = await HandInAsync(learner, right: 3);
        await WithdrawAsync(await SpareAsync(attempt.Questions));

        var outcome = await platform.SendAsync(Actor.OfPerson(learner.Login.Id, [Role.Trainer, Role.Approver]), new ApplyRescore("foundation", 1, Guid.CreateVersion7(), await DigestAsync()));

        outcome.Refusals.Select(r => r.Code).ShouldBe(["items.own-paper"]);
    }

    [Fact]
    public async Task Staff_see_every_question_of_the_bank_and_not_before_their_own_assessment()
    {
        using var reviewer = await platform.SignedInVisitorAsync(Role.Reviewer);
        await reviewer.OpenAsync("/staff");
        await reviewer.FollowAsync("Questions");
        reviewer.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(28);
        await reviewer.OpenAsync("/staff/items?course=foundation&rule=2&sort=difficulty");
        reviewer.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(4);
        (await reviewer.OpenAsync("/staff/items/foundation/1/f1-01")).Status.ShouldBe(HttpStatusCode.NotFound, "a question of a check is no secret");

        var learner = await platform.StudiedAsync();
        using var trainer = await learner.VisitAsync();
        (await trainer.OpenAsync("/staff/items")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var both = await platform.AccountAsync(Role.Trainer, Role.Reviewer);
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            var id = Guid.CreateVersion7();
            session.Events.StartStream<Domain.Trainers.Trainer>(id, new Domain.Trainers.TrainerEvent.Registered(both.Id, "DE", ["de"], ["construction"], 3, platform.Clock.GetUtcNow()));
            session.Events.StartStream<Enrolment>(DeterministicId.Enrolment(id, "foundation", 1, 1), new EnrolmentEvent.Enrolled(id, "foundation", 1, Level.Foundation, 1, platform.Clock.GetUtcNow()));
            await session.SaveChangesAsync(Ct);
        }

        // Whoever is still to be examined does not see what with, wherever it stands.
        await learner.StartAsync();
        (await learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), 1))).Ok.ShouldBeTrue();
        using var examined = await platform.SignInAsync(both);
        foreach (var place in new[] { "items/foundation/1/f1-04", $"papers/{learner.EnrolmentId()}/1", "courses/foundation/diff?from=1&to=1", "courses/foundation/1/translations" })
        {
            (await examined.OpenAsync($"/staff/{place}")).Status.ShouldBe(HttpStatusCode.Forbidden, place);
            (await reviewer.OpenAsync($"/staff/{place}")).Status.ShouldBe(HttpStatusCode.OK, place);
        }
    }

    private static async Task ShouldReplayAsync(Visitor staff, Learner learner)
    {
        await staff.OpenAsync($"/staff/papers/{learner.EnrolmentId()}/1");
        staff.Page.Body!.TextContent.ShouldContain("the paper is the same, question for question");
    }

    // A question among these that the bank can spare.
    private async Task<string> SpareAsync(IEnumerable<PaperQuestion> among)
    {
        var bank = await BankAsync();
        var blueprint = platform.Services.GetRequiredService<Web.Content.Scheme>().Policy.Foundation.Blueprint;
        return among.First(q => q.Rule is not 1 && ItemBankDecisions.Shortage(platform.Course.Outline with { Withdrawn = [.. bank.Items(), q.ItemId] }, blueprint) is null).ItemId;
    }

    private async Task<Attempt> HandInAsync(Learner learner, int right, long seed = 42)
    {
        (await learner.SendAsync(new StartAssessment(learner.EnrolmentId(), seed))).Ok.ShouldBeTrue();
        var attempt = (await learner.EnrolmentAsync()).Attempts[^1];
        await learner.SendAsync(new SaveAnswers(learner.EnrolmentId(), attempt.Number, [.. attempt.Questions.Take(right).Select(q => AnswerFields.Given(platform.Course.Item(q.ItemId)!))]));
        (await learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), attempt.Number))).Ok.ShouldBeTrue();
        return (await learner.EnrolmentAsync()).Attempts[^1];
    }

    // A paper marked just before the withdrawal was seen, as the log would tell it.
    private async Task FailWithCountedAsync(Learner learner, string item)
    {
        var now = platform.Clock.GetUtcNow();
        var policy = platform.Services.GetRequiredService<Web.Content.Scheme>().Policy.Foundation;
        var seed = Enumerable.Range(0, 1000).First(s => AssessmentPaper.Draw(platform.Course.Outline, policy.Blueprint, s).Questions.Any(q => q.ItemId == item));
        var questions = AssessmentPaper.Draw(platform.Course.Outline, policy.Blueprint, seed).Questions;
        await using var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        var stream = await session.Events.FetchForWriting<Enrolment>(learner.EnrolmentId(), Ct);
        stream.AppendMany(
            new EnrolmentEvent.AssessmentStarted(1, seed, questions, now, now.AddMinutes(45)),
            new EnrolmentEvent.AssessmentSubmitted(1, false, now),
            new EnrolmentEvent.AssessmentFailed(1, [.. Enumerable.Range(1, 7).Select(r => new RuleScore(r, 0, 3))], 0, 60));
        await session.SaveChangesAsync(Ct);
    }

    private async Task<Login> WithdrawAsync(string item)
    {
        var reviewer = await platform.AccountAsync(Role.Reviewer);
        (await platform.SendAsync(Actor.OfPerson(reviewer.Id, [Role.Reviewer]), new WithdrawItem("foundation", 1, item, "wrong-key"))).Refusals.ShouldBeEmpty();
        return reviewer;
    }

    private async Task<IEnumerable<Guid>> RestingOnAsync(params string[] items) =>
        (await platform.ReadAsync(q => PaperQueries.RestingOnAsync(q, platform.Course, items, Ct))).Select(p => p.EnrolmentId);

    private Task<ItemBank> BankAsync() => platform.ReadAsync(q => PaperQueries.BankAsync(q, platform.Course, Ct));

    private async Task<string> DigestAsync() => await platform.ReadAsync(async q => PaperQueries.Proposal(
        platform.Course, await PaperQueries.BankAsync(q, platform.Course, Ct), await PaperQueries.TakenAsync(q, platform.Course, Ct), 60).Digest);
}
