using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Companies;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Features.Demonstration;
using VisionZero.Web.Features.Directory;

namespace VisionZero.Browser.Tests;

/// <summary>
/// The world of the demonstration; it is played once, for these promises and for the walk over its pages, and so with the
/// texts of that walk: those of the product in a language that nobody speaks.
/// </summary>
[Collection(nameof(OneWorld))]
public sealed class WorldTests(WorldPlatform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_story_of_each_kind_plays_to_its_end_and_is_played_once()
    {
        await platform.FillAsync();

        var scheme = platform.Services.GetRequiredService<Scheme>();
        await using var query = platform.Services.GetRequiredService<IDocumentStore>().QuerySession();
        var certificates = await query.Query<Certificate>().ToListAsync(Ct);
        var standings = certificates.Select(c => Standing.Of(c, scheme.Policy, TimeProvider.System.GetUtcNow()).Kind).ToList();
        standings.ShouldContain(StandingKind.InRenewalWindow);
        standings.Count(k => k == StandingKind.Revoked).ShouldBe(1);
        standings.Count(k => k == StandingKind.Superseded).ShouldBe(1);
        standings.Count(k => k == StandingKind.Suspended).ShouldBe(1);
        standings.ShouldContain(StandingKind.Expired);
        certificates.ShouldAllBe(c => c.Sha256 != null);

        var applications = await query.Query<Application>().ToListAsync(Ct);
        applications.Select(a => a.State).Distinct().ShouldBe(Enum.GetValues<ApplicationState>(), ignoreOrder: true);
        var companies = await query.Query<Company>().ToListAsync(Ct);
        companies.Select(c => c.State).Distinct().ShouldBe(Enum.GetValues<PledgeState>(), ignoreOrder: true);
        (await query.Query<Trainer>().CountAsync(t => t.Erased, Ct)).ShouldBe(1);
        (await query.Query<DirectoryListing>().CountAsync(Ct)).ShouldBeGreaterThan(2);
        // An invitation that was taken up before its message went is overtaken: the story does not wait for the postman.
        IReadOnlyList<string> open = [];
        for (var i = 0; i < 300 && (i == 0 || open.Count > 0); i++)
        {
            open = [.. (await query.Query<OutgoingMail>().Where(m => m.State != MailState.Sent && m.State != MailState.Overtaken).ToListAsync(Ct)).Select(m => $"{m.Purpose} {m.State}")];
            await Task.Delay(open.Count == 0 ? 0 : 100, Ct);
        }

        open.ShouldBeEmpty();
        platform.Told.ShouldContain("100 %");
    }

    [Fact]
    public async Task Whoever_reads_the_list_of_accounts_gets_in()
    {
        var page = await platform.PageAsync();
        await page.GotoAsync("/en/sign-in");
        await page.Locator("#Email").FillAsync(Cast.Address("approver"));
        await page.Locator("#Password").FillAsync(Cast.Password);
        await page.Locator("#Password").PressAsync("Enter");

        // Only whoever is in can go out.
        await Assertions.Expect(page.Locator("header .link-button").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await page.Context.CloseAsync();
    }
}
