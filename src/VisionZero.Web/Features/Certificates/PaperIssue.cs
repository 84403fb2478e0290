using JasperFx;
using Marten;
using VisionZero.Documents;
using VisionZero.Domain.Common;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Certificates;

/// <summary>
/// From an award to its file, for every kind of paper. File and event are one commit, guarded by the stream's version: a
/// process killed at any step leaves either nothing, and the job runs again, or everything.
/// </summary>
public sealed class PaperIssue(IDocumentStore store, CertificatePress press, FileStore files, TimeProvider clock)
{
    /// <summary>Prints and files the paper of a stream, unless there is none to print.</summary>
    /// <param name="id">The stream.</param>
    /// <param name="job">Who acts, as the log names it.</param>
    /// <param name="isDue">Whether a paper is missing.</param>
    /// <param name="paper">What is printed.</param>
    /// <param name="issue">Decides on the file: its SHA-256, length, renderer.</param>
    /// <param name="stop">Decides on a paper that cannot be printed: problem and detail.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task RunAsync<TState, TEvent>(
        Guid id,
        string job,
        Func<TState, bool> isDue,
        Func<TState, DateTimeOffset, CertificateDocument> paper,
        Func<TState, string, long, string, DateTimeOffset, Decision<TEvent>> issue,
        Func<TState, string, string, DateTimeOffset, Decision<TEvent>> stop,
        CancellationToken ct)
        where TState : class
        where TEvent : class
    {
        await using var session = store.LightweightSession();
        session.LastModifiedBy = job;
        var stream = await session.Events.FetchForWriting<TState>(id, ct);
        if (stream.Aggregate is not { } state || !isDue(state))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var printed = await press.PrintAsync(paper(state, now));
        var decision = printed.Problem is { } problem
            ? stop(state, problem, printed.Detail, now)
            : issue(state, files.Store(session, printed.Bytes, "application/pdf", id), printed.Bytes.Length, printed.Renderer, now);
        foreach (var @event in decision.Events)
        {
            stream.AppendOne(@event);
        }

        try
        {
            await session.SaveChangesAsync(ct);
        }
        catch (ConcurrencyException)
        {
            // Another run, or a person, was faster. No longer missing is done; anything else is tried again.
            await using var check = store.QuerySession();
            if (await check.LoadAsync<TState>(id, ct) is { } after && isDue(after))
            {
                throw;
            }
        }
    }
}
