using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Demonstration;
using VisionZero.Web.Hosting;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.DemonstrationWorld;

/// <summary>What the demonstration consists of; that its stories play to their end is tested where they are played, with the browser.</summary>
public sealed class DemonstrationTests(Platform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

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
