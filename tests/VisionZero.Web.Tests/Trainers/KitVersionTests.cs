using Microsoft.Extensions.DependencyInjection;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Trainers.Kit;
using VisionZero.Web.Tests.Courses;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Trainers;

/// <summary>A platform on which a version 2 lies that nobody has published.</summary>
public sealed class KitVersionPlatform : PublishingPlatform;

/// <summary>Staff and trainers are given what learners are examined with, not what lies on the disk.</summary>
public sealed class KitVersionTests(KitVersionPlatform platform) : IClassFixture<KitVersionPlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_kit_is_of_the_version_in_force_and_of_the_next_one_from_its_day_on()
    {
        var now = platform.Clock.GetUtcNow();
        var kit = await KitAsync(now);
        kit.Course.Version.ShouldBe(1);
        var (trainer, _) = await platform.TrainerAsync();
        using var visitor = await platform.SignInAsync(trainer);
        await visitor.OpenAsync("/materials/read/handbook-learners.en");
        visitor.Page.Body!.TextContent.ShouldNotContain("A quokka asks why.");

        (await platform.ProposeAsync("foundation", 2)).Refusals.ShouldBeEmpty();
        var day = DateOnly.FromDateTime(now.UtcDateTime).AddDays(3);
        (await platform.SendAsync(Actors.Of(platform.Approver), new ScheduleCourse("foundation", 2, day, (await platform.PublicationAsync("foundation", 2))!.Version))).Refusals.ShouldBeEmpty();
        var begins = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        (await KitAsync(begins.AddTicks(-1))).ShouldBeSameAs(kit);
        var next = await KitAsync(begins);
        next.Course.Version.ShouldBe(2);

        // Nothing on this poster has changed: it is another file all the same.
        var poster = new KitFile(KitKind.Poster, 7, "en");
        next.Key(poster).ShouldNotBe(kit.Key(poster));
        next.Hash(poster).ShouldNotBe(kit.Hash(poster));
        var press = platform.Services.GetRequiredService<KitPress>();
        (await press.MakeAsync(kit, poster)).ShouldNotBeNull();
        (await press.MakeAsync(next, poster)).ShouldNotBeNull();
        await press.ClearAsync(next, Ct);
        (await platform.ReadAsync(q => press.FindAsync(q, kit, poster, Ct))).ShouldBeNull();
        (await platform.ReadAsync(q => press.FindAsync(q, next, poster, Ct))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Staff_look_after_the_questions_of_the_version_in_force_and_of_those_before()
    {
        await platform.PaperAsync("professional", "p1-05");
        await platform.StaffAsync();
        using var reviewer = await platform.SignInAsync(platform.Reviewer);
        await reviewer.OpenAsync("/staff/items?course=professional");
        Options(reviewer).ShouldBe(["foundation/1", "professional/1"]);
        reviewer.Page.Body!.TextContent.ShouldContain("1 papers were drawn");
        await reviewer.OpenAsync(reviewer.Page.QuerySelector("tbody a")!.GetAttribute("href")!);
        reviewer.Page.QuerySelector("a[href='/en/staff/items?course=professional&version=1']").ShouldNotBeNull();

        (await platform.ProposeAsync("professional", 2)).Refusals.ShouldBeEmpty();
        (await platform.SendAsync(Actors.Of(platform.Approver), new PublishCourse("professional", 2, (await platform.PublicationAsync("professional", 2))!.Version))).Refusals.ShouldBeEmpty();
        await reviewer.OpenAsync("/staff/items?course=professional");
        Options(reviewer).ShouldBe(["foundation/1", "professional/2", "professional/1"]);
        reviewer.Page.QuerySelector("option[selected]")!.GetAttribute("value").ShouldBe("professional/2");
        await reviewer.OpenAsync("/staff/items?bank=professional/1");
        reviewer.Page.QuerySelector("option[selected]")!.GetAttribute("value").ShouldBe("professional/1");
    }

    private static IEnumerable<string?> Options(Visitor visitor) => visitor.Page.QuerySelectorAll("select[name=bank] option").Select(o => o.GetAttribute("value"));

    private async Task<KitEdition> KitAsync(DateTimeOffset at) =>
        (await platform.ReadAsync(q => platform.Services.GetRequiredService<KitLibrary>().InForceAsync(q, at, Ct))).ShouldNotBeNull();
}
