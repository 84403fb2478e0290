using System.Net;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Courses;

/// <summary>A platform whose published texts are changed beside it.</summary>
public sealed class CorrectionPlatform : PublishingPlatform;

/// <summary>Texts of a published version change: the platform runs, says so, and two people publish the correction.</summary>
public sealed class CorrectionTests(CorrectionPlatform platform) : IClassFixture<CorrectionPlatform>
{
    [Fact]
    public async Task Changed_texts_are_told_and_corrected_with_four_eyes()
    {
        await platform.StaffAsync();
        var content = PublishingPlatform.Copy(platform.Content);
        PublishingPlatform.Change(content, "foundation/v1/rule-1/items.en.yaml", "stem: \"", "stem: \"Now: ");
        await using var again = await platform.StartAgainAsync(content);

        using var reviewer = await SignInAsync(again.Address, platform.Reviewer.Email);
        await reviewer.OpenAsync("/staff/courses");
        reviewer.Page.Body!.TextContent.ShouldContain("Texts differ");
        await reviewer.OpenAsync("/staff/courses/foundation/1");
        reviewer.Page.Body!.TextContent.ShouldContain("rule-1/items.en.yaml · changed");
        // The correction of an English text waits for its translation.
        reviewer.Page.Body!.TextContent.ShouldContain("courses/foundation/v1/rule-1/items.zh.yaml:1: the English text is newer.");
        reviewer.Page.QuerySelector("form[action*='handler=Propose']").ShouldBeNull();

        Content.Accept(content);
        await reviewer.OpenAsync("/staff/courses/foundation/1");
        await reviewer.PressAsync("Propose");
        using var approver = await SignInAsync(again.Address, platform.Approver.Email);
        await approver.OpenAsync("/staff/courses/foundation/1");
        await approver.PressAsync("Publish correction");

        approver.Page.Body!.TextContent.ShouldContain("The correction is published.");
        approver.Page.Body!.TextContent.ShouldNotContain("rule-1/items.en.yaml · changed");
        (await platform.PublicationAsync("foundation", 1))!.InForceFrom!.Value.ShouldBeLessThan((await platform.PublicationAsync("foundation", 1))!.FixedAt!.Value);
        // The process that still has the old texts says that they differ from what is published now.
        using var old = await platform.SignInAsync(platform.Reviewer);
        (await old.OpenAsync("/staff/courses/foundation/1")).Page.Body!.TextContent.ShouldContain("rule-1/items.en.yaml · changed");
    }

    private static async Task<Visitor> SignInAsync(string address, string email)
    {
        var visitor = new Visitor(address);
        await visitor.OpenAsync("/sign-in");
        return await visitor.SubmitAsync(("Email", email), ("Password", People.Password));
    }

    private static class Content
    {
        public static void Accept(string folder) => VisionZero.Web.Content.Reports.TranslationRecord.Read(folder).Accept([]);
    }
}

/// <summary>A platform on which an author writes.</summary>
public sealed class PreviewPlatform : PublishingPlatform
{
    /// <inheritdoc/>
    protected override void Configure(Microsoft.AspNetCore.Builder.WebApplicationBuilder builder)
    {
        base.Configure(builder);
        builder.Configuration["VisionZero:WatchesContent"] = "true";
    }
}

/// <summary>What <c>content watch</c> shows is not published.</summary>
public sealed class PreviewTests(PreviewPlatform platform) : IClassFixture<PreviewPlatform>
{
    [Fact]
    public async Task The_newest_version_is_in_force_and_nothing_is_published()
    {
        (await platform.EnrolledOnAsync((await platform.TrainerAsync()).Login, "foundation")).ShouldBe(3);
        (await platform.PublicationAsync("foundation", 1)).ShouldBeNull();
        (await platform.ProposeAsync("foundation", 2)).Refusals[0].Code.ShouldBe("publication.preview");
        (await platform.SendAsync(Platform.Person(Role.Approver), new PublishCourse("foundation", 2, 0))).Refusals[0].Code.ShouldBe("publication.preview");
        using var reviewer = await platform.SignInAsync(platform.Reviewer);
        (await reviewer.OpenAsync("/staff/courses")).Status.ShouldBe(HttpStatusCode.OK);
        reviewer.Page.Body!.TextContent.ShouldContain("as they are being written");
    }
}
