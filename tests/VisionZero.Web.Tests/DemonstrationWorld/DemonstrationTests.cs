using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Features.Demonstration;
using VisionZero.Web.Features.Directory;
using VisionZero.Web.Hosting;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.DemonstrationWorld;

/// <summary>A platform that the demonstration may fill, with its clock.</summary>
public sealed class DemonstrationPlatform : Platform
{
    public DemonstrationClock Past { get; } = new();

    protected override void Configure(WebApplicationBuilder builder)
    {
        base.Configure(builder);
        builder.Configuration["VisionZero:Demonstration"] = "true";
        builder.Services.AddSingleton<TimeProvider>(Past);
    }
}

public sealed class DemonstrationTests(DemonstrationPlatform platform) : IClassFixture<DemonstrationPlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_story_of_each_kind_plays_to_its_end_and_is_played_once()
    {
        using var output = new StringWriter();
        await Demonstration.FillAsync(platform.Services, platform.Past, output, oneOfEach: true);
        await Demonstration.FillAsync(platform.Services, platform.Past, output, oneOfEach: true);

        var scheme = platform.Services.GetRequiredService<Scheme>();
        var certificates = await platform.ReadAsync(q => q.Query<Certificate>().ToListAsync(Ct));
        var standings = certificates.Select(c => Standing.Of(c, scheme.Policy, TimeProvider.System.GetUtcNow()).Kind).ToList();
        standings.ShouldContain(StandingKind.InRenewalWindow);
        standings.Count(k => k == StandingKind.Revoked).ShouldBe(1);
        standings.Count(k => k == StandingKind.Superseded).ShouldBe(1);
        standings.Count(k => k == StandingKind.Suspended).ShouldBe(1);
        standings.ShouldContain(StandingKind.Expired);
        certificates.ShouldAllBe(c => c.Sha256 != null);

        var applications = await platform.ReadAsync(q => q.Query<Application>().ToListAsync(Ct));
        applications.Select(a => a.State).Distinct().ShouldBe(Enum.GetValues<ApplicationState>(), ignoreOrder: true);
        var companies = await platform.ReadAsync(q => q.Query<Company>().ToListAsync(Ct));
        companies.Select(c => c.State).Distinct().ShouldBe(Enum.GetValues<PledgeState>(), ignoreOrder: true);
        (await platform.ReadAsync(q => q.Query<Trainer>().CountAsync(t => t.Erased, Ct))).ShouldBe(1);
        (await platform.ReadAsync(q => q.Query<DirectoryListing>().CountAsync(Ct))).ShouldBeGreaterThan(2);
        // An invitation that was taken up before its message went is overtaken: the story does not wait for the postman.
        (await platform.ReadAsync(q => q.Query<OutgoingMail>().Where(m => m.State != MailState.Sent && m.State != MailState.Overtaken).ToListAsync(Ct))).Select(m => $"{m.Purpose} {m.State}").ShouldBeEmpty();
        output.ToString().ShouldContain("100 %");

        // Whoever reads the list of accounts gets in.
        using var visitor = new Visitor(platform.Address, "en");
        await visitor.OpenAsync("/sign-in");
        await visitor.SubmitAsync(("Email", Cast.Address("approver")), ("Password", Cast.Password));
        visitor.Address.ShouldNotContain("/sign-in");
    }

    [Fact]
    public void The_world_has_300_trainers_of_40_countries_and_80_supporters()
    {
        var world = World.Load(platform.Services.GetRequiredService<ContentFolder>().Path);

        Endings.All.Sum(e => e.Trainers).ShouldBe(300);
        Endings.All.Select(e => e.Ending).ShouldBe(Enum.GetValues<Ending>(), ignoreOrder: true);
        world.Lands.Count.ShouldBe(40);
        world.Lands.Sum(l => l.Companies.Count + l.Partners.Count).ShouldBe(80);
        world.Lands.SelectMany(l => l.Languages).ShouldAllBe(l => Codes.IsLanguage(l));
        world.People(1).Take(300).Select(p => p.Land.Country).Distinct().Count().ShouldBe(40);
        world.People(1).Take(300).Select(p => p.Name).ShouldBeUnique();
    }

    [Fact]
    public async Task It_does_not_fill_a_platform_that_is_in_use()
    {
        await using var other = new Platform();
        await other.InitializeAsync();
        await other.AccountAsync(Role.Trainer);

        var refused = await Should.ThrowAsync<StartRefusedException>(() => Demonstration.FillAsync(other.Services, new DemonstrationClock(), TextWriter.Null, oneOfEach: true));

        refused.Message.ShouldContain("is in use");
        (await other.ReadAsync(q => q.Query<Login>().CountAsync(Ct))).ShouldBe(1);
    }
}
