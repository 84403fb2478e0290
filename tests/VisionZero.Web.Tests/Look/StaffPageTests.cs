using System.Net;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Look;

/// <summary>Staff find their way from every page of theirs to every other.</summary>
public sealed class StaffPageTests(Platform platform)
{
    [Fact]
    public async Task Every_page_of_staff_says_where_one_is_and_leads_to_the_others()
    {
        var item = platform.Services.GetRequiredService<CourseLibrary>().Find("foundation", 1)!.Rules[0].Bank[0].Key.Id;
        using var visitor = await platform.SignedInVisitorAsync(Role.Reviewer, Role.Approver, Role.Assessor);
        foreach (var (address, section) in new[]
        {
            ("/staff", "/staff"),
            ("/staff/practices", "/staff/practices"),
            ("/staff/practices/statistics", "/staff/practices/statistics"),
            ("/staff/slots", "/staff/slots"),
            ("/staff/trainers", "/staff/trainers"),
            ("/staff/certificates", "/staff/certificates"),
            ("/staff/companies", "/staff/companies"),
            ("/staff/adjustments", "/staff/adjustments"),
            ("/staff/items", "/staff/items"),
            ($"/staff/items/foundation/1/{item}", "/staff/items"),
            ("/staff/items/foundation/1/rescore", "/staff/items"),
            ("/staff/courses", "/staff/courses"),
            ("/staff/courses/foundation/1", "/staff/courses"),
            ("/staff/courses/foundation/1/translations", "/staff/courses"),
        })
        {
            await visitor.OpenAsync(address);

            visitor.Status.ShouldBe(HttpStatusCode.OK, address);
            visitor.Page.QuerySelectorAll("nav.sections a").Length.ShouldBe(10, address);
            var here = visitor.Page.QuerySelectorAll("nav.sections [aria-current]").ShouldHaveSingleItem(address);
            here.GetAttribute("href").ShouldBe("/en" + section, address);
            here.GetAttribute("aria-current").ShouldBe(address == section ? "page" : "true", address);
        }
    }

    [Theory]
    [InlineData(Role.Assessor, "/staff/practices", "/staff/practices", "/staff/slots")]
    [InlineData(Role.Reviewer, "/staff", "/staff", "/staff/trainers", "/staff/certificates", "/staff/companies", "/staff/adjustments", "/staff/items", "/staff/courses")]
    [InlineData(Role.Administrator, "/staff/practices/statistics")]
    public async Task Nobody_is_offered_a_page_that_is_closed_to_them(Role role, string address, params string[] offered)
    {
        using var visitor = await platform.SignedInVisitorAsync(role);

        await visitor.OpenAsync(address);

        visitor.Page.QuerySelectorAll("nav.sections a").Select(a => a.GetAttribute("href")).ShouldBe(offered.Select(o => "/en" + o));
    }

    [Fact]
    public async Task A_list_of_courses_in_which_nothing_waits_says_how_a_version_is_made()
    {
        using var visitor = await platform.SignedInVisitorAsync(Role.Reviewer);

        await visitor.OpenAsync("/staff/courses");

        visitor.Page.QuerySelector(".notice")!.TextContent.ShouldSatisfyAllConditions(n => n.ShouldContain("Nothing waits to be published."), n => n.ShouldContain("docs/content.md"));
    }

    [Fact]
    public async Task Questions_are_shown_by_the_page_and_found_by_rule_kind_mark_and_words()
    {
        var course = platform.Services.GetRequiredService<CourseLibrary>().Find("foundation")!;
        var bank = course.Rules.SelectMany(r => r.Bank).ToList();
        bank.Count.ShouldBeGreaterThan(50, "or there is nothing to page");
        using var reviewer = await platform.SignedInVisitorAsync(Role.Reviewer);

        await reviewer.OpenAsync("/staff/items?course=foundation&sort=id");
        var first = Ids(reviewer);
        await reviewer.OpenAsync("/staff/items?course=foundation&sort=id&p=2");
        var second = Ids(reviewer);
        await reviewer.OpenAsync("/staff/items?course=foundation&sort=id&p=9999");
        var last = Ids(reviewer);
        first.Count.ShouldBe(50);
        second.Count.ShouldBe(Math.Min(50, bank.Count - 50));
        first.Intersect(second).ShouldBeEmpty();
        last.ShouldNotBeEmpty("beyond the last page stands the last");

        var kind = bank.First(i => i.Rule == 2).Key.Kind;
        await reviewer.OpenAsync($"/staff/items?course=foundation&rule=2&kind={kind}");
        Ids(reviewer).Order().ShouldBe(bank.Where(i => i.Rule == 2 && i.Key.Kind == kind).Select(i => i.Key.Id).Order());
        var one = bank[7];
        await reviewer.OpenAsync($"/staff/items?course=foundation&q={Uri.EscapeDataString(one.In("en").Stem.ToUpperInvariant())}");
        Ids(reviewer).ShouldContain(one.Key.Id);
        var link = reviewer.Page.QuerySelector($"a[href$='/staff/items/foundation/{course.Version}/{one.Key.Id}']")!.TextContent;
        one.In("en").Stem.ShouldStartWith(link.TrimEnd('…'));
        link.Length.ShouldBeLessThanOrEqualTo(81);
        await reviewer.OpenAsync("/staff/items?course=foundation&q=no-such-question&mark=any");
        reviewer.Page.QuerySelector("table").ShouldBeNull();
        reviewer.Page.Body!.TextContent.ShouldContain("No question fits all of this.");
        foreach (var flag in Enum.GetNames<ItemFlag>())
        {
            reviewer.Page.QuerySelector($"option[value={flag}]").ShouldNotBeNull();
        }

        static List<string> Ids(Visitor visitor) => [.. visitor.Page.QuerySelectorAll("tbody tr code").Select(c => c.TextContent)];
    }
}
