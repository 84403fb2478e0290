using Marten;
using VisionZero.Domain.Practices;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Practices;

/// <summary>What is kept about a candidate: practices, files, where the recording lies, the assessors' words once concluded.</summary>
internal sealed class PracticeData(FileStore files) : IPersonalData
{
    public async Task<PersonalExport> ExportAsync(IQuerySession session, Guid account, CancellationToken ct)
    {
        var practices = await session.Query<Practice>().Where(p => p.AccountId == account).OrderBy(p => p.Attempt).ToListAsync(ct);
        // Before the practice is concluded no marks are shown to anybody but who gave them.
        Guid[] concluded = [.. practices.Where(p => p.IsConcluded()).Select(p => p.Id)];
        return practices.Count == 0
            ? PersonalExport.Empty
            : new PersonalExport(
                new Dictionary<string, object?>
                {
                    ["practices"] = practices.Select(p => p.IsConcluded() ? p : p with { Markings = [], EverTaken = [] }),
                    ["recordings"] = await session.Query<RecordingPlace>().Where(r => r.AccountId == account).ToListAsync(ct),
                    ["assessments-of-practice"] = await session.Query<MarkingWords>().Where(w => w.PracticeId.In(concluded)).ToListAsync(ct),
                },
                [
                    .. from practice in practices
                       where practice.State != PracticeState.Withdrawn
                       from file in practice.Files()
                       select ($"practice/{practice.Attempt}-{file.Sha256[..8]}.{PracticeFileTypes.Extension(file.MediaType!)}", file.Sha256),
                ]);
    }

    public async Task EraseAsync(IDocumentSession session, Guid account, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var practice in await session.Query<Practice>().Where(p => p.AccountId == account).ToListAsync(ct))
        {
            if (!practice.IsClosed())
            {
                await session.DecideAsync<Practice, PracticeEvent>(practice.Id, null, p => MarkingDecisions.Abandon(p, at), ct);
                if (practice.Session is { } booked)
                {
                    await session.DecideAsync<Slot, SlotEvent>(booked.SlotId, null, s => SlotDecisions.Free(s, practice.Id, at), ct);
                }
            }

            files.ReleaseHandedIn(session, practice);
        }

        foreach (var entry in await session.Query<CalendarEntry>().Where(c => c.AccountId == account).ToListAsync(ct))
        {
            files.Release(session, entry.Sha256, entry.Id);
            session.Delete(entry);
        }

        session.DeleteWhere<RecordingPlace>(r => r.AccountId == account);
        session.DeleteWhere<MarkingWords>(w => w.AccountId == account);
        session.DeleteWhere<MarkingDraft>(d => d.AccountId == account);
    }
}
