using System.Net;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Learning;

/// <summary>An assessment can be looked at again as it was, and a thousand at once lose nothing.</summary>
public sealed class AppealTests(LearningPlatform platform) : IClassFixture<LearningPlatform>
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
}
