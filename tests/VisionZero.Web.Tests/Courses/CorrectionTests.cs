using System.Net;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Hosting;
using VisionZero.Web.Storage;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Courses;

/// <summary>A platform whose published texts are changed beside it.</summary>
public sealed class CorrectionPlatform : PublishingPlatform;

/// <summary>Texts of a published version change: learners read what was published until two people have published the correction.</summary>
public sealed class CorrectionTests(CorrectionPlatform platform) : IClassFixture<CorrectionPlatform>
{
    private const string Scene = "foundation/v1/rule-1/scene-warehouse.svg";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changed_texts_reach_nobody_until_they_are_corrected_with_four_eyes()
    {
        await platform.StaffAsync();
        var paper = await platform.PaperAsync("foundation", "f1-26");
        var content = PublishingPlatform.Copy(platform.Content);
        PublishingPlatform.Change(content, "foundation/v1/rule-1/items.en.yaml", "stem: \"", "stem: \"Now: ");
        PublishingPlatform.Change(content, "foundation/v1/rule-1/talk.en.md", "Water for everybody", "Water for every quokka");
        // Two spots change places: the key stays what it was, and what is right turns round.
        PublishingPlatform.Change(content, Scene, "id=\"spot-a\"", "id=\"spot-x\"");
        PublishingPlatform.Change(content, Scene, "id=\"spot-b\"", "id=\"spot-a\"");
        PublishingPlatform.Change(content, Scene, "id=\"spot-x\"", "id=\"spot-b\"");
        await using var again = await platform.StartAgainAsync(content);
        var (published, disk) = (Served(platform.Services), again.App.Services.GetRequiredService<CourseLibrary>().FindWritten("foundation", 1)!);
        Said(Served(again.App.Services)).ShouldBe(Said(published));
        Said(disk).ShouldNotBe(Said(published));

        using var reviewer = await SignInAsync(again.Address, platform.Reviewer.Email);
        await reviewer.OpenAsync("/staff/courses");
        reviewer.Page.Body!.TextContent.ShouldContain("Texts differ");
        await reviewer.OpenAsync("/staff/courses/foundation/1");
        reviewer.Page.Body!.TextContent.ShouldContain("rule-1/items.en.yaml · changed");
        reviewer.Page.Body!.TextContent.ShouldContain("Learners go on reading what was published");
        // The correction of an English text waits for its translation.
        reviewer.Page.Body!.TextContent.ShouldContain("courses/foundation/v1/rule-1/items.zh.yaml:1: the English text is newer.");
        reviewer.Page.QuerySelector("form[action*='handler=Propose']").ShouldBeNull();

        Translations.Accept(content);
        await reviewer.OpenAsync("/staff/courses/foundation/1");
        await reviewer.PressAsync("Propose");
        using var approver = await SignInAsync(again.Address, platform.Approver.Email);
        await approver.OpenAsync("/staff/courses/foundation/1");
        await approver.FollowAsync("Read the difference, line by line");
        approver.Page.QuerySelector("[aria-labelledby=item-f1-01] ins")!.TextContent.ShouldBe("Now: ");
        approver.Page.QuerySelector("[aria-labelledby=rule-1-talk-en-md]")!.TextContent.ShouldContain("quokka");
        approver.Page.QuerySelector("[aria-labelledby=rule-1-scene-warehouse-svg]")!.TextContent.ShouldContain("spot-b");
        approver.Page.QuerySelectorAll("select[name=locale] option").Select(o => o.GetAttribute("value")).ShouldBe(["en"]);
        await approver.OpenAsync("/staff/courses/foundation/1");
        Said(Served(again.App.Services)).ShouldBe(Said(published), "a proposal is no publication");
        await approver.PressAsync("Publish correction");

        approver.Page.Body!.TextContent.ShouldContain("The correction is published.");
        approver.Page.Body!.TextContent.ShouldNotContain("rule-1/items.en.yaml · changed");
        Said(Served(again.App.Services)).ShouldBe(Said(disk));
        (await platform.PublicationAsync("foundation", 1))!.InForceFrom!.Value.ShouldBeLessThan((await platform.PublicationAsync("foundation", 1))!.FixedAt!.Value);
        // The process that still has the old files serves what is published now, and says that its files differ.
        await platform.ReadAsync(async q =>
        {
            await platform.Services.GetRequiredService<ServedCourses>().RefreshAsync(q, Ct);
            return true;
        });
        Said(Served(platform.Services)).ShouldBe(Said(disk));
        using var old = await platform.SignInAsync(platform.Reviewer);
        (await old.OpenAsync("/staff/courses/foundation/1")).Page.Body!.TextContent.ShouldContain("rule-1/items.en.yaml · changed");
        // A paper of before is shown with its own words.
        await approver.OpenAsync($"/staff/papers/{paper}/1");
        approver.Page.Body!.TextContent.ShouldContain("the paper is the same, question for question");
        approver.Page.Body!.TextContent.ShouldContain("Below are the words as they were shown then.");
    }

    [Fact]
    public async Task What_was_published_before_files_were_kept_is_kept_by_the_next_start()
    {
        var sha256 = (await platform.PublicationAsync("professional", 1))!.Sha256;
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Delete<KeptCourse>(sha256);
            await session.SaveChangesAsync(Ct);
        }

        await using var again = await platform.StartAgainAsync(platform.Content);

        var kept = (await platform.ReadAsync(q => q.LoadAsync<KeptCourse>(sha256, Ct))).ShouldNotBeNull();
        (await platform.Services.GetRequiredService<FileStore>().ReadAsync(kept.File, Ct)).ShouldNotBeNull().MediaType.ShouldBe(CourseArchive.MediaType);
    }

    [Fact]
    public async Task A_scheme_that_asks_for_more_than_is_left_of_a_bank_stops_the_start()
    {
        var outline = Served(platform.Services).Outline;
        var (rule, left) = outline.Rules.Select(r => (r, r.Bank.Count(i => i.Difficulty == 3))).MinBy(r => r.Item2);
        await platform.StaffAsync();
        (await platform.SendAsync(Actors.Of(platform.Reviewer), new WithdrawItem("foundation", 1, rule.Bank.First(i => i.Difficulty == 3).Id, "ambiguous"))).Refusals.ShouldBeEmpty();
        var content = PublishingPlatform.Copy(platform.Content);
        PublishingPlatform.Change(content, "../scheme/v1.yaml", "items-per-rule: { value: [1, 1, 1]", $"items-per-rule: {{ value: [1, 1, {left}]");

        var refused = await Should.ThrowAsync<StartRefusedException>(() => platform.StartAgainAsync(content));

        refused.Message.ShouldContain($"courses/foundation/v1: rule {rule.Rule} has {left - 1} items of difficulty 3 that are not withdrawn, and the scheme draws {left}");
    }

    private static Course Served(IServiceProvider services) => services.GetRequiredService<CourseLibrary>().Find("foundation", 1)!;

    private static (string Stem, string Picture) Said(Course course) => (course.Item("f1-01")!.In("en").Stem, course.Item("f1-26")!.Picture!);

    private static async Task<Visitor> SignInAsync(string address, string email)
    {
        var visitor = new Visitor(address);
        await visitor.OpenAsync("/sign-in");
        return await visitor.SubmitAsync(("Email", email), ("Password", People.Password));
    }

    private static class Translations
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
