using System.Collections.Concurrent;
using Marten;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Courses;

/// <summary>What was counted about a bank of questions.</summary>
/// <param name="At">When.</param>
/// <param name="Papers">Papers drawn from it.</param>
/// <param name="Learners">Learners whose first marked paper counts.</param>
/// <param name="ToRescore">Papers that rest on withdrawn questions.</param>
/// <param name="Items">Figures of every question.</param>
public sealed record CountedBank(DateTimeOffset At, int Papers, int Learners, int ToRescore, IReadOnlyList<ItemFigures> Items);

/// <summary>
/// Counts the papers of a bank when somebody looks. A small register is counted every time; where counting takes long,
/// what was counted a few minutes ago is shown, with its time, and only one request counts anew.
/// </summary>
public sealed class BankFigures(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(string Course, int Version), (CountedBank Counted, int Bank, TimeSpan Took)> _counted = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The figures. A question withdrawn or restored is counted at once.</summary>
    public async Task<CountedBank> OfAsync(IQuerySession session, Course course, ItemBank bank, int passMark, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(course);
        ArgumentNullException.ThrowIfNull(bank);
        if (Known(course, bank) is { } known)
        {
            return known;
        }

        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (Known(course, bank) is { } meanwhile)
            {
                return meanwhile;
            }

            var started = clock.GetTimestamp();
            var papers = await PaperQueries.TakenAsync(session, course, ct).ConfigureAwait(false);
            var counted = new CountedBank(
                clock.GetUtcNow(),
                papers.Count,
                papers.Where(p => p.Attempt.Passed is not null).DistinctBy(p => p.TrainerId).Count(),
                PaperQueries.Proposal(course, bank, papers, passMark).Lines.Count,
                PaperQueries.Figures(course, bank, papers));
            _counted[(course.Id, course.Version)] = (counted, bank.Version, clock.GetElapsedTime(started));
            return counted;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private CountedBank? Known(Course course, ItemBank bank) =>
        _counted.TryGetValue((course.Id, course.Version), out var known)
        && known.Bank == bank.Version && known.Took > Quick && clock.GetUtcNow() - known.Counted.At < Kept
            ? known.Counted
            : null;
}
