using Marten;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Practices;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Certification;

/// <summary>
/// Decisions of staff on an application: whoever ever took up the applicant's teaching practice, or drew, entered or handed in
/// a paper for them, examined them and takes no part (ISO/IEC 17024, clause 5.2), also where that was after the application
/// was sent, the practice was given back since, or a conflict of interest was declared there.
/// </summary>
internal static class Examined
{
    public static async Task<Outcome> DecideUnexaminedAsync(
        this IDocumentSession session,
        Guid applicationId,
        int? expectedVersion,
        Func<Application, Decision<ApplicationEvent>> decide,
        CancellationToken ct)
    {
        var known = await session.LoadAsync<Application>(applicationId, ct).ConfigureAwait(false);
        var examiners = known is null ? [] : await PracticeQueries.ExaminersAsync(session, known.TrainerId, ct).ConfigureAwait(false);
        return await session.DecideAsync<Application, ApplicationEvent>(applicationId, expectedVersion, a => decide(a.ExaminedBy(examiners)), ct).ConfigureAwait(false);
    }
}
