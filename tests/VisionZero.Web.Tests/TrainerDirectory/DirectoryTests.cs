using System.Net;
using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Features.Directory;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.TrainerDirectory;

public sealed class DirectoryTests(Platform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DirectoryIndex Index => platform.Services.GetRequiredService<DirectoryIndex>();

    [Fact]
    public async Task A_professional_with_consent_is_found_without_accents_and_a_revocation_takes_them_out()
    {
        var mark = Guid.NewGuid().ToString("N")[..8].Replace('0', 'a');
        var (applicant, certificate) = await ListedAsync($"Zoë Müller-{mark}");

        using var visitor = new Visitor(platform.Address);
        await visitor.OpenAsync($"/find?q=zoe+muller+{mark}&country=SN&language=fr&sector=construction");
        visitor.Page.QuerySelector("[role=status]")!.TextContent.ShouldContain("One trainer matches");
        await visitor.FollowAsync($"Zoë Müller-{mark}");
        visitor.Heading.ShouldBe($"Zoë Müller-{mark}");
        var json = JsonDocument.Parse(await visitor.Client.GetStringAsync(new Uri($"/api/trainers?q={mark}", UriKind.Relative), Ct));
        json.RootElement.GetProperty("trainers")[0].GetProperty("certificate").GetString().ShouldBe(certificate.Number);

        var approver = await platform.AccountAsync(Role.Approver);
        var current = (await platform.ReadAsync(q => q.LoadAsync<Certificate>(certificate.Id, Ct))).ShouldNotBeNull();
        (await platform.SendAsync(Actors.Of(approver), new RevokeCertificate(certificate.Id, current.Version, "conduct"))).Refusals.ShouldBeEmpty();

        await Platform.EventuallyAsync(() => Task.FromResult(Index.Find(applicant.TrainerId) is null), "the revoked trainer to leave the directory");
        (await visitor.OpenAsync($"/trainers/{applicant.TrainerId}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Withdrawn_consent_hides_and_given_consent_shows()
    {
        var (applicant, _) = await ListedAsync("Consenting Person");

        await platform.SendAsync(applicant.Actor, new SetListingConsent(false));
        await Platform.EventuallyAsync(() => Task.FromResult(Index.Find(applicant.TrainerId) is null), "the trainer to be hidden");
        await platform.SendAsync(applicant.Actor, new SetListingConsent(true));
        await Platform.EventuallyAsync(() => Task.FromResult(Index.Find(applicant.TrainerId) is not null), "the trainer to be shown");
    }

    [Fact]
    public async Task A_number_of_the_log_that_is_not_committed_yet_does_not_count_as_seen()
    {
        var schema = platform.Services.GetRequiredService<Settings>().Schema;
        await using var draw = platform.Services.GetRequiredService<Npgsql.NpgsqlDataSource>().CreateCommand($"select nextval('{schema}.mt_events_sequence')");
        // A transaction that has its number and still works; a later one is committed before it.
        var open = (long)(await draw.ExecuteScalarAsync(Ct))!;
        await platform.AccountAsync(Role.Trainer);

        await RefreshAsync();

        (await platform.ReadAsync(q => q.LoadAsync<DirectorySnapshot>(DirectorySnapshot.TheOne, Ct))).ShouldNotBeNull().Sequence.ShouldBeLessThan(open);
    }

    [Fact]
    public async Task A_foundation_trainer_is_not_listed()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation, "Only Foundation");
        await platform.ApproveAsync(applicant, Level.Foundation);
        await platform.MailAsync(applicant.Login.Id, "certificate-issued");

        await RefreshAsync();

        Index.Find(applicant.TrainerId).ShouldBeNull();
    }

    [Fact]
    public async Task A_second_refresh_changes_nothing()
    {
        await ListedAsync("Steady Person");
        await RefreshAsync();
        var before = await platform.ReadAsync(q => q.LoadAsync<DirectorySnapshot>(DirectorySnapshot.TheOne, Ct));

        await RefreshAsync();

        var after = await platform.ReadAsync(q => q.LoadAsync<DirectorySnapshot>(DirectorySnapshot.TheOne, Ct));
        (await platform.ReadAsync(q => q.Query<DirectoryListing>().CountAsync(Ct))).ShouldBeGreaterThan(0);
        after!.PublishedAt.ShouldBeGreaterThanOrEqualTo(before!.PublishedAt);
    }

    [Theory]
    [InlineData("王小明", "小明")]
    [InlineData("Мария Мюллер", "мария мюллер")]
    [InlineData("Łukasz Øster", "lukasz oster")]
    [InlineData("राजेन्द्र", "राजेन्द्र")]
    [InlineData("O’Connor", "oconnor")]
    public void Names_are_found_in_any_script(string name, string typed) =>
        Text.SearchKey(name).ShouldContain(Text.SearchKey(typed));

    private async Task<(Applicant Applicant, Certificate Certificate)> ListedAsync(string name)
    {
        var applicant = await platform.ReadyAsync(Level.Foundation, name);
        await platform.ApproveAsync(applicant, Level.Foundation);
        await platform.StudyAsync(applicant.TrainerId, Level.Professional);
        var application = await platform.ApproveAsync(applicant, Level.Professional);
        await Platform.EventuallyAsync(() => Task.FromResult(Index.Find(applicant.TrainerId) is not null), "the trainer to be listed");
        return (applicant, (await platform.ReadAsync(q => q.LoadAsync<Certificate>(DeterministicId.Certificate(application), Ct))).ShouldNotBeNull());
    }

    private async Task RefreshAsync()
    {
        await using var scope = platform.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RefreshDirectory>().RunAsync(0, Ct);
        await Index.ReloadAsync(platform.Services.GetRequiredService<IDocumentStore>(), Ct);
    }
}
