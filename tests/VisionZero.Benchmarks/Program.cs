using System.Diagnostics;
using System.Globalization;
using Marten;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using VisionZero.Benchmarks;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Tests;
using VisionZero.Web;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Hosting;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Texts;

// Each figure stands beside the limit of its parts, measured in the same run on the same server: read the ratios.
const int Writers = 8;
var duration = TimeSpan.FromSeconds(args is [var seconds, ..] ? double.Parse(seconds, CultureInfo.InvariantCulture) : 4);
var connection = await TestCluster.DurableConnectionStringAsync();
var started = Stopwatch.GetTimestamp();
await using var host = await PlatformHost.StartAsync(["--urls", "http://127.0.0.1:0"], builder =>
{
    builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["ConnectionStrings:VisionZero"] = connection + ";Maximum Pool Size=20",
        ["VisionZero:Schema"] = "bench",
    });
    builder.Logging.SetMinimumLevel(LogLevel.Error);
});
using var client = new HttpClient { BaseAddress = new Uri(host.Address) };
await client.GetStringAsync(new Uri("/en", UriKind.Relative));
var firstPage = Stopwatch.GetElapsedTime(started);

var store = host.App.Services.GetRequiredService<IDocumentStore>();
var database = host.App.Services.GetRequiredService<NpgsqlDataSource>();
await using (var create = database.CreateCommand("create table if not exists bench.rows (id uuid primary key, data jsonb)"))
{
    await create.ExecuteNonQueryAsync();
}

var trainers = Enumerable.Range(0, 256).Select(_ => (Account: Guid.CreateVersion7(), Id: Guid.CreateVersion7())).ToArray();
await using (var session = store.LightweightSession())
{
    foreach (var (account, id) in trainers)
    {
        session.Events.StartStream<Trainer>(id, new TrainerEvent.Registered(account, "FI", ["fi"], ["metal"], 3, DateTimeOffset.UtcNow));
    }

    await session.SaveChangesAsync();
}

var next = 0;
var commits = await MeasureAsync("single-row commits", async () =>
{
    await using var insert = database.CreateCommand("insert into bench.rows values ($1, '{}')");
    insert.Parameters.AddWithValue(Guid.CreateVersion7());
    await insert.ExecuteNonQueryAsync();
});
var appends = await MeasureAsync("bare Marten appends, inline view", async () =>
{
    await using var session = store.LightweightSession();
    session.Events.StartStream<Trainer>(Guid.CreateVersion7(), new TrainerEvent.Registered(Guid.CreateVersion7(), "FI", ["fi"], ["metal"], 3, DateTimeOffset.UtcNow));
    await session.SaveChangesAsync();
});
var commands = await MeasureAsync("commands through the whole pipeline", async () =>
{
    var turn = Interlocked.Increment(ref next);
    var (account, _) = trainers[turn % trainers.Length];
    await using var scope = host.App.Services.CreateAsyncScope();
    scope.ServiceProvider.GetRequiredService<ActorContext>().ActAs(Actor.OfPerson(account, [Role.Trainer]));
    await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SetListingConsent(turn / trainers.Length % 2 == 0));
});
var bare = await MeasureAsync("bare page over HTTP", () => client.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
var find = await MeasureAsync("directory search over HTTP", () => client.GetStringAsync(new Uri($"/en/find?q=word{Interlocked.Increment(ref next)}", UriKind.Relative)));
var verify = await MeasureAsync("verification over HTTP", () => client.GetStringAsync(new Uri("/en/verify?number=" + CertificateNumber.Compose('F', 2026, Interlocked.Increment(ref next) % 900_000 + 1), UriKind.Relative)));
var press = await host.App.Services.GetRequiredService<Press>().Ready;
var certificate = new Certificate
{
    Number = CertificateNumber.Compose('P', 2026, 4217),
    Code = VerificationCode.Create(),
    PrintedName = "Zoë Müller",
    Level = Level.Professional,
    ValidFrom = new DateOnly(2026, 6, 1),
    ValidThrough = new DateOnly(2029, 5, 31),
    AwardedAt = new DateTimeOffset(2026, 5, 28, 0, 0, 0, TimeSpan.Zero),
};
var paper = CertificatePaper.Of(certificate, host.App.Services.GetRequiredService<TextSource>(), host.App.Services.GetRequiredService<Settings>(), certificate.AwardedAt);
var papers = await MeasureAsync("certificates rendered and text-checked", () => Task.Run(() => press.Print(paper)), Environment.ProcessorCount);
var endToEnd = await AwardAsync(200);
using var assessments = new Assessments(host, duration);
await assessments.PrepareAsync();
var lessons = await assessments.LessonsAsync();
var (allStarted, startErrors) = await assessments.StartAllAsync();
var saved = await assessments.SaveAsync();
var handedIn = await assessments.HandInAsync();
var otherErrors = assessments.Errors();

Console.WriteLine();
Console.WriteLine($"| {"what",-44} | per second | of its limit |");
Console.WriteLine($"|{new string('-', 46)}|-----------:|-------------:|");
Row("single-row commits, 8 connections", commits, null);
Row("bare Marten appends, inline view", appends, commits);
Row("commands through the whole pipeline", commands, appends);
Row("bare page over HTTP", bare, null);
Row("directory search over HTTP", find, bare);
Row("verification over HTTP", verify, bare);
Row($"certificates ({press.Choice.Renderer.Name}), all cores", papers, null);
Row("certificates, award to delivered message", endToEnd, papers);
Row("lesson pages over HTTP, not kept", lessons.Count / (duration * 2).TotalSeconds, bare);
Row("assessments started over HTTP, 1,000 at once", 1000 / allStarted.TotalSeconds, appends);
Row("answers saved over HTTP", saved, appends);
Row("papers handed in over HTTP and marked", handedIn, appends);
Console.WriteLine();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Start to first page: {firstPage.TotalSeconds:F1} s, schema included. Memory of this process: {Environment.WorkingSet / 1048576} MiB. {Environment.ProcessorCount} cores."));
Console.WriteLine($"Lesson page, {Environment.ProcessorCount} readers: half within {Assessments.Milliseconds(lessons, 0.5)} ms, 99 % within {Assessments.Milliseconds(lessons, 0.99)} ms.");
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"1,000 assessments started in the same moment: all have their paper after {allStarted.TotalSeconds:F1} s, {startErrors} errors; {otherErrors} errors while answering and handing in."));
return startErrors + otherErrors == 0 ? 0 : 1;

// The whole way of an award on the running platform: event, job, paper with its text check, file, event, job, message.
async Task<double> AwardAsync(int count)
{
    Console.WriteLine("measuring certificates from award to delivered message …");
    await using (var session = store.LightweightSession())
    {
        foreach (var (account, _) in trainers.Take(count))
        {
            var email = $"{account:N}@people.example";
            session.Insert(new Login { Id = account, Email = email, NormalizedEmail = email.ToUpperInvariant(), EmailConfirmed = true, Roles = [Role.Trainer] });
        }

        await session.SaveChangesAsync();
    }

    var clock = Stopwatch.StartNew();
    await Task.WhenAll(trainers.Take(count).Select((trainer, i) => (trainer.Id, Number: CertificateNumber.Compose('F', 2026, i + 1))).Chunk(count / Writers).Select(async part =>
    {
        foreach (var (trainer, number) in part)
        {
            await using var session = store.LightweightSession();
            session.Events.StartStream<Certificate>(
                Guid.CreateVersion7(),
                new CertificateEvent.Awarded(Guid.CreateVersion7(), trainer, Level.Foundation, number, VerificationCode.Create(), "Zoë Müller", null, "en", new DateOnly(2026, 6, 1), new DateOnly(2031, 5, 31), 1, null, DateTimeOffset.UtcNow));
            await session.SaveChangesAsync();
        }
    }));
    while (true)
    {
        await using var session = store.QuerySession();
        if (await session.Query<OutgoingMail>().CountAsync(m => m.Purpose == "certificate-issued" && m.State == MailState.Sent) >= count)
        {
            return count / clock.Elapsed.TotalSeconds;
        }

        if (clock.Elapsed > TimeSpan.FromMinutes(3))
        {
            throw new TimeoutException("The certificates are not all delivered after three minutes.");
        }

        await Task.Delay(50);
    }
}

async Task<double> MeasureAsync(string what, Func<Task> work, int writers = Writers)
{
    Console.WriteLine($"measuring {what} …");
    await RunAsync(work, writers, duration / 4);
    return await RunAsync(work, writers, duration);
}

static async Task<double> RunAsync(Func<Task> work, int writers, TimeSpan duration)
{
    long done = 0;
    var clock = Stopwatch.StartNew();
    await Task.WhenAll(Enumerable.Range(0, writers).Select(async _ =>
    {
        while (clock.Elapsed < duration)
        {
            await work();
            Interlocked.Increment(ref done);
        }
    }));
    return done / clock.Elapsed.TotalSeconds;
}

static void Row(string what, double rate, double? limit) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what,-44} | {rate,10:N0} | {(limit is { } l ? (rate / l).ToString("P0", CultureInfo.InvariantCulture) : ""),12} |"));
