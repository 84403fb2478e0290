using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Features.Learning.Along;
using VisionZero.Web.Tests.Http;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Learning;

/// <summary>What was done without a connection comes into the log once, by whom it belongs to, judged as on the page.</summary>
public sealed class AlongTests(TypedPlatform platform) : IClassFixture<TypedPlatform>
{
    private const string Address = "/en/learn/foundation/along";

    private static readonly Guid Phone = Guid.CreateVersion7();
    private static readonly Guid Tablet = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_handed_over_twice_is_taken_once_and_what_cannot_be_taken_is_told_in_the_readers_language()
    {
        var learner = await EnrolledAsync();
        using var visitor = await learner.VisitAsync();
        var lessons = platform.Course.Rule(1).Lessons.Select(l => l.Key).ToList();
        Work[] work = [.. lessons.Select((l, i) => new Work(i + 1, l)), new(lessons.Count + 1, TypedPlatform.Check, Typed: "Near miss"), new(lessons.Count + 2, "no-such-item", Chosen: ["a"])];

        var first = await HandOverAsync(visitor, learner, Phone, work);
        var again = await HandOverAsync(visitor, learner, Phone, work);

        foreach (var answer in new[] { first, again })
        {
            var refused = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("refused").EnumerateArray().ToList();
            refused.ShouldHaveSingleItem().GetProperty("number").GetInt32().ShouldBe(lessons.Count + 2);
            refused[0].GetProperty("words").GetString()!.ShouldEndWith(" · " + platform.Services.GetRequiredService<TextSource>().For("en")["refusals.enrolment.no-such-question"]);
        }

        var enrolment = await learner.EnrolmentAsync();
        enrolment.Lessons.ShouldBe(lessons.Select(l => Enrolment.LessonKey(1, l)));
        enrolment.Checks.ShouldHaveSingleItem().Right.ShouldBeTrue();
        enrolment.Devices.ShouldBe(new Dictionary<Guid, int> { [Phone] = lessons.Count + 1 });
        enrolment.Version.ShouldBe(1 + lessons.Count + 1 + 1);
        (await TypedAsync(learner)).ShouldBe("Near miss");
    }

    [Fact]
    public async Task What_was_typed_last_is_kept_whichever_device_tells_first()
    {
        var learner = await EnrolledAsync();
        using var visitor = await learner.VisitAsync();
        await HandOverAsync(visitor, learner, Phone, [.. platform.Course.Rule(1).Lessons.Select((l, i) => new Work(i + 1, l.Key, -90))]);

        await HandOverAsync(visitor, learner, Tablet, new Work(1, TypedPlatform.Check, -10, Typed: "near miss"));
        await HandOverAsync(visitor, learner, Phone, new Work(90, TypedPlatform.Check, -60, Typed: "a nuisance"));

        (await TypedAsync(learner)).ShouldBe("near miss");
        (await learner.EnrolmentAsync()).Checks.ShouldHaveSingleItem().Right.ShouldBeTrue();
        // What is answered on the page now is later than both.
        (await learner.SendAsync(new AnswerCheck(learner.EnrolmentId(), 1, [new GivenAnswer(TypedPlatform.Check, [], "luck")]))).Ok.ShouldBeTrue();
        (await TypedAsync(learner)).ShouldBe("luck");
    }

    [Fact]
    public async Task The_same_words_on_the_page_are_an_answer_of_their_own_when_a_device_answered_otherwise_meanwhile()
    {
        var learner = await EnrolledAsync();
        using var visitor = await learner.VisitAsync();
        await HandOverAsync(visitor, learner, Phone, [.. platform.Course.Rule(1).Lessons.Select((l, i) => new Work(i + 1, l.Key, -90))]);
        var item = platform.Course.Rule(1).Check.First(i => !i.Key.IsTyped);
        var answer = new AnswerCheck(learner.EnrolmentId(), 1, [AnswerFields.Given(item)]);
        (await learner.SendAsync(answer)).Ok.ShouldBeTrue();
        (await learner.SendAsync(answer)).Ok.ShouldBeTrue();
        (await learner.EnrolmentAsync()).Version.ShouldBe(1 + platform.Course.Rule(1).Lessons.Count + 1 + 1, "sent twice is one answer");

        platform.Clock.Advance(TimeSpan.FromHours(2));
        (await learner.SendAsync(answer)).Ok.ShouldBeTrue();
        await HandOverAsync(visitor, learner, Phone, new Work(80, item.Key.Id, -60, Chosen: [.. item.Key.WrongAnswer()]));

        (await learner.EnrolmentAsync()).Checks.ShouldHaveSingleItem().Right.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_done_in_an_earlier_round_is_not_taken_silently()
    {
        var learner = await EnrolledAsync();
        using var visitor = await learner.VisitAsync();
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Events.StartStream<Enrolment>(learner.EnrolmentId(2), new EnrolmentEvent.Enrolled(learner.TrainerId, "foundation", 1, Level.Foundation, 2, platform.Clock.GetUtcNow()));
            await session.SaveChangesAsync(Ct);
        }

        var answer = await HandOverAsync(visitor, learner, Phone, new Work(1, platform.Course.Rule(1).Lessons[0].Key));

        var refused = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("refused")[0];
        refused.GetProperty("words").GetString()!.ShouldContain("earlier round");
        (await learner.EnrolmentAsync()).Lessons.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_too_long_is_refused_by_its_number_and_holds_nothing_up()
    {
        var learner = await EnrolledAsync();
        using var visitor = await learner.VisitAsync();
        var lesson = platform.Course.Rule(1).Lessons[0].Key;

        var answer = await HandOverAsync(visitor, learner, Phone, new Work(1, TypedPlatform.Check, Typed: new string('x', TypedAnswers.Longest + 1)), new Work(2, lesson));

        var refused = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("refused").EnumerateArray().ToList().ShouldHaveSingleItem();
        refused.GetProperty("number").GetInt32().ShouldBe(1);
        (await learner.EnrolmentAsync()).Lessons.ShouldBe([Enrolment.LessonKey(1, lesson)]);
    }

    [Fact]
    public async Task What_was_done_in_another_course_is_told_in_the_words_of_that_course()
    {
        var learner = await EnrolledAsync();
        await platform.CertifyAsync(learner.TrainerId, Level.Foundation);
        var id = (await learner.SendAsync(new Enrol("professional"))).Id!.Value;
        using var visitor = await learner.VisitAsync();
        var second = platform.Services.GetRequiredService<CourseLibrary>().Find("professional")!.Rule(1).Lessons[1];

        using var answer = await HandOverAsync(visitor, learner, Phone, [new Work(1, second.Key)], Address, id);

        var refused = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("refused").EnumerateArray().ToList().ShouldHaveSingleItem();
        refused.GetProperty("words").GetString()!.ShouldContain(second.In("en").Title);
    }

    [Fact]
    public async Task Nobody_hands_over_for_another_without_the_word_of_a_form_or_more_than_is_allowed()
    {
        var learner = await EnrolledAsync();
        var other = await EnrolledAsync();
        using var visitor = await learner.VisitAsync();
        using var stranger = await other.VisitAsync();
        var lesson = platform.Course.Rule(1).Lessons[0].Key;

        (await HandOverAsync(stranger, learner, Phone, new Work(1, lesson))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await HandOverAsync(visitor, learner, Phone, [.. Enumerable.Range(1, HandOverWork.Most + 1).Select(i => new Work(i, lesson))])).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await HandOverAsync(visitor, learner, Phone)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SendAsync(visitor, learner, Phone, "", new Work(1, lesson))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await HandOverAsync(visitor, learner, Phone, [new Work(1, "no-such-lesson")], "/en/learn/no-such-course/along")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await learner.EnrolmentAsync()).Version.ShouldBe(1);
    }

    [Fact]
    public async Task The_words_for_a_typed_answer_are_no_answer_here_either()
    {
        var learner = await EnrolledAsync();
        using var visitor = await learner.VisitAsync();
        var work = platform.Course.Rule(1).Lessons.Select((l, i) => new Work(i + 1, l.Key)).Append(new Work(90, TypedPlatform.Check, Chosen: ["accepted"])).ToArray();

        var answer = await HandOverAsync(visitor, learner, Phone, work);

        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("refused")[0].GetProperty("number").GetInt32().ShouldBe(90);
        (await learner.EnrolmentAsync()).ShouldSatisfyAllConditions(e => e.Checks.ShouldBeEmpty(), e => e.Lessons.Count.ShouldBe(platform.Course.Rule(1).Lessons.Count));
    }

    [Fact]
    public async Task The_page_of_a_rule_has_its_lessons_its_questions_with_their_keys_and_no_form()
    {
        var learner = await EnrolledAsync();
        (await learner.SendAsync(new CompleteLesson(learner.EnrolmentId(), 1, platform.Course.Rule(1).Lessons[0].Key))).Ok.ShouldBeTrue();
        using var visitor = await learner.VisitAsync();

        await visitor.OpenAsync("/learn/foundation/1/along");

        visitor.Page.QuerySelectorAll("[data-lesson]").Select(l => $"{l.GetAttribute("data-lesson")} {l.GetAttribute("data-read")}").ShouldBe(platform.Course.Rule(1).Lessons.Select((l, i) => $"{l.Key} {(i == 0 ? "true" : "false")}"));
        visitor.Page.QuerySelectorAll("[data-item]").Select(q => $"{q.GetAttribute("data-item")} {q.GetAttribute("data-key")}").ShouldBe(platform.Course.Rule(1).Check.Select(i => $"{i.Key.Id} {(i.Key.IsTyped ? "" : string.Join(',', i.Key.Correct))}"));
        visitor.Page.QuerySelectorAll("main form").ShouldBeEmpty();
        // A device that is sent the page of a paper would have its keys; only practice is taken along.
        visitor.Page.Body!.TextContent.ShouldNotContain(platform.Course.Rule(1).Bank[0].In("en").Stem);
    }

    [Fact]
    public async Task The_device_can_put_the_platform_beside_its_applications_in_each_language()
    {
        using var visitor = new Visitor(platform.Address);
        foreach (var (locale, direction) in new[] { ("en", "ltr"), ("ar", "rtl") })
        {
            using var answer = await visitor.Client.GetAsync(new Uri($"/{locale}/app.webmanifest", UriKind.Relative), Ct);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/manifest+json");
            var manifest = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
            (manifest.GetProperty("start_url").GetString(), manifest.GetProperty("dir").GetString()).ShouldBe(($"/{locale}/learn", direction));
        }

        using var worker = await visitor.Client.GetAsync(new Uri("/sw.js", UriKind.Relative), Ct);
        worker.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<Learner> EnrolledAsync()
    {
        var learner = await platform.LearnerAsync();
        (await learner.SendAsync(new Enrol("foundation"))).Ok.ShouldBeTrue();
        platform.Clock.Advance(TimeSpan.FromDays(14));
        return learner;
    }

    private Task<HttpResponseMessage> HandOverAsync(Visitor visitor, Learner learner, Guid device, params Work[] work) => HandOverAsync(visitor, learner, device, work, Address);

    private async Task<HttpResponseMessage> HandOverAsync(Visitor visitor, Learner learner, Guid device, Work[] work, string address, Guid? enrolment = null)
    {
        var word = await visitor.Client.GetFromJsonAsync<JsonElement>(new Uri($"{Address}?handler=Token", UriKind.Relative), Ct);
        return await SendAsync(visitor, learner, device, word.GetProperty("token").GetString()!, work, address, enrolment);
    }

    private Task<HttpResponseMessage> SendAsync(Visitor visitor, Learner learner, Guid device, string word, params Work[] work) => SendAsync(visitor, learner, device, word, work, Address);

    private async Task<HttpResponseMessage> SendAsync(Visitor visitor, Learner learner, Guid device, string word, Work[] work, string address, Guid? enrolment = null)
    {
        var now = platform.Clock.GetUtcNow();
        List<KeyValuePair<string, string>> form = [new("__RequestVerificationToken", word), new("enrolment", $"{enrolment ?? learner.EnrolmentId()}"), new("device", $"{device}"), new("sent", Milliseconds(now))];
        foreach (var (w, i) in work.Select((w, i) => (w, i)))
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"work[{i}].");
            form.AddRange([new($"{place}number", $"{w.Number}"), new($"{place}rule", "1"), new($"{place}key", w.Key), new($"{place}at", Milliseconds(now.AddMinutes(w.Minutes)))]);
            if (w.Chosen is not null || w.Typed is not null)
            {
                form.AddRange([new($"{place}answers", "true"), .. (w.Chosen ?? []).Select(c => KeyValuePair.Create($"{place}chosen", c)), new($"{place}typed", w.Typed ?? "")]);
            }
        }

        using var content = new FormUrlEncodedContent(form);
        return await visitor.Client.PostAsync(new Uri(address, UriKind.Relative), content, Ct);
    }

    private static string Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private async Task<string?> TypedAsync(Learner learner)
    {
        var enrolment = await learner.EnrolmentAsync();
        return (await platform.ReadAsync(q => q.LoadAsync<TypedAnswers>(learner.EnrolmentId(), Ct)))?.For(0, TypedPlatform.Check, enrolment.Checks.Single(c => c.ItemId == TypedPlatform.Check).Chosen);
    }

    private sealed record Work(int Number, string Key, int Minutes = -30, string[]? Chosen = null, string? Typed = null);
}
