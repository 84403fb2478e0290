using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Tests.Courses;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Learning;

/// <summary>Lessons on a thin line: what a page weighs, and that it need not be sent twice.</summary>
[Collection(nameof(OneSchool))]
public sealed partial class LessonPageTests(LearningPlatform platform)
{
    private const string Lesson = "/en/learn/foundation/1/lesson-1";
    private const int MostBytes = 200_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        using var visitor = await EnrolledAsync();
        using var first = await GetAsync(visitor, null);
        using var second = await GetAsync(visitor, null);

        second.Headers.CacheControl!.Private.ShouldBeTrue();
        second.Headers.CacheControl.NoStore.ShouldBeFalse();
        using var third = await GetAsync(visitor, second.Headers.ETag);

        third.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await third.Content.ReadAsByteArrayAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_learner_does_is_seen_at_once()
    {
        var learner = await platform.LearnerAsync();
        await learner.SendAsync(new Enrol("foundation"));
        using var visitor = await learner.VisitAsync();
        (await GetAsync(visitor, null)).Dispose();
        using var before = await GetAsync(visitor, null);

        await learner.SendAsync(new KeepNote(learner.EnrolmentId(), 1, "lesson-1", "Ask the night shift.", false, ""));
        using var noted = await GetAsync(visitor, before.Headers.ETag);
        (await noted.Content.ReadAsStringAsync(Ct)).ShouldContain("Ask the night shift.");
        await learner.SendAsync(new CompleteLesson(learner.EnrolmentId(), 1, "lesson-1"));
        using var read = await GetAsync(visitor, noted.Headers.ETag);

        read.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_copy_in_a_browser_is_nobody_elses()
    {
        using var visitor = await EnrolledAsync();
        (await GetAsync(visitor, null)).Dispose();
        using var mine = await GetAsync(visitor, null);
        using var other = await EnrolledAsync();
        (await GetAsync(other, null)).Dispose();

        using var theirs = await GetAsync(other, mine.Headers.ETag);

        theirs.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_form_of_a_kept_page_works_only_with_its_cookie_so_without_it_the_page_is_sent()
    {
        using var visitor = await EnrolledAsync();
        (await GetAsync(visitor, null)).Dispose();
        using var kept = await GetAsync(visitor, null);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(platform.Address), Lesson));
        request.Headers.IfNoneMatch.Add(kept.Headers.ETag!);
        request.Headers.Add("Cookie", string.Join("; ", visitor.Cookies.Split("; ").Where(c => !c.StartsWith("vz-form", StringComparison.Ordinal))));
        using var handler = new HttpClientHandler { UseCookies = false };
        using var client = new HttpClient(handler);

        using var answer = await client.SendAsync(request, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("", "", "", false, HttpStatusCode.NotModified)]
    [InlineData("foundation/v1/rule-1/lesson-1.en.md", "title: \"Lesson 1.1 en", "title: \"Lesson 1.1, corrected", false, HttpStatusCode.NotModified)]
    [InlineData("foundation/v1/rule-1/lesson-2.en.md", "title: \"Lesson 1.2 en", "title: \"Lesson 1.2, corrected", true, HttpStatusCode.OK)]
    [InlineData("../locales/en/learning.yaml", "Back to the path", "Back to the way", false, HttpStatusCode.OK)]
    [InlineData("", "", "", true, HttpStatusCode.OK)]
    public async Task A_kept_page_is_sent_again_once_what_is_served_changes_and_always_while_it_is_written(string file, string from, string to, bool watches, HttpStatusCode status)
    {
        using var visitor = await EnrolledAsync();
        (await GetAsync(visitor, null)).Dispose();
        using var kept = await GetAsync(visitor, null);
        var content = PublishingPlatform.Copy(platform.Content);
        if (file.Length > 0)
        {
            PublishingPlatform.Change(content, file, from, to);
        }

        await using var again = await platform.StartAgainAsync(content, watches);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(again.Address), Lesson));
        request.Headers.IfNoneMatch.Add(kept.Headers.ETag!);
        request.Headers.Add("Cookie", visitor.Cookies);
        using var handler = new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler);

        using var answer = await client.SendAsync(request, Ct);

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_lesson_and_all_it_needs_weigh_less_than_200_KB()
    {
        using var visitor = await EnrolledAsync();
        await visitor.OpenAsync(Lesson);
        using var page = await visitor.Client.GetAsync(new Uri(Lesson, UriKind.Relative), Ct);
        var html = await page.Content.ReadAsStringAsync(Ct);
        var weight = (await page.Content.ReadAsByteArrayAsync(Ct)).Length;
        var needed = Address().Matches(html).Select(m => m.Groups[1].Value).Distinct().ToList();
        needed.Count.ShouldBeGreaterThan(2);

        foreach (var address in needed)
        {
            weight += (await visitor.Client.GetByteArrayAsync(new Uri(address, UriKind.Relative), Ct)).Length;
        }

        weight.ShouldBeLessThan(MostBytes);
    }

    [Fact]
    public async Task A_rule_is_printed_with_all_its_sheets_and_no_id_stands_twice()
    {
        using var visitor = await EnrolledAsync();

        await visitor.OpenAsync("/learn/foundation/1/print");

        visitor.Page.QuerySelectorAll("article.sheet").Length.ShouldBe(platform.Course.Rule(1).Lessons.Count);
        var ids = visitor.Page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        ids.Distinct().Count().ShouldBe(ids.Count);
        visitor.Page.QuerySelectorAll("article.sheet h3").Length.ShouldBe(10);
    }

    private async Task<Visitor> EnrolledAsync()
    {
        var learner = await platform.LearnerAsync();
        await learner.SendAsync(new Enrol("foundation"));
        return await learner.VisitAsync();
    }

    private static async Task<HttpResponseMessage> GetAsync(Visitor visitor, EntityTagHeaderValue? known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Lesson, UriKind.Relative));
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }

        return await visitor.Client.SendAsync(request, Ct);
    }

    [GeneratedRegex("(?:src|href|srcset)=\"(/assets/[^\"]+)\"")]
    private static partial Regex Address();
}
