using System.Net;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Learning;

/// <summary>An assessment can be looked at again as it was, whatever became of scheme and texts since.</summary>
[Collection(nameof(OneSchool))]
public sealed class AppealTests(LearningPlatform platform)
{
    [Fact]
    public async Task Staff_read_a_paper_as_it_was_answered_and_it_can_be_drawn_again()
    {
        var learner = await platform.StudiedAsync();
        var attempt = await learner.StartAsync(right: 20);
        await learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), 1));
        attempt.Bank.Length.ShouldBe(64);

        using var reviewer = await platform.SignedInVisitorAsync(Role.Reviewer);
        await reviewer.OpenAsync($"/staff/papers/{learner.EnrolmentId()}/1");
        reviewer.Page.QuerySelectorAll("fieldset.question").Select(q => q.GetAttribute("data-item")).ShouldBe(attempt.Questions.Select(q => q.ItemId));
        reviewer.Page.Body!.TextContent.ShouldContain("the paper is the same, question for question");
        reviewer.Page.QuerySelectorAll(".option-chosen").Length.ShouldBeGreaterThanOrEqualTo(20);

        (await reviewer.OpenAsync($"/staff/papers/{learner.EnrolmentId()}/2")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var trainer = await learner.VisitAsync();
        (await trainer.OpenAsync($"/staff/papers/{learner.EnrolmentId()}/1")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_running_paper_is_nobodys_to_read()
    {
        var learner = await platform.StudiedAsync();
        await learner.StartAsync();

        using var reviewer = await platform.SignedInVisitorAsync(Role.Reviewer);
        (await reviewer.OpenAsync($"/staff/papers/{learner.EnrolmentId()}/1")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_paper_of_another_scheme_is_drawn_again_by_the_scheme_of_then()
    {
        // The scheme of today asks for one medium item a rule.
        var page = await ReadAsync([1, 2, 1], platform.Course.Manifest.Sha256);

        page.ShouldContain("the paper is the same, question for question");
        page.ShouldContain("Begun in");
        page.ShouldNotContain("the words of today");
    }

    [Fact]
    public async Task A_paper_of_other_texts_says_that_its_words_are_not_those_that_were_shown()
    {
        var page = await ReadAsync([1, 1, 1], new string('0', 64));

        page.ShouldContain("the paper is the same, question for question");
        page.ShouldContain("what they said then was not kept");
    }

    [Fact]
    public async Task A_paper_from_before_texts_were_kept_says_so_and_reads_as_before()
    {
        var page = await ReadAsync(null, "");

        page.ShouldContain("the paper is the same, question for question");
        page.ShouldContain("from before the log kept which texts were shown");
    }

    // The page of a paper that the log tells of: one drawn by this scheme, shown with the texts of this hash.
    private async Task<string> ReadAsync(IReadOnlyList<int>? blueprint, string sha256)
    {
        var learner = await platform.StudiedAsync();
        var outline = platform.Course.Outline;
        var now = platform.Clock.GetUtcNow();
        var questions = AssessmentPaper.Draw(outline, blueprint ?? [1, 1, 1], 7).Questions;
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Events.Append(
                learner.EnrolmentId(),
                new EnrolmentEvent.AssessmentStarted(1, 7, questions, now, now.AddMinutes(45), AssessmentPaper.Bank(outline, blueprint ?? [1, 1, 1]), Blueprint: blueprint, ContentSha256: sha256, Locale: sha256.Length == 0 ? "" : "en"),
                new EnrolmentEvent.AssessmentSubmitted(1, false, now),
                new EnrolmentEvent.AssessmentFailed(1, [.. GoldenRules.All.Select(r => new RuleScore(r, 0, 3))], 0, 60));
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        using var reviewer = await platform.SignedInVisitorAsync(Role.Reviewer);
        (await reviewer.OpenAsync($"/staff/papers/{learner.EnrolmentId()}/1")).Status.ShouldBe(HttpStatusCode.OK);
        return reviewer.Page.Body!.TextContent;
    }
}
