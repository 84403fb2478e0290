using System.Reflection;
using System.Text.Json;
using JasperFx.Events.Aggregation;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Domain.Practices;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Features.Companies;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Practices;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Storage;

/// <summary>
/// A platform of its own, in which something of everything has happened: a rebuild empties a view for a moment, and no
/// other test should look then.
/// </summary>
public sealed class RebuildPlatform : Platform
{
    private readonly Lazy<Task> _life;

    public RebuildPlatform() => _life = new(LiveAsync);

    /// <summary>Whatever has a view lives here, through the product's own commands where there is one.</summary>
    public Task LifeAsync() => _life.Value;

    private async Task LiveAsync()
    {
        var applicant = await this.ReadyAsync(Level.Foundation);
        var id = DeterministicId.Certificate(await this.ApproveAsync(applicant, Level.Foundation));
        await this.MailAsync(applicant.Login.Id, "certificate-issued");
        var approver = Actors.Of(await this.AccountAsync(Domain.Common.Role.Approver));
        await DoneAsync(approver, new SuspendCertificate(id, await VersionAsync<Certificate>(id, c => c.Version), "conduct"));
        await DoneAsync(approver, new ReinstateCertificate(id, await VersionAsync<Certificate>(id, c => c.Version), "resolved"));
        await DoneAsync(applicant.Actor, new Enrol("professional"));
        await DoneAsync(applicant.Actor, new SetListingConsent(false));
        await DoneAsync(applicant.Actor, new ChangePassword(People.Password, "seven golden rules ok", Guid.Empty));

        var course = Services.GetRequiredService<CourseLibrary>().Find("foundation")!;
        await DoneAsync(approver, new WithdrawItem(course.Id, course.Version, course.Outline.Rule(1).Bank.First(i => i.Difficulty == 2).Id, "ambiguous"));
        var assessor = Actors.Of(await this.AccountAsync(Domain.Common.Role.Assessor));
        await DoneAsync(assessor, new OfferSlot(Clock.GetUtcNow().AddDays(3), 60, "en", SlotWay.Remote, "https://meet.example/x"));
        await this.PractiseAsync(applicant.TrainerId, applicant.Login.Id);

        var company = Actors.Of(await this.AccountAsync(Domain.Common.Role.CompanyRepresentative));
        var made = await SendAsync(company, new RegisterCompany(new CompanyInput(SupporterKind.Company, "A Mine", "SE", "Kiruna", "mining", "250-999", null, "Siv Å", "Director"), null));
        var pledge = Services.GetRequiredService<PageLibrary>().Pledge(1, "en");
        await DoneAsync(company, new SignPledge(1, pledge.Sha256, true, true, "en"));
        await DoneAsync(approver, new ConfirmCompany(made.Id!.Value, await VersionAsync<Company>(made.Id.Value, c => c.Version)));
        await this.MailAsync(company.Person, "support-issued");
    }

    private async Task DoneAsync(Actor actor, ICommand command) =>
        (await SendAsync(actor, command)).Refusals.ShouldBeEmpty(command.GetType().Name);

    private async Task<int> VersionAsync<TView>(Guid id, Func<TView, int> version)
        where TView : class =>
        version((await ReadAsync(q => q.LoadAsync<TView>(id, TestContext.Current.CancellationToken))).ShouldNotBeNull());
}

/// <summary>Every view can be made again from the log, and is then what it was. A new view is found by itself.</summary>
public sealed class RebuildTests(RebuildPlatform platform) : IClassFixture<RebuildPlatform>
{
    private static readonly IReadOnlyList<Type> Registered = Sources();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Views => [.. Registered.Select(v => v.FullName!)];

    [Fact]
    public void Every_projection_of_the_store_is_found_here() =>
        Registered.Select(v => v.Name).ShouldBe(
            typeof(MartenSetup).Assembly.GetTypes()
                .Where(t => !t.IsAbstract && t.BaseType is { IsGenericType: true } b && b.Name.EndsWith("StreamProjection`2", StringComparison.Ordinal))
                .Select(t => t.BaseType!.GetGenericArguments()[0].Name),
            ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_view_rebuilt_from_nothing_equals_the_live_one(string view)
    {
        await platform.LifeAsync();
        var type = Registered.Single(v => v.FullName == view);

        await (Task)typeof(RebuildTests).GetMethod(nameof(SameAfterRebuildAsync), BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(this, null)!;
    }

    private static List<Type> Sources()
    {
        using var store = DocumentStore.For(options =>
        {
            options.Connection("Host=nowhere.invalid");
            MartenSetup.Configure(options, new Settings());
        });
        return [.. ((IReadOnlyStoreOptions)store.Options).Events.Projections().OfType<IAggregateProjection>().Select(p => p.AggregateType)];
    }

    private async Task SameAfterRebuildAsync<TView>()
        where TView : notnull
    {
        var before = await AllAsync<TView>();
        before.ShouldNotBeEmpty($"{typeof(TView).Name} has no rows to compare: let something of it happen in {nameof(RebuildPlatform)}.");

        var store = platform.Services.GetRequiredService<IDocumentStore>();
        await store.Advanced.Clean.DeleteDocumentsByTypeAsync(typeof(TView), Ct);
        (await AllAsync<TView>()).ShouldBeEmpty();
        using var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync<TView>(Ct);

        (await AllAsync<TView>()).ShouldBe(before, typeof(TView).Name);
    }

    private async Task<List<string>> AllAsync<TView>()
        where TView : notnull =>
        [.. (await platform.ReadAsync(q => q.Query<TView>().ToListAsync(Ct))).Select(v => JsonSerializer.Serialize(v)).Order(StringComparer.Ordinal)];
}
