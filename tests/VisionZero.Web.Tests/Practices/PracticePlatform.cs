using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Practices;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Practices;

/// <summary>A platform whose clock the tests move; it stands still in between.</summary>
public sealed class PracticePlatform : Platform
{
    /// <summary>A session plan.</summary>
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

    public PracticePlatform() => Clock.AutoAdvanceAmount = TimeSpan.Zero;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A Word document, with further types and parts if they are named.</summary>
    public static byte[] Word(string types = "", params (string Name, string Content)[] parts) =>
        Container([("[Content_Types].xml", WordTypes(types)), ("word/document.xml", "<x/>"), .. parts]);

    /// <summary>The list of types of a Word document.</summary>
    public static string WordTypes(string more = "", string main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml") =>
        $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{main}\"/>{more}</Types>";

    /// <summary>A container with these parts; each character of a content is a byte.</summary>
    public static byte[] Container(params (string Name, string Content)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var container = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = container.CreateEntry(name).Open();
                part.Write(Encoding.Latin1.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A trainer who has passed the assessment of Professional and not practised.</summary>
    public async Task<Applicant> CandidateAsync(string name = "Amara Diallo")
    {
        var candidate = await this.ReadyAsync(Level.Foundation, name);
        await this.StudyAsync(candidate.TrainerId, Level.Professional, cycle: 2);
        return candidate;
    }

    /// <summary>The candidate's practice with plan and recording, in the hands of the assessors.</summary>
    public async Task<Guid> HandedInAsync(Applicant candidate)
    {
        var id = await PlannedAsync(candidate);
        await DoneAsync(candidate.Actor, new LinkRecording(id, "https://video.example/" + id.ToString("N"), "Anybody with the link."));
        await DoneAsync(candidate.Actor, new HandInPractice(id));
        return id;
    }

    /// <summary>The candidate's practice with a session plan.</summary>
    public async Task<Guid> PlannedAsync(Applicant candidate)
    {
        var id = await DoneAsync(candidate.Actor, new BeginPractice());
        await DoneAsync(candidate.Actor, new HandInPlan(id, [.. Pdf, .. Guid.NewGuid().ToByteArray()]));
        return id;
    }

    /// <summary>An assessor with an account.</summary>
    public async Task<(Login Login, Actor Actor)> AssessorAsync()
    {
        var login = await this.AccountAsync(Domain.Common.Role.Assessor);
        return (login, Actors.Of(login));
    }

    /// <summary>Marks of one level everywhere.</summary>
    public MarkPractice Marks(Guid practice, int level)
    {
        var criteria = Services.GetRequiredService<RubricLibrary>().Newest.Outline.Criteria;
        return new MarkPractice(practice, criteria.ToDictionary(c => c, _ => level), criteria.ToDictionary(c => c, c => "On " + c), "On the whole.");
    }

    /// <summary>Takes it up and marks it.</summary>
    public async Task MarkAsync(Guid practice, Actor assessor, int level)
    {
        await DoneAsync(assessor, new TakeUpPractice(practice));
        await DoneAsync(assessor, Marks(practice, level));
    }

    public async Task<Guid> DoneAsync(Actor actor, ICommand command)
    {
        var outcome = await SendAsync(actor, command);
        outcome.Refusals.Select(r => r.Code).ShouldBeEmpty(command.GetType().Name);
        return outcome.Id ?? Guid.Empty;
    }

    public async Task RefusedAsync(Actor actor, ICommand command, string code) =>
        (await SendAsync(actor, command)).Refusals.Select(r => r.Code).ShouldBe([code], command.GetType().Name);

    public async Task<Practice> PracticeAsync(Guid id) => (await ReadAsync(q => q.LoadAsync<Practice>(id, Ct))).ShouldNotBeNull();

    /// <summary>A job, as Hangfire would run it.</summary>
    public async Task RunAsync<TJob>(Func<TJob, Task> run)
        where TJob : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        await run(scope.ServiceProvider.GetRequiredService<TJob>());
    }
}
