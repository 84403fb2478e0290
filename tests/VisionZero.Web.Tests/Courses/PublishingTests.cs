using System.Net;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Practices;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Practices;
using VisionZero.Web.Hosting;
using VisionZero.Web.Tests.Http;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Courses;

/// <summary>From files to learners: the start publishes the first version, two people every other.</summary>
public sealed class PublishingTests(PublishingPlatform platform) : IClassFixture<PublishingPlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_start_publishes_the_first_version_of_each_course_and_nothing_else()
    {
        foreach (var course in new[] { "foundation", "professional" })
        {
            var events = await platform.ReadAsync(q => q.Events.FetchStreamAsync(DeterministicId.Publication(course, 1), token: Ct));
            events[0].UserName.ShouldBe("job:publish-first-versions");
            var published = events[0].Data.ShouldBeOfType<PublicationEvent.Published>();
            published.By.ShouldBeNull();
            published.Sha256.ShouldBe(CourseManifest.Of(Path.Combine(platform.Content, "courses", course, "v1")).Sha256);
            (await platform.ReadAsync(q => q.LoadAsync<PublishedManifest>(published.Sha256, Ct))).ShouldNotBeNull().Files.ShouldContain(f => f.Path == "rule-7/items.zh.yaml");
        }

        (await platform.PublicationAsync("foundation", 3)).ShouldBeNull();
    }

    [Fact]
    public async Task A_start_after_the_first_publishes_nothing()
    {
        await using var again = await platform.StartAgainAsync(platform.Content);

        (await platform.ReadAsync(q => q.Events.FetchStreamAsync(DeterministicId.Publication("professional", 1), token: Ct))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_people_publish_and_learners_stay_on_what_they_began()
    {
        await platform.StaffAsync();
        var (early, _) = await platform.TrainerAsync();
        (await platform.EnrolledOnAsync(early, "foundation")).ShouldBe(1);

        using var reviewer = await platform.SignInAsync(platform.Reviewer);
        await reviewer.OpenAsync("/staff");
        await reviewer.FollowAsync("Courses");
        reviewer.Page.Body!.TextContent.ShouldContain("Being written");
        await reviewer.OpenAsync("/staff/courses/foundation/2");
        reviewer.Page.QuerySelector("form[action*='handler=Publish']").ShouldBeNull();
        await reviewer.PressAsync("Propose");
        reviewer.Page.Body!.TextContent.ShouldContain("Another person has to publish it.");
        using var approver = await platform.SignInAsync(platform.Approver);
        await approver.OpenAsync("/staff/courses/foundation/2");
        (await platform.EnrolledOnAsync((await platform.TrainerAsync()).Login, "foundation")).ShouldBe(1);
        await approver.PressAsync("Publish");
        approver.Page.Body!.TextContent.ShouldContain("Learners enrol on this version from now on.");

        (await platform.EnrolledOnAsync((await platform.TrainerAsync()).Login, "foundation")).ShouldBe(2);
        (await platform.EnrolledOnAsync(early, "foundation")).ShouldBe(1);
        await ReadsWhatIsNewAsync(early);
    }

    [Fact]
    public async Task A_schedule_comes_into_force_by_the_clock()
    {
        (await platform.ProposeAsync("professional", 2)).Refusals.ShouldBeEmpty();
        using var approver = await platform.SignInAsync(platform.Approver);
        await approver.OpenAsync("/staff/courses/professional/2");
        await approver.PressAsync("Schedule", ("From", "2026-11-01"));
        approver.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        approver.Page.Body!.TextContent.ShouldContain("Choose a day to come.");
        var day = DateOnly.FromDateTime(platform.Clock.GetUtcNow().UtcDateTime).AddDays(3);
        await approver.PressAsync("Schedule", ("From", day.ToString("O", null)));
        approver.Page.Body!.TextContent.ShouldContain("Cancel the schedule");

        (await InForceAsync(platform.Clock.GetUtcNow())).ShouldBe(1);
        (await InForceAsync(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddTicks(-1))).ShouldBe(1);
        (await InForceAsync(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero))).ShouldBe(2);

        await approver.PressAsync("Cancel the schedule");
        (await InForceAsync(platform.Clock.GetUtcNow().AddDays(30))).ShouldBe(1);
        (await platform.PublicationAsync("professional", 2))!.StateAt(platform.Clock.GetUtcNow()).ShouldBe(PublicationState.Draft);
    }

    [Fact]
    public async Task A_version_with_a_stale_translation_is_refused_with_file_and_line()
    {
        var outcome = await platform.ProposeAsync("foundation", 3);

        outcome.Refusals.ShouldHaveSingleItem().Code.ShouldBe("publication.not-clean");
        outcome.Refusals[0].Arguments["first"].ShouldBe("courses/foundation/v3/rule-2/card.de.md:1: the English text is newer. Compare them, then: ./vz content accept courses/foundation/v3/rule-2/card.de.md");
        using var reviewer = await platform.SignInAsync(platform.Reviewer);
        await reviewer.OpenAsync("/staff/courses/foundation/3");
        reviewer.Page.Body!.TextContent.ShouldContain("4 things to mend before it can be published");
        reviewer.Page.QuerySelector("form[action*='handler=Propose']").ShouldBeNull();
    }

    [Fact]
    public async Task Only_an_approver_publishes_and_only_staff_propose()
    {
        await platform.StaffAsync();
        (await platform.SendAsync(Actors.Of(platform.Reviewer), new PublishCourse("foundation", 3, 0))).Refusals[0].Code.ShouldBe("general.not-allowed");
        (await platform.SendAsync(Platform.Person(Role.Administrator), new PublishCourse("foundation", 3, 0))).Refusals[0].Code.ShouldBe("general.not-allowed");
        (await platform.SendAsync(Platform.Person(Role.Trainer), new ProposePublication("foundation", 3, "", 0))).Refusals[0].Code.ShouldBe("general.not-allowed");
        (await platform.SendAsync(Actors.Of(platform.Approver), new PublishFirstVersions())).Refusals[0].Code.ShouldBe("general.not-allowed");
        (await platform.SendAsync(Actors.Of(platform.Approver), new PublishCourse("foundation", 3, 0))).Refusals[0].Code.ShouldBe("publication.not-proposed");
        (await platform.SendAsync(Actors.Of(platform.Approver), new PublishCourse("foundation", 9, 0))).IsNotFound.ShouldBeTrue();
        using var trainer = await platform.SignedInVisitorAsync(Role.Trainer);
        (await trainer.OpenAsync("/staff/courses")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Staff_read_the_difference_line_by_line_with_the_words_marked()
    {
        await platform.StaffAsync();
        using var reviewer = await platform.SignInAsync(platform.Reviewer);
        await reviewer.OpenAsync("/staff/courses/foundation/diff?from=1&to=2");

        reviewer.Page.QuerySelector("#item-f1-92 .tag")!.TextContent.ShouldBe("added");
        reviewer.Page.QuerySelector("#item-f1-02 .tag")!.TextContent.ShouldBe("removed");
        reviewer.Page.QuerySelector("[aria-labelledby=item-f1-01] ins")!.TextContent.ShouldBe("Now: ");
        var sheet = reviewer.Page.QuerySelector("[aria-labelledby=rule-1-lesson-1-en-md]")!;
        sheet.QuerySelector(".difference-added")!.TextContent.ShouldContain("+Added:");
        sheet.TextContent.ShouldContain("A quokka asks why.");
        reviewer.Page.QuerySelector("#rule-2").ShouldBeNull("nothing differs there");

        await reviewer.OpenAsync("/staff/courses/foundation/diff?from=2&to=2&locale=zh");
        reviewer.Page.Body!.TextContent.ShouldContain("Nothing differs in this language.");
        (await reviewer.OpenAsync("/staff/courses/foundation/diff?from=1&to=77")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await reviewer.OpenAsync("/staff/courses/nothing/1")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Staff_read_a_translation_beside_the_english_and_what_is_stale_first()
    {
        await platform.StaffAsync();
        using var reviewer = await platform.SignInAsync(platform.Reviewer);
        await reviewer.OpenAsync("/staff/courses/foundation/3");
        await reviewer.FollowAsync("Translations beside the English");
        reviewer.Page.QuerySelector("[aria-labelledby=waiting] h2")!.TextContent.ShouldBe("1 file to look at in this language");
        reviewer.Page.QuerySelector("[aria-labelledby=waiting] li a")!.GetAttribute("href")!.ShouldEndWith("/staff/courses/foundation/3/translations?locale=zh&rule=2#part-card");
        var first = reviewer.Page.QuerySelectorAll("main article.card")[0];
        first.QuerySelector("h3")!.Id.ShouldBe("part-card");
        first.QuerySelector("summary")!.TextContent.ShouldContain("older than the English");
        reviewer.Page.QuerySelectorAll("main article details[open]").Length.ShouldBe(1, "what is up to date lies folded");

        var card = platform.Services.GetRequiredService<CourseLibrary>().FindWritten("foundation", 3)!.Rule(2).Card!;
        var summary = first.QuerySelectorAll(".beside").Single(row => row.Children[0].TextContent.Trim() == card.In("en").Summary);
        summary.Children[1].TextContent.Trim().ShouldBe(card.In("zh").Summary);
        summary.Children[1].GetAttribute("lang").ShouldBe("zh");
        reviewer.Page.QuerySelectorAll("main img").ShouldBeEmpty("of a picture its words are translated");

        await reviewer.OpenAsync("/staff/courses/foundation/2/translations?locale=de&rule=5");
        reviewer.Page.Body!.TextContent.ShouldContain("Every file in this language was compared with the English text as it is now.");
        reviewer.Page.QuerySelectorAll(".beside > [lang=de]").ShouldAllBe(text => text.TextContent.Trim().Length > 0);
        (await reviewer.OpenAsync("/staff/courses/foundation/77/translations")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_published_outline_that_changed_stops_the_start_and_names_the_files()
    {
        var content = PublishingPlatform.Copy(platform.Content);
        PublishingPlatform.Change(content, "professional/v1/rule-3/items.yaml", "difficulty: 2", "difficulty: 3");
        PublishingPlatform.Change(content, "professional/v1/rule-4/items.en.yaml", "stem: \"", "stem: \"Now: ");

        var refused = await Should.ThrowAsync<StartRefusedException>(() => platform.StartAgainAsync(content));

        refused.Message.ShouldContain("courses/professional/v1 was published, and its outline (items, keys, lessons) has changed since: rule-3/items.yaml (changed).");
        refused.Message.ShouldContain("copy the folder to v3");
        System.IO.Directory.Delete(Path.Combine(content, "courses/professional/v1"), recursive: true);
        (await Should.ThrowAsync<StartRefusedException>(() => platform.StartAgainAsync(content))).Message.ShouldContain("courses/professional/v1: this version is published");
    }

    [Fact]
    public async Task A_rubric_that_is_broken_or_that_practices_miss_stops_the_start()
    {
        var content = PublishingPlatform.Copy(platform.Content);
        await System.IO.File.AppendAllTextAsync(Path.Combine(content, "rubric/v1/de.yaml"), "\n- key: unheard\n  title: \"Neu\"\n  levels: [a, b, c, d]\n", Ct);
        (await Should.ThrowAsync<ContentException>(() => platform.StartAgainAsync(content))).Message.ShouldContain("rubric/v1/de.yaml:1: has other criteria");

        var practice = Guid.CreateVersion7();
        await using var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.Events.StartStream<Practice>(practice, new PracticeEvent.Begun(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.Empty, 1, 7, 1, platform.Clock.GetUtcNow()));
        await session.SaveChangesAsync(Ct);
        (await Should.ThrowAsync<StartRefusedException>(() => platform.StartAgainAsync(platform.Content))).Message.ShouldContain("rubric/v7: teaching practices were begun with this version");

        session.Events.Append(practice, new PracticeEvent.Withdrawn(platform.Clock.GetUtcNow()));
        await session.SaveChangesAsync(Ct);
        await using var started = await platform.StartAgainAsync(platform.Content);
    }

    [Fact]
    public async Task A_rubric_in_use_whose_criteria_changed_stops_the_start_and_words_do_not()
    {
        var practice = Guid.CreateVersion7();
        await using var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.Events.StartStream<Practice>(practice, new PracticeEvent.Begun(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.Empty, 1, 1, 1, platform.Clock.GetUtcNow()));
        await session.SaveChangesAsync(Ct);
        var content = PublishingPlatform.Copy(platform.Content);
        Mend("title: \"", "title: \"Now: ");
        await using (await platform.StartAgainAsync(content))
        {
            (await platform.ReadAsync(q => q.LoadAsync<RubricInUse>("v1", Ct)))!.Criteria[0].ShouldBe("aim");
        }

        Mend("key: aim", "key: goal");
        (await Should.ThrowAsync<StartRefusedException>(() => platform.StartAgainAsync(content))).Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain("rubric/v1/en.yaml: teaching practices were begun with this version"),
            m => m.ShouldContain("goal"),
            m => m.ShouldContain("copy the folder to v2"));

        session.Events.Append(practice, new PracticeEvent.Withdrawn(platform.Clock.GetUtcNow()));
        await session.SaveChangesAsync(Ct);

        void Mend(string from, string to)
        {
            foreach (var file in System.IO.Directory.GetFiles(Path.Combine(content, "rubric/v1")))
            {
                System.IO.File.WriteAllText(file, System.IO.File.ReadAllText(file).Replace(from, to, StringComparison.Ordinal));
            }
        }
    }

    private async Task<int> InForceAsync(DateTimeOffset at) =>
        (await platform.ReadAsync(q => platform.Services.GetRequiredService<CoursesInForce>().FindAsync(q, "professional", at, Ct)))!.Version;

    private async Task ReadsWhatIsNewAsync(VisionZero.Web.Features.Accounts.Login learner)
    {
        using var visitor = await platform.SignInAsync(learner);
        await visitor.OpenAsync("/learn/foundation");
        await visitor.FollowAsync("What is new in this course");
        var text = visitor.Page.Body!.TextContent;
        text.ShouldContain("You learn with version 1. Version 2 is the newest.");
        text.ShouldContain("A quokka asks why.");
        text.ShouldContain("Questions: 1 new, 1 changed, 1 taken away.");
        text.ShouldNotContain("Now: ", Case.Sensitive, "questions are not told before they are asked");
        await visitor.OpenAsync("/learn/search?q=quokka");
        visitor.Page.QuerySelectorAll("main li a").ShouldBeEmpty("words of a version the learner does not learn with");
    }
}
