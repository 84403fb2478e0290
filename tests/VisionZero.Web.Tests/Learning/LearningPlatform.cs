using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Hosting;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Content;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Learning;

/// <summary>A platform of its own, with small courses and a clock that tests move.</summary>
public class LearningPlatform : Platform
{
    private readonly Dictionary<string, string?> _again = [];

    /// <summary>With the courses that all share.</summary>
    public LearningPlatform()
        : this(FixtureCourses.Shared)
    {
    }

    /// <summary>With content of its own.</summary>
    protected LearningPlatform(string content) => Content = content;

    /// <summary>Where its content lies. Whoever changes it takes a copy.</summary>
    public string Content { get; }

    /// <summary>The small Foundation course.</summary>
    public Course Course => Services.GetRequiredService<CourseLibrary>().Find("foundation")!;

    /// <inheritdoc/>
    protected override void Configure(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configuration["VisionZero:ContentDirectory"] = Content;
        builder.Configuration["VisionZero:AllowIncompleteContent"] = "false";
        foreach (var name in new[] { "ConnectionStrings:VisionZero", "VisionZero:ApplySchema", "VisionZero:OpenFormsPerMinute" })
        {
            _again[name] = builder.Configuration[name];
        }
    }

    /// <summary>Starts another process's worth of the platform on the same database, with content of its own.</summary>
    public Task<PlatformHost> StartAgainAsync(string content, bool watches = false) =>
        PlatformHost.StartAsync(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(_again);
            builder.Configuration["VisionZero:Role"] = "web";
            builder.Configuration["VisionZero:ContentDirectory"] = content;
            builder.Configuration["VisionZero:WatchesContent"] = watches ? "true" : "false";
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });

    /// <summary>A trainer with an account.</summary>
    public async Task<Learner> LearnerAsync()
    {
        var login = await this.AccountAsync(Domain.Common.Role.Trainer);
        await using var session = Services.GetRequiredService<IDocumentStore>().LightweightSession();
        var trainer = Guid.CreateVersion7();
        session.Events.StartStream<Trainer>(
            trainer,
            new TrainerEvent.Registered(login.Id, "DE", ["de"], ["construction"], 3, Clock.GetUtcNow()),
            new TrainerEvent.ConductAccepted(1, Clock.GetUtcNow()));
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        return new Learner(this, login, trainer);
    }

    /// <summary>A trainer who has studied everything of the Foundation course.</summary>
    public async Task<Learner> StudiedAsync()
    {
        var learner = await LearnerAsync();
        await learner.SendAsync(new Enrol("foundation"));
        await using var session = Services.GetRequiredService<IDocumentStore>().LightweightSession();
        var now = Clock.GetUtcNow();
        var stream = await session.Events.FetchForWriting<Enrolment>(learner.EnrolmentId(), TestContext.Current.CancellationToken);
        stream.AppendMany(Course.Rules.SelectMany(r => r.Lessons
            .Select(EnrolmentEvent (l) => new EnrolmentEvent.LessonCompleted(r.Rule, l.Key, now))
            .Concat(r.Check.Select(i => new EnrolmentEvent.CheckAnswered(r.Rule, i.Key.Id, i.Key.RightAnswer(), true, now)))));
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        return learner;
    }

    /// <summary>Gives a trainer a certificate that is valid today.</summary>
    public async Task CertifyAsync(Guid trainerId, Level level)
    {
        await using var session = Services.GetRequiredService<IDocumentStore>().LightweightSession();
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        session.Store(new Certificate { Id = Guid.CreateVersion7(), TrainerId = trainerId, Level = level, Number = Guid.NewGuid().ToString("N"), ValidFrom = today, ValidThrough = today.AddYears(3) });
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}

/// <summary>Somebody who learns.</summary>
public sealed class Learner(LearningPlatform platform, Login login, Guid trainerId)
{
    /// <summary>Why they ask for other conditions.</summary>
    public const string Why = "My eyes tire quickly since an accident.";

    /// <summary>How they sign in.</summary>
    public Login Login => login;

    /// <summary>The trainer.</summary>
    public Guid TrainerId => trainerId;

    /// <summary>Sends a command as this person.</summary>
    public Task<Outcome> SendAsync(ICommand command) => platform.SendAsync(Actor.OfPerson(login.Id, [Role.Trainer]), command);

    /// <summary>The enrolment of a cycle.</summary>
    public Guid EnrolmentId(int cycle = 1) => DeterministicId.Enrolment(trainerId, "foundation", 1, cycle);

    /// <summary>The enrolment as it stands.</summary>
    public async Task<Enrolment> EnrolmentAsync(int cycle = 1) =>
        (await platform.ReadAsync(q => q.LoadAsync<Enrolment>(EnrolmentId(cycle), TestContext.Current.CancellationToken))).ShouldNotBeNull();

    /// <summary>Starts an assessment and answers some of its questions rightly.</summary>
    public async Task<Attempt> StartAsync(int right = 0)
    {
        (await SendAsync(new StartAssessment(EnrolmentId(), 42) { OnScreen = true })).Ok.ShouldBeTrue();
        var attempt = (await EnrolmentAsync()).Attempts[^1];
        (await SendAsync(new SaveAnswers(EnrolmentId(), attempt.Number, [.. attempt.Questions.Take(right).Select(q => AnswerFields.Given(platform.Course.Item(q.ItemId)!))]))).Ok.ShouldBeTrue();
        return attempt;
    }

    /// <summary>Uses up the attempts and begins the course again.</summary>
    public async Task BeginAgainAsync()
    {
        foreach (var attempt in new[] { 1, 2 })
        {
            await StartAsync();
            (await SendAsync(new SubmitAssessment(EnrolmentId(), attempt))).Ok.ShouldBeTrue();
        }

        (await SendAsync(new Enrol("foundation"))).Id.ShouldBe(EnrolmentId(2));
    }

    /// <summary>Asks for every adjustment there is.</summary>
    public async Task AskAsync() =>
        (await SendAsync(new AskForAdjustment(EnrolmentId(), true, true, true, Why))).Refusals.ShouldBeEmpty();

    /// <summary>Asks, and is granted these.</summary>
    public async Task GrantAsync(int percent, bool largerType, bool paper)
    {
        await AskAsync();
        (await platform.SendAsync(Platform.Person(Role.Reviewer), new GrantAdjustment(EnrolmentId(), (await EnrolmentAsync()).Version, percent, largerType, paper))).Refusals.ShouldBeEmpty();
    }

    /// <summary>A browser in which this person is signed in.</summary>
    public Task<Visitor> VisitAsync(string locale = "en") => platform.SignInAsync(login, locale);
}
