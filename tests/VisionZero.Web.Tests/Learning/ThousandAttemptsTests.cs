using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Tests;
using VisionZero.Web.Content;
using VisionZero.Web.Tests.Certificates;

namespace VisionZero.Web.Tests.Learning;

/// <summary>
/// The promise to whoever sits an assessment: an answer that the page calls saved is saved, and counts once, whatever
/// becomes of the line, the tab or the server. A thousand papers are written while all three are cut.
/// </summary>
public sealed class ThousandAttemptsTests(KilledPlatform platform, ITestOutputHelper output) : IClassFixture<KilledPlatform>
{
    private const int Attempts = 1000;
    private static readonly int AnswersEach = Thoroughness.IsFull ? 7 : 3;
    private const int AtOnce = 16;
    private static readonly int Kills = Thoroughness.IsFull ? 4 : 2;
    private const int Seed = 20261128;

    private volatile TaskCompletionSource<PlatformProcess> _running = new();
    private int _handedIn;
    private int _cutLines;
    private int _cutTabs;
    private int _cutByServer;
    private int _savedUnheard;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_saved_answer_of_1000_attempts_is_lost_or_counted_twice_when_line_tab_and_server_are_cut()
    {
        var learners = await TestLearners.MakeAsync(platform.Services, "foundation", Attempts, platform.Clock.GetUtcNow(), Ct);
        await StartAsync("http://127.0.0.1:0");
        var given = new ConcurrentDictionary<Guid, Story>();
        try
        {
            using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = AtOnce * 2 };
            using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(60) };
            var open = new ConcurrentQueue<(TestLearner Learner, int Number)>(learners.Select((l, i) => (l, i)));
            var taking = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
            {
                while (open.TryDequeue(out var next))
                {
                    given[next.Learner.EnrolmentId] = await TakeAsync(client, next.Learner, new Random(Seed + next.Number));
                    Interlocked.Increment(ref _handedIn);
                }
            }));
            await KillWhileAsync(taking);
            await taking;
        }
        finally
        {
            if (_running.Task.IsCompletedSuccessfully)
            {
                (await _running.Task).Dispose();
            }

            output.WriteLine($"Seed {Seed}: {_handedIn} handed in; cut off: {_cutLines} lines, {_cutTabs} tabs, {_cutByServer} requests by {Kills} killed servers; {_savedUnheard} answers were saved although nobody heard it.");
        }

        await AssertAsync(learners, given);
    }

    private async Task AssertAsync(IReadOnlyList<TestLearner> learners, ConcurrentDictionary<Guid, Story> given)
    {
        (_cutLines > 0 && _cutTabs > 0 && _cutByServer > 0).ShouldBeTrue("nothing was cut off: the test proves nothing");
        _savedUnheard.ShouldBeGreaterThan(0, "no answer was saved without being heard of: nothing could have been counted twice");
        var outline = platform.Services.GetRequiredService<CourseLibrary>().Find("foundation")!.Outline;
        var problems = new List<string>();
        foreach (var learner in learners)
        {
            var events = (await platform.ReadAsync(q => q.Events.FetchStreamAsync(learner.EnrolmentId, token: Ct))).Select(e => e.Data).OfType<EnrolmentEvent>().ToList();
            problems.AddRange(Judge(events, given[learner.EnrolmentId], outline).Select(p => $"{learner.EnrolmentId}: {p}"));
        }

        problems.ShouldBeEmpty();
    }

    private static IEnumerable<string> Judge(IReadOnlyList<EnrolmentEvent> events, Story story, CourseOutline outline)
    {
        var started = events.OfType<EnrolmentEvent.AssessmentStarted>().ToList();
        var saved = events.OfType<EnrolmentEvent.AnswerSaved>().ToList();
        var marks = events.Where(e => e is EnrolmentEvent.AssessmentPassed or EnrolmentEvent.AssessmentFailed).ToList();
        if (started.Count != 1 || events.OfType<EnrolmentEvent.AssessmentSubmitted>().Count() != 1 || marks.Count != 1)
        {
            yield return $"started {started.Count} times, marked {marks.Count} times";
            yield break;
        }

        foreach (var (item, letters) in story.Given)
        {
            var log = saved.Where(s => s.ItemId == item).Select(s => string.Join(',', s.Chosen)).ToList();
            if (!log.SequenceEqual(letters))
            {
                yield return $"{item} was saved as {string.Join(' ', letters)}, the log says {string.Join(' ', log)}";
            }
        }

        var right = started[0].Questions.Count(q => story.Given.TryGetValue(q.ItemId, out var letters) && outline.BankItem(q.ItemId)!.IsRight([letters[^1]]));
        var points = (marks[0] as EnrolmentEvent.AssessmentPassed)?.Scores ?? ((EnrolmentEvent.AssessmentFailed)marks[0]).Scores;
        if (points.Sum(s => s.Points) != right)
        {
            yield return $"{right} answers are right, {points.Sum(s => s.Points)} points were given";
        }
    }

    /// <summary>One learner from the conditions to the result; answers what was acknowledged, in order, by question.</summary>
    private async Task<Story> TakeAsync(HttpClient client, TestLearner learner, Random chance)
    {
        var story = new Story();
        var taker = new AssessmentTaker(client, () => _running.Task.Result.Address.TrimEnd('/') + "/", "foundation", learner.Cookie);
        await PatientlyAsync(taker.ReadConditionsAsync);
        await PatientlyAsync(async ct => (await taker.StartAsync(ct)).ShouldBeTrue());
        await PatientlyAsync(taker.OpenAsync);
        string[] items = [.. taker.Shown.Keys];
        chance.Shuffle(items);
        foreach (var item in items.Take(AnswersEach))
        {
            await GiveAsync(taker, item, "abcd"[chance.Next(4)].ToString(), story, chance);
            if (chance.Next(12) == 0)
            {
                await GiveAsync(taker, item, "abcd"[chance.Next(4)].ToString(), story, chance);
            }

            if (chance.Next(15) == 0)
            {
                // The tab is gone; another shows what was saved, and nothing else.
                Interlocked.Increment(ref _cutTabs);
                await PatientlyAsync(taker.OpenAsync);
                taker.Shown.Where(s => s.Value.Length > 0).Select(s => $"{s.Key} {s.Value}").Order().ShouldBe(story.Given.Select(g => $"{g.Key} {g.Value[^1]}").Order());
            }
        }

        await PatientlyAsync(taker.OpenHandInAsync);
        await HandInAsync(taker);
        return story;
    }

    /// <summary>Saves as the script does: again and again until it is told that the answer is saved.</summary>
    private async Task GiveAsync(AssessmentTaker taker, string item, string letter, Story story, Random chance)
    {
        for (var cut = chance.Next(6) == 0; ; cut = false)
        {
            try
            {
                using var line = CancellationTokenSource.CreateLinkedTokenSource(Ct);
                if (cut)
                {
                    Interlocked.Increment(ref _cutLines);
                    line.CancelAfter(chance.Next(0, 25));
                }

                // Like a line that is cut: the script says "not saved yet" and tries again.
                var told = await taker.SaveAsync(item, letter, line.Token);
                if (told >= HttpStatusCode.InternalServerError)
                {
                    throw new HttpRequestException($"Saving answered {told}.", null, told);
                }

                told.ShouldBe(HttpStatusCode.OK);
                break;
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (cut && e is OperationCanceledException && !Ct.IsCancellationRequested))
            {
                await ComeBackAsync(cut);
                if (chance.Next(2) == 0)
                {
                    // Half of them look before they send it again; it may be there already.
                    await PatientlyAsync(taker.OpenAsync);
                    _ = taker.Shown[item] == letter ? Interlocked.Increment(ref _savedUnheard) : 0;
                }
            }
        }

        story.Add(item, letter);
    }

    private async Task HandInAsync(AssessmentTaker taker)
    {
        await PatientlyAsync(async ct =>
        {
            if (!await taker.HandInAsync(ct))
            {
                await taker.OpenHandInAsync(ct);
                throw new IOException("Not handed in yet.");
            }
        });
    }

    private async Task PatientlyAsync(Func<CancellationToken, Task> act)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await act(Ct);
                return;
            }
            catch (Exception e) when (e is HttpRequestException or IOException && tries < 8 * Kills)
            {
                await ComeBackAsync(cut: false);
            }
        }
    }

    private async Task ComeBackAsync(bool cut)
    {
        if (!cut)
        {
            Interlocked.Increment(ref _cutByServer);
            await Task.Delay(50, Ct);
        }

        await _running.Task.WaitAsync(TimeSpan.FromSeconds(120), Ct);
    }

    private async Task StartAsync(string address)
    {
        try
        {
            _running.SetResult(await platform.StartAsync(address, answersThousands: true));
        }
        catch (Exception e)
        {
            // Nobody waits for a server that does not come back.
            _running.SetException(e);
            throw;
        }
    }

    private async Task KillWhileAsync(Task taking)
    {
        for (var kill = 1; kill <= Kills; kill++)
        {
            while (!taking.IsCompleted && _handedIn < Attempts * kill / (Kills + 1))
            {
                await Task.Delay(20, Ct);
            }

            var process = await _running.Task;
            _running = new TaskCompletionSource<PlatformProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
            process.Kill();
            var address = process.Address;
            process.Dispose();
            await StartAsync(address);
        }
    }

    /// <summary>Letters acknowledged, by question, without repetitions: what the log must say.</summary>
    private sealed class Story
    {
        public Dictionary<string, List<string>> Given { get; } = new(StringComparer.Ordinal);

        public void Add(string item, string letter)
        {
            if (!Given.TryGetValue(item, out var letters))
            {
                Given[item] = letters = [];
            }

            if (letters.Count == 0 || letters[^1] != letter)
            {
                letters.Add(letter);
            }
        }
    }
}
