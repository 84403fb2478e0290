using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Tests;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Storage;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Certificates;

/// <summary>
/// The promise of "exactly one": whatever moment the process is killed at, an approval is one certificate, one file and
/// one message. The real product runs in a process of its own and is killed for good, as by a power cut.
/// </summary>
public sealed class KilledProcessTests(KilledPlatform platform, ITestOutputHelper output) : IClassFixture<KilledPlatform>
{
    private const int Approvals = 100;
    private const int Approvers = 4;
    private const int Seed = 20261123;

    private static readonly int KillsWhileApproving = Thoroughness.IsFull ? 6 : 3;
    private static readonly int KillsAfterwards = Thoroughness.IsFull ? 2 : 1;

    private readonly Random _random = new(Seed);
    private readonly List<string> _story = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly ConcurrentBag<Guid> _acknowledged = [];
    private PlatformProcess _child = null!;
    private TaskCompletionSource<PlatformProcess> _running = new();
    private volatile int _pause = int.MaxValue;
    private int _unacknowledged;
    private int _interruptedCertificates;
    private int _interruptedMails;
    private long _interruptedJobs;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killing_the_process_during_100_approvals_leaves_exactly_100_certificates_files_and_mails()
    {
        var applications = await PrepareAsync();
        var approver = await platform.AccountAsync(Role.Approver);
        await StartAsync("http://127.0.0.1:0");
        try
        {
            // The messages about the applications go out first, so that kills meet those about certificates.
            await NothingOpenAsync();
            var open = new ConcurrentQueue<Guid>(applications);
            var approving = Task.WhenAll(Enumerable.Range(0, Approvers).Select(_ => ApproveAllAsync(approver, open)));
            await KillWhileApprovingAsync(approving);
            _pause = int.MaxValue;
            await approving;
            await KillAfterwardsAsync();
            await QuietAsync();
            await AssertExactlyOneEachAsync(applications);
            Tell("done");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"Seed {Seed}: {e.Message}\n{string.Join('\n', _story)}\nThe process said:\n{_child.Said}", e);
        }
        finally
        {
            _child.Dispose();
            output.WriteLine(string.Join('\n', _story));
        }
    }

    private async Task<IReadOnlyList<Guid>> PrepareAsync()
    {
        var reviewer = await platform.AccountAsync(Role.Reviewer);
        var prepared = new ConcurrentBag<Guid>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Approvals), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Ct }, async (_, _) =>
            prepared.Add((await platform.RecommendedAsync(reviewer)).Application));
        Tell("prepared");
        return [.. prepared];
    }

    private async Task StartAsync(string address)
    {
        _child = await platform.StartAsync(address);
        Tell($"started at {_child.Address}");
        _running.SetResult(_child);
    }

    /// <summary>Kills for good and notes what was cut off: the test means something only if something was.</summary>
    private async Task KillAsync(string when)
    {
        _running = new TaskCompletionSource<PlatformProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        _child.Kill();
        var awarded = await platform.ReadAsync(q => q.Query<Certificate>().CountAsync(Ct));
        var issued = await IssuedAsync();
        var sent = await SentAsync();
        var underWay = await platform.JobsUnderWayAsync();
        _interruptedCertificates += awarded - issued;
        _interruptedMails += sent is > 0 and < Approvals ? issued - sent : 0;
        _interruptedJobs += underWay;
        Tell($"killed {when}: {_acknowledged.Count} acknowledged, {awarded} awarded, {issued} with file, {sent} mailed, {await platform.OpenJobsAsync()} jobs open, {underWay} under way");
        var address = _child.Address;
        _child.Dispose();
        await StartAsync(address);
    }

    private async Task KillWhileApprovingAsync(Task approving)
    {
        for (var kill = 0; kill < KillsWhileApproving; kill++)
        {
            // Some while approvals are on the way and their jobs begin; some once files and messages are being made.
            var threshold = ((Approvals - 10) * kill / KillsWhileApproving) + _random.Next(1, 10);
            var whileApproving = kill % 2 == 0;
            _pause = whileApproving ? int.MaxValue : threshold;
            await UntilAsync(() => Task.FromResult(_acknowledged.Count >= threshold), approving);
            if (!whileApproving)
            {
                var files = await IssuedAsync() + _random.Next(1, 8);
                await UntilAsync(async () => await IssuedAsync() >= Math.Min(files, threshold), approving);
            }

            var delay = _random.Next(0, 120);
            await Task.Delay(delay, Ct);
            await KillAsync($"{delay} ms after {(whileApproving ? "approval" : "a file, at approval")} {threshold}");
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> reached, Task approving)
    {
        for (var until = DateTime.UtcNow.AddSeconds(60); DateTime.UtcNow < until && !approving.IsFaulted && !await reached();)
        {
            await Task.Delay(30, Ct);
        }
    }

    private Task<int> SentAsync() => platform.ReadAsync(q => q.Query<OutgoingMail>().CountAsync(m => m.Purpose == "certificate-issued" && m.State == MailState.Sent, Ct));

    private Task<int> IssuedAsync() => platform.ReadAsync(q => q.Query<Certificate>().CountAsync(c => c.Sha256 != null, Ct));

    /// <summary>Messages are on the way.</summary>
    private async Task KillAfterwardsAsync()
    {
        for (var kill = 0; kill < KillsAfterwards; kill++)
        {
            var mails = await SentAsync() + _random.Next(5, 15);
            await UntilAsync(async () => await SentAsync() >= mails, Task.CompletedTask);
            await KillAsync($"at message {mails}");
        }
    }

    private async Task ApproveAllAsync(Login approver, ConcurrentQueue<Guid> open)
    {
        var browser = new Visitor((await _running.Task.WaitAsync(Ct)).Address);
        try
        {
            await PatientlyAsync(async () =>
            {
                await browser.OpenAsync("/sign-in");
                await browser.SubmitAsync(("Email", approver.Email), ("Password", People.Password));
                browser.Address.ShouldNotContain("/sign-in");
            });
            while (open.TryDequeue(out var application))
            {
                while (_acknowledged.Count >= _pause)
                {
                    await Task.Delay(5, Ct);
                }

                await PatientlyAsync(() => ApproveAsync(browser, application));
                _acknowledged.Add(application);
            }
        }
        finally
        {
            browser.Dispose();
        }
    }

    /// <summary>Looks at the application and approves it if that is still open: all that a person does after a failure.</summary>
    private async Task ApproveAsync(Visitor browser, Guid application)
    {
        await browser.OpenAsync($"/staff/applications/{application}");
        browser.Status.ShouldBe(HttpStatusCode.OK);
        if (ApprovalForm(browser) is not { } form)
        {
            browser.Address.ShouldContain("/staff/applications/");
            return;
        }

        try
        {
            await browser.SubmitAsync(form, []);
        }
        catch (HttpRequestException)
        {
            Interlocked.Increment(ref _unacknowledged);
            throw;
        }

        browser.Status.ShouldBe(HttpStatusCode.OK);
        ApprovalForm(browser).ShouldBeNull(browser.Page.Body?.TextContent);
    }

    private static IHtmlFormElement? ApprovalForm(Visitor browser) =>
        browser.Page.Forms.FirstOrDefault(f => f.Action.Contains("handler=Approve", StringComparison.Ordinal));

    /// <summary>Tries again once the product is back, as often as it was killed.</summary>
    private async Task PatientlyAsync(Func<Task> act)
    {
        for (var attempt = 0; ; attempt++)
        {
            var running = await _running.Task.WaitAsync(TimeSpan.FromSeconds(120), Ct);
            try
            {
                await act();
                return;
            }
            catch (Exception e) when (e is HttpRequestException or IOException && attempt < 2 * (KillsWhileApproving + KillsAfterwards))
            {
                // Killed, or about to be noticed as killed.
                while (_running.Task.IsCompletedSuccessfully && _running.Task.Result == running)
                {
                    await Task.Delay(20, Ct);
                }
            }
        }
    }

    /// <summary>Nothing left to do: a second message would come from a job that is still open now.</summary>
    private async Task QuietAsync()
    {
        await Platform.EventuallyAsync(
            async () => await SentAsync() >= Approvals,
            "every certificate mailed",
            300);
        Tell("every certificate mailed");
        await NothingOpenAsync();
    }

    private async Task NothingOpenAsync()
    {
        try
        {
            await Platform.EventuallyAsync(async () => await platform.LagAsync() == 0 && await platform.OpenJobsAsync() == 0, "no job open", 300);
        }
        catch (TimeoutException)
        {
            Tell(await platform.OpenAsync());
            throw;
        }

        Tell("quiet");
    }

    private async Task AssertExactlyOneEachAsync(IReadOnlyList<Guid> applications)
    {
        _acknowledged.Order().ShouldBe(applications.Order());
        (_unacknowledged + _interruptedCertificates).ShouldBeGreaterThan(0, "no kill cut anything off: the test proves nothing");
        _interruptedJobs.ShouldBeGreaterThan(0, "no kill met a job: the test proves nothing");
        _interruptedMails.ShouldBeGreaterThan(0, "no kill cut a message off: the test proves nothing");

        var certificates = await platform.ReadAsync(q => q.Query<Certificate>().ToListAsync(Ct));
        certificates.Select(c => c.Id).Order().ShouldBe(applications.Select(DeterministicId.Certificate).Order());
        certificates.ShouldAllBe(c => c.Sha256 != null);
        certificates.Select(c => c.Number).Distinct().Count().ShouldBe(Approvals);
        certificates.Select(c => c.Sha256).Distinct().Count().ShouldBe(Approvals);

        await EventsAsync<ApplicationEvent.Approved>(applications);
        await EventsAsync<CertificateEvent.Awarded>(certificates.Select(c => c.Id));
        await EventsAsync<CertificateEvent.Issued>(certificates.Select(c => c.Id));

        var files = platform.Services.GetRequiredService<FileStore>();
        (await files.CountAsync("application/pdf", Ct)).ShouldBe(Approvals);
        foreach (var certificate in certificates)
        {
            var file = (await files.ReadAsync(certificate.Sha256!, Ct)).ShouldNotBeNull(certificate.Number);
            FileStore.Hash(file.Bytes).ShouldBe(certificate.Sha256);
        }

        var mails = await platform.ReadAsync(q => q.Query<OutgoingMail>().Where(m => m.Purpose == "certificate-issued").ToListAsync(Ct));
        mails.ShouldAllBe(m => m.State == MailState.Sent);
        mails.Select(m => m.Attachments.Single().Sha256).Order(StringComparer.Ordinal).ShouldBe(certificates.Select(c => c.Sha256!).Order(StringComparer.Ordinal));
        mails.Select(m => m.Arguments["number"]).Order(StringComparer.Ordinal).ShouldBe(certificates.Select(c => c.Number).Order(StringComparer.Ordinal));
        mails.Select(m => m.AccountId).Distinct().Count().ShouldBe(Approvals);
        (await platform.ReadAsync(q => q.Query<OutgoingMail>().CountAsync(m => m.Purpose == "application-submitted", Ct))).ShouldBe(Approvals);
    }

    /// <summary>Exactly one event of the kind in each of the streams, and none elsewhere.</summary>
    private async Task EventsAsync<TEvent>(IEnumerable<Guid> streams)
        where TEvent : class
    {
        var events = await platform.ReadAsync(q => q.Events.QueryAllRawEvents().Where(e => e.EventTypeName == EventCatalogue.Names[typeof(TEvent)]).ToListAsync(Ct));
        events.Select(e => e.StreamId).Order().ShouldBe(streams.Order(), typeof(TEvent).Name);
    }

    private void Tell(string what)
    {
        lock (_story)
        {
            _story.Add(string.Create(CultureInfo.InvariantCulture, $"{_watch.Elapsed.TotalSeconds,6:0.0} s  {what}"));
        }
    }
}
