using Marten;
using MediatR;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Hosting;
using VisionZero.Web.Jobs;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Courses;

/// <summary>What the area adds to the product.</summary>
internal static class CoursesParts
{
    public static void Store(StoreOptions options)
    {
        options.Schema.For<PublishedManifest>().Identity(m => m.Sha256);
        options.Schema.For<KeptCourse>().Identity(k => k.Sha256);
    }

    public static void Services(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<CoursesInForce>();
        services.AddSingleton<CourseEditions>();
        services.AddScoped<RescorePapers>();
        services.AddSingleton<BankFigures>();
        services.AddSingleton<ServedCourses>();
        if (!settings.PreviewsContent)
        {
            services.AddHostedService<ServedCoursesWatch>();
        }
    }

    public static void Effects(EffectTable effects) =>
        effects.On<ItemBankEvent.RescoreApplied, RescorePapers>(Queues.Upkeep, e => job => job.RunAsync(e.StreamId, e.Data.RescoreId, CancellationToken.None));

    /// <summary>Publishes the first version of each course, then holds what is published to its hashes, and serves it.</summary>
    /// <exception cref="StartRefusedException">A published version is not what was published, or no paper can be drawn from it.</exception>
    public static async Task PrepareAsync(IServiceProvider services)
    {
        var settings = services.GetRequiredService<Settings>();
        if (settings.PreviewsContent)
        {
            Console.WriteLine("Courses are shown as they are being written: the newest version of each is in force, nothing is published.");
            return;
        }

        // The demonstration publishes at the beginning of its own past.
        if (!settings.Demonstration)
        {
            await SendAsync(services, PublishFirstVersions.Actor, new PublishFirstVersions());
        }

        await SendAsync(services, KeepPublished.Actor, new KeepPublished());
        var library = services.GetRequiredService<CourseLibrary>();
        await using var session = services.GetRequiredService<IDocumentStore>().QuerySession();
        Refuse(await PublishedContent.ProblemsAsync(session, library, CancellationToken.None));
        await services.GetRequiredService<ServedCourses>().RefreshAsync(session, CancellationToken.None);
        Refuse(await PublishedContent.ShortagesAsync(session, library, services.GetRequiredService<Scheme>().Policy, CancellationToken.None));
    }

    private static async Task SendAsync(IServiceProvider services, Actor actor, ICommand command)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().ActAs(actor);
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command);
    }

    private static void Refuse(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new StartRefusedException(string.Join(Environment.NewLine, problems));
        }
    }
}
