using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Tests;
using VisionZero.Web.Content;
using VisionZero.Web.Content.Reports;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Hosting;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Courses;

/// <summary>
/// A platform of its own with the product's courses, and a version 2 of each that nobody has published: a sentence of the
/// first lesson, the words of a question and the key of another differ. A version 3 of Foundation has a stale translation.
/// </summary>
public class PublishingPlatform : Platform
{
    private const string Sentence = "A quokka asks why.";

    /// <summary>Where its content lies.</summary>
    public string Content { get; } = WriteContent();

    /// <summary>Who proposes.</summary>
    public Login Reviewer { get; private set; } = null!;

    /// <summary>Who publishes.</summary>
    public Login Approver { get; private set; } = null!;

    private string _connection = "";

    /// <summary>Makes the people of staff, once the platform runs.</summary>
    public async Task StaffAsync()
    {
        Reviewer ??= await this.AccountAsync(Domain.Common.Role.Reviewer);
        Approver ??= await this.AccountAsync(Domain.Common.Role.Approver);
    }

    /// <summary>What became of a version.</summary>
    public Task<Publication?> PublicationAsync(string course, int version) =>
        ReadAsync(q => q.LoadAsync<Publication>(DeterministicId.Publication(course, version), TestContext.Current.CancellationToken));

    /// <summary>A reviewer proposes a version as it is.</summary>
    public async Task<Outcome> ProposeAsync(string course, int version, Login? by = null)
    {
        await StaffAsync();
        var edition = Services.GetRequiredService<CourseEditions>().Find(course, version)!.Value.Edition;
        return await SendAsync(Actors.Of(by ?? Reviewer), new ProposePublication(course, version, edition.Sha256, (await PublicationAsync(course, version))?.Version ?? 0));
    }

    /// <summary>A trainer with an account.</summary>
    public async Task<(Login Login, Guid TrainerId)> TrainerAsync()
    {
        var login = await this.AccountAsync(Domain.Common.Role.Trainer);
        await using var session = Services.GetRequiredService<IDocumentStore>().LightweightSession();
        var trainer = Guid.CreateVersion7();
        session.Events.StartStream<Trainer>(trainer, new TrainerEvent.Registered(login.Id, "DE", ["de"], ["construction"], 3, Clock.GetUtcNow()), new TrainerEvent.ConductAccepted(1, Clock.GetUtcNow()));
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        return (login, trainer);
    }

    /// <summary>Lets the log tell of a paper that was taken now and failed: the first that has this item.</summary>
    public async Task<Guid> PaperAsync(string course, string item)
    {
        var found = Services.GetRequiredService<CourseLibrary>().Find(course, 1)!;
        var policy = Services.GetRequiredService<Scheme>().Policy.For(found.Outline.Level);
        var (seed, questions) = Enumerable.Range(0, 10_000).Select(s => ((long)s, AssessmentPaper.Draw(found.Outline, policy.Blueprint, s).Questions)).First(d => d.Questions.Any(q => q.ItemId == item));
        var now = Clock.GetUtcNow();
        var (_, trainer) = await TrainerAsync();
        var id = DeterministicId.Enrolment(trainer, course, 1, 1);
        await using var session = Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.Events.StartStream<Enrolment>(
            id,
            new EnrolmentEvent.Enrolled(trainer, course, 1, found.Outline.Level, 1, now),
            new EnrolmentEvent.AssessmentStarted(1, seed, questions, now, now.AddMinutes(45), AssessmentPaper.Bank(found.Outline, policy.Blueprint), Blueprint: policy.Blueprint, ContentSha256: found.Manifest.Sha256, Locale: "en"),
            new EnrolmentEvent.AssessmentSubmitted(1, false, now),
            new EnrolmentEvent.AssessmentFailed(1, [.. GoldenRules.All.Select(r => new RuleScore(r, 0, policy.ItemsPerRule))], 0, policy.PassMarkPercent));
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        return id;
    }

    /// <summary>The version a trainer comes to who enrols now.</summary>
    public async Task<int> EnrolledOnAsync(Login login, string course)
    {
        var outcome = await SendAsync(Actors.Of(login), new Enrol(course));
        outcome.Refusals.ShouldBeEmpty();
        return (await ReadAsync(q => q.LoadAsync<Enrolment>(outcome.Id!.Value, TestContext.Current.CancellationToken))).ShouldNotBeNull().CourseVersion;
    }

    /// <summary>Starts another process's worth of the platform on the same database, with content of its own.</summary>
    public Task<PlatformHost> StartAgainAsync(string content) =>
        PlatformHost.StartAsync(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:VisionZero"] = _connection,
                ["VisionZero:ApplySchema"] = "false",
                ["VisionZero:Role"] = "web",
                ["VisionZero:OpenFormsPerMinute"] = "100000",
                ["VisionZero:ContentDirectory"] = content,
                ["VisionZero:DataDirectory"] = Content + "-data",
            });
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });

    /// <summary>Changes a file below <c>courses</c> of a content folder.</summary>
    public static void Change(string content, string file, string from, string to) => Tests.Content.FixtureCourses.Change(content, file, from, to);

    /// <summary>A copy of a content folder.</summary>
    public static string Copy(string content)
    {
        var copy = Path.Combine(TemporaryFolder.Make("vz-content-"), "content");
        TemporaryFolder.Copy(content, copy);
        return copy;
    }

    /// <inheritdoc/>
    protected override void Configure(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configuration["VisionZero:ContentDirectory"] = Content;
        builder.Configuration["VisionZero:DataDirectory"] = Content + "-data";
        _connection = builder.Configuration["ConnectionStrings:VisionZero"]!;
    }

    private static string WriteContent()
    {
        var content = Copy(Path.Combine(AppContext.BaseDirectory, "content"));
        foreach (var (course, version, prefix) in new[] { ("foundation", 2, 'f'), ("professional", 2, 'p'), ("foundation", 3, 'f') })
        {
            var folder = Path.Combine(content, "courses", course, $"v{version}");
            TemporaryFolder.Copy(Path.Combine(content, "courses", course, "v1"), folder);
            Change(content, $"{course}/v{version}/course.yaml", "version: 1", $"version: {version}");
            foreach (var locale in System.IO.Directory.EnumerateFiles(Path.Combine(folder, "rule-1"), "items.*.yaml").Select(f => Path.GetFileName(f).Split('.')[1]).ToList())
            {
                var lesson = Path.Combine(folder, "rule-1", $"lesson-1.{locale}.md");
                File.WriteAllText(lesson, File.ReadAllText(lesson).TrimEnd('\n') + $"\n\n{Sentence}\n");
                Change(content, $"{course}/v{version}/rule-1/items.{locale}.yaml", "stem: \"", "stem: \"Now: ");
                Change(content, $"{course}/v{version}/rule-1/items.{locale}.yaml", $"- id: {prefix}1-02", $"- id: {prefix}1-92");
            }

            Change(content, $"{course}/v{version}/rule-1/items.yaml", $"- id: {prefix}1-02", $"- id: {prefix}1-92");
        }

        TranslationRecord.Read(content).Accept([]);
        Change(content, "foundation/v3/rule-2/card.en.md", "---\n", "---\n# changed since\n");
        return content;
    }
}
