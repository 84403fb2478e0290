using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Tests;
using VisionZero.Web.Content;
using VisionZero.Web.Hosting;

namespace VisionZero.Benchmarks;

/// <summary>How learning and assessments do over HTTP, with the real Foundation course and a learner for each paper.</summary>
internal sealed class Assessments(PlatformHost host, TimeSpan duration) : IDisposable
{
    private const int Starts = 1000;
    private const int Writers = 8;

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = Starts })
    {
        Timeout = TimeSpan.FromMinutes(2),
    };

    private readonly ConcurrentQueue<string> _errors = new();
    private readonly List<Sitting> _sittings = [];

    /// <summary>Makes the learners; they have read the conditions and wait for the start.</summary>
    public async Task PrepareAsync()
    {
        Console.WriteLine($"preparing {Starts} learners …");
        var learners = await TestLearners.MakeAsync(host.App.Services, "foundation", Starts, DateTimeOffset.UtcNow, CancellationToken.None);
        _sittings.AddRange(learners.Select(l => new Sitting(l, new AssessmentTaker(_client, () => host.Address.TrimEnd('/') + "/", "foundation", l.Cookie))));
        await EachAsync(Writers, s => s.Taker.ReadConditionsAsync(CancellationToken.None));
    }

    /// <summary>Pages of lessons, read one after the other by as many readers at once as there are cores: seconds each took.</summary>
    public async Task<IReadOnlyList<double>> LessonsAsync()
    {
        Console.WriteLine("measuring lesson pages …");
        string[] pages = [.. host.App.Services.GetRequiredService<CourseLibrary>().Find("foundation")!.Rules.SelectMany(r => r.Lessons.Select(l => $"en/learn/foundation/{r.Rule}/{l.Key}"))];
        var taken = new ConcurrentBag<double>();
        foreach (var (warmUp, length) in new[] { (true, duration / 4), (false, duration * 2) })
        {
            taken.Clear();
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(async reader =>
            {
                for (var page = reader; clock.Elapsed < length; page += Environment.ProcessorCount)
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(host.Address), pages[page % pages.Length]));
                    request.Headers.Add("Cookie", _sittings[page % _sittings.Count].Learner.Cookie);
                    var started = Stopwatch.GetTimestamp();
                    using var answer = await _client.SendAsync(request);
                    await answer.Content.ReadAsByteArrayAsync();
                    answer.EnsureSuccessStatusCode();
                    taken.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
                }
            }));
        }

        return [.. taken.Order()];
    }

    /// <summary>Everybody presses the button in the same moment; answers how long it took until the last had a paper.</summary>
    public async Task<(TimeSpan All, int Errors)> StartAllAsync()
    {
        Console.WriteLine($"measuring {Starts} assessments that start at once …");
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(_sittings.Select(s => TellAsync(async () =>
        {
            if (!await s.Taker.StartAsync(CancellationToken.None))
            {
                _errors.Enqueue("not started");
            }
        })));
        return (clock.Elapsed, Errors());
    }

    /// <summary>Answers saved a second.</summary>
    public async Task<double> SaveAsync()
    {
        Console.WriteLine("measuring answers saved …");
        await EachAsync(Writers, s => s.Taker.OpenAsync(CancellationToken.None));
        var next = 0;
        var clock = Stopwatch.StartNew();
        var saved = 0;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            while (clock.Elapsed < duration)
            {
                var turn = Interlocked.Increment(ref next);
                var sitting = _sittings[turn % _sittings.Count];
                var single = sitting.Singles(host);
                var letter = "abcd"[turn / _sittings.Count / single.Count % 4].ToString();
                if (await sitting.Taker.SaveAsync(single[turn / _sittings.Count % single.Count], letter, CancellationToken.None) != HttpStatusCode.OK)
                {
                    _errors.Enqueue("not saved");
                }

                Interlocked.Increment(ref saved);
            }
        }));
        return saved / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Papers handed in and marked a second.</summary>
    public async Task<double> HandInAsync()
    {
        Console.WriteLine("measuring papers handed in …");
        await EachAsync(Writers, s => s.Taker.OpenHandInAsync(CancellationToken.None));
        var clock = Stopwatch.StartNew();
        await EachAsync(Writers, async s =>
        {
            if (!await s.Taker.HandInAsync(CancellationToken.None))
            {
                _errors.Enqueue("not handed in");
            }
        });
        return Starts / clock.Elapsed.TotalSeconds;
    }

    /// <summary>What went wrong since it was asked last; said on the console.</summary>
    public int Errors()
    {
        var told = _errors.Distinct().ToList();
        told.ForEach(Console.WriteLine);
        var count = _errors.Count;
        _errors.Clear();
        return count;
    }

    public void Dispose() => _client.Dispose();

    private Task EachAsync(int atOnce, Func<Sitting, Task> work) =>
        Parallel.ForEachAsync(_sittings, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (s, _) => await TellAsync(() => work(s)));

    private async Task TellAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (HttpRequestException e)
        {
            _errors.Enqueue(e.Message);
        }
    }

    /// <summary>A learner at a paper.</summary>
    private sealed record Sitting(TestLearner Learner, AssessmentTaker Taker)
    {
        private IReadOnlyList<string>? _singles;

        /// <summary>Questions of the paper that are answered with one letter.</summary>
        public IReadOnlyList<string> Singles(PlatformHost host) => _singles ??=
        [
            .. Taker.Shown.Keys.Where(id => host.App.Services.GetRequiredService<CourseLibrary>().Find("foundation")!.Item(id)!.Key.Kind == Domain.Courses.ItemKind.Single),
        ];
    }

    /// <summary>A share of measurements, in milliseconds.</summary>
    public static string Milliseconds(IReadOnlyList<double> sorted, double share) =>
        (sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)] * 1000).ToString("F1", CultureInfo.InvariantCulture);
}
