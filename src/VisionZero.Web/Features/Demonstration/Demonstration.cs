using System.Globalization;
using Hangfire;
using Marten;
using Microsoft.AspNetCore.Identity;
using VisionZero.Domain.Certificates;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Directory;
using VisionZero.Web.Hosting;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Demonstration;

/// <summary>
/// The platform filled with a world to look at: five years of trainers, companies and decisions, played through the
/// real commands while jobs run as always. It has a database of its own.
/// </summary>
public static class Demonstration
{
    private const int AtOnce = 4;

    /// <summary>Fills the world if that has not been done, then serves.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var clock = new DemonstrationClock();
        await using var host = await PlatformHost.StartAsync(args, builder =>
        {
            builder.Configuration["VisionZero:Demonstration"] = "true";
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Services.AddSingleton<TimeProvider>(clock);
            // The one password is printed below: nothing is gained by making it slow to check.
            builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);
        });
        await FillAsync(host.App.Services, clock, Console.Out);
        await Console.Out.WriteLineAsync($"Vision Zero is ready at {host.Address}");
        await host.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Fills an empty platform whose clock this is; says what to sign in with.</summary>
    /// <param name="services">Of the platform.</param>
    /// <param name="clock">The platform's clock.</param>
    /// <param name="output">Where progress and accounts are written.</param>
    /// <param name="oneOfEach">Whether one story of each kind is enough.</param>
    /// <exception cref="StartRefusedException">There are accounts that are not the demonstration's, or it was cut off.</exception>
    public static async Task FillAsync(IServiceProvider services, DemonstrationClock clock, TextWriter output, bool oneOfEach = false)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(output);
        var world = World.Load(services.GetRequiredService<ContentFolder>().Path);
        var now = TimeProvider.System.GetUtcNow();
        var playbill = Playbill.Write(world, now);
        if (await MustBeFilledAsync(services))
        {
            await output.WriteLineAsync("The made-up world is being played first, years of it: please do not sign in before it says that it is ready.");
            await PlayAsync(new Stage(services, world, new Cast()), oneOfEach ? playbill.OneOfEach() : playbill, clock, now, output);
        }

        await output.WriteLineAsync("Sign in with the password \"" + Cast.Password + "\" as");
        foreach (var (role, address) in playbill.Doors)
        {
            await output.WriteLineAsync($"  {address,-42} {role}");
        }
    }

    private static async Task PlayAsync(Stage stage, Playbill playbill, DemonstrationClock clock, DateTimeOffset now, TextWriter output)
    {
        var store = stage.Service<IDocumentStore>();
        var began = TimeProvider.System.GetTimestamp();
        var begins = playbill.Stories.Min(s => s.Begins).AddDays(-7);
        var bar = new ProgressBar(output, output == Console.Out && !Console.IsOutputRedirected, playbill.Stories.Sum(s => s.Length));
        await MarkAsync(store, null);
        clock.Reach(begins);
        await stage.SendAsync(PublishFirstVersions.Actor, new PublishFirstVersions());
        // Their clock is ahead of the scenes by up to a week: one would close an assessment that is being taken.
        stage.Service<RecurringJobs>().Rest();
        await stage.Cast.EnterAsync(stage, await stage.Service<FirstAdministratorLink>().MakeAsync(CancellationToken.None) ?? throw new InvalidOperationException("There is an administrator already."));

        var played = 0;
        for (var until = begins.AddDays(7); until < now.AddDays(7); until = until.AddDays(7))
        {
            var moment = until < now ? until : now;
            clock.Reach(moment);
            await Parallel.ForEachAsync(
                playbill.Stories.Where(s => s.Begins < moment),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (story, _) => Interlocked.Add(ref played, await story.PlayAsync(stage, clock, moment)));
            // What the hourly job would have done in that week.
            await InScopeAsync<ExpireAndRemind>(stage, job => job.RunAsync(CancellationToken.None));
            bar.Show(played, string.Create(CultureInfo.InvariantCulture, $"{moment:MMMM yyyy}"));
        }

        clock.ReachPresent();
        await stage.Cast.OfferSessionsAsync(stage, now);
        stage.Service<RecurringJobs>().AddAll();
        await output.WriteLineAsync("Waiting for the jobs to print and to write the last of it …");
        await Stage.UntilAsync(() => IsQuietAsync(stage));
        await InScopeAsync<RefreshDirectory>(stage, job => job.RunAsync(0, CancellationToken.None));
        await MarkAsync(store, now);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{playbill.Stories.Count} stories, {stage.Sent} commands, {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s."));
    }

    private static async Task InScopeAsync<TJob>(Stage stage, Func<TJob, Task> run)
        where TJob : notnull
    {
        await using var scope = stage.Service<IServiceScopeFactory>().CreateAsyncScope();
        await run(scope.ServiceProvider.GetRequiredService<TJob>());
    }

    private static async Task<bool> IsQuietAsync(Stage stage)
    {
        var store = stage.Service<IDocumentStore>();
        var reached = (await store.Advanced.AllProjectionProgress()).Where(s => s.ShardName.StartsWith("effects", StringComparison.Ordinal)).Select(s => s.Sequence).DefaultIfEmpty(0).Max();
        var last = (await store.Advanced.FetchEventStoreStatistics()).EventSequenceNumber;
        var jobs = stage.Service<JobStorage>().GetMonitoringApi().GetStatistics();
        return reached >= last
            && jobs is { Enqueued: 0, Processing: 0 }
            && await stage.ReadAsync(async q =>
                !await q.Query<Certificate>().AnyAsync(c => c.Sha256 == null) && !await q.Query<OutgoingMail>().AnyAsync(m => m.State == MailState.Waiting));
    }

    private static async Task<bool> MustBeFilledAsync(IServiceProvider services)
    {
        var settings = services.GetRequiredService<Settings>();
        await using var session = services.GetRequiredService<IDocumentStore>().QuerySession();
        var state = await session.LoadAsync<DemonstrationState>(DemonstrationState.TheOne);
        return state switch
        {
            { FilledAt: not null } => false,
            { FilledAt: null } => throw new StartRefusedException($"The demonstration was cut off while it was being filled. Delete '{settings.DataDirectory}' (or the database you configured) and start again."),
            null when await session.Query<Login>().AnyAsync() => throw new StartRefusedException("This database is in use: it has accounts that are not the demonstration's. Start the demonstration with a data directory of its own (./vz demo does)."),
            null => true,
        };
    }

    private static async Task MarkAsync(IDocumentStore store, DateTimeOffset? filledAt)
    {
        await using var session = store.LightweightSession();
        session.Store(new DemonstrationState { FilledAt = filledAt });
        await session.SaveChangesAsync();
    }
}

/// <summary>Says that a database is the demonstration's.</summary>
public sealed record DemonstrationState
{
    /// <summary>Identity of the only document.</summary>
    public const string TheOne = "one";

    /// <summary>There is one at most.</summary>
    public string Id { get; init; } = TheOne;

    /// <summary>When the world was complete; null while it is being filled.</summary>
    public DateTimeOffset? FilledAt { get; init; }
}
