using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Directory;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Look;

/// <summary>A register of its own, so that the numbers are these tests' alone.</summary>
public sealed class CountedPlatform : Platform
{
    /// <inheritdoc/>
    protected override string Role => "web";
}

public sealed class SupporterCountTests(CountedPlatform platform) : IClassFixture<CountedPlatform>
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public async Task Trainers_companies_and_partners_are_counted_apart_and_only_while_in_force()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        var both = Guid.CreateVersion7();
        Certificate[] certificates =
        [
            Certificate(both, Level.Foundation, Today.AddDays(-9), Today.AddDays(9)),
            Certificate(both, Level.Professional, Today, Today.AddDays(9)),
            Certificate(Guid.CreateVersion7(), Level.Foundation, Today.AddDays(-9), Today),
            Certificate(Guid.CreateVersion7(), Level.Foundation, Today.AddDays(-9), Today.AddDays(-1)),
            Certificate(Guid.CreateVersion7(), Level.Professional, Today.AddDays(1), Today.AddDays(9)),
            Certificate(Guid.CreateVersion7(), Level.Professional, Today, Today.AddDays(9)) with { SuspendedAt = platform.Clock.GetUtcNow() },
            Certificate(Guid.CreateVersion7(), Level.Professional, Today, Today.AddDays(9)) with { RevokedAt = platform.Clock.GetUtcNow() },
            Certificate(Guid.CreateVersion7(), Level.Professional, Today, Today.AddDays(9)) with { SupersededAt = platform.Clock.GetUtcNow() },
        ];
        session.Store(certificates);
        session.Store(
            Company(SupporterKind.Company, PledgeState.Active),
            Company(SupporterKind.Company, PledgeState.Active),
            Company(SupporterKind.Company, PledgeState.Signed),
            Company(SupporterKind.Partner, PledgeState.Active),
            Company(SupporterKind.Partner, PledgeState.Withdrawn));
        await session.SaveChangesAsync(ct);

        var policy = platform.Services.GetRequiredService<Scheme>().Policy;
        var counts = await platform.ReadAsync(q => SupporterCounts.ReadAsync(q, policy, platform.Clock.GetUtcNow(), ct));

        counts.ShouldBe(new SupporterCounts(2, 2, 1));
        // What is counted by query is what the one judge of standing says.
        certificates.Where(c => Standing.Of(c, policy, platform.Clock.GetUtcNow()).Certifies).Select(c => c.TrainerId).Distinct().Count().ShouldBe(2);

        using var visitor = new Visitor(platform.Address);
        await visitor.OpenAsync("/");
        visitor.Page.QuerySelectorAll(".counts > div").Select(d => $"{d.QuerySelector("dd")!.TextContent} {d.QuerySelector("dt")!.TextContent}")
            .ShouldBe(["2 certified trainers", "2 companies", "1 partner"]);
    }

    private static Certificate Certificate(Guid trainer, Level level, DateOnly from, DateOnly through) =>
        new() { Id = Guid.CreateVersion7(), TrainerId = trainer, Level = level, Number = Guid.NewGuid().ToString("N"), Code = "x", ValidFrom = from, ValidThrough = through };

    private static Company Company(SupporterKind kind, PledgeState state) =>
        new() { Id = Guid.CreateVersion7(), AccountId = Guid.CreateVersion7(), Kind = kind, State = state };
}
