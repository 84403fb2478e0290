using Marten;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Scheme;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Features.Accounts;

namespace VisionZero.Web.Features.Certification;

/// <summary>What is known about an applicant: what eligibility weighs, read in one round trip.</summary>
public sealed record ApplicantFacts(
    Trainer Trainer,
    bool EmailConfirmed,
    IReadOnlyList<Enrolment> Enrolments,
    IReadOnlyList<Application> Applications,
    IReadOnlyList<Certificate> Certificates)
{
    /// <summary>All assessed teaching practices.</summary>
    public IReadOnlyList<Practice> Practices { get; init; } = [];

    /// <summary>Staff who examined the trainer and take no part in the decision: they ever took up a practice, or wrote or handed in a paper for the trainer.</summary>
    public IEnumerable<Guid> Examiners() => Practices.SelectMany(p => p.Examiners()).Union(Enrolments.SelectMany(e => e.WrittenBy()));

    /// <summary>Reads the facts of a trainer.</summary>
    public static async Task<ApplicantFacts> LoadAsync(IQuerySession session, Trainer trainer, CancellationToken ct)
    {
        var batch = session.CreateBatchQuery();
        var login = batch.Load<Login>(trainer.AccountId);
        var enrolments = batch.Query<Enrolment>().Where(e => e.TrainerId == trainer.Id).ToList();
        var applications = batch.Query<Application>().Where(a => a.TrainerId == trainer.Id).ToList();
        var certificates = batch.Query<Certificate>().Where(c => c.TrainerId == trainer.Id).ToList();
        var practices = batch.Query<Practice>().Where(p => p.TrainerId == trainer.Id).ToList();
        await batch.Execute(ct);
        return new ApplicantFacts(trainer, await login is { EmailConfirmed: true }, await enrolments, await applications, await certificates) { Practices = await practices };
    }

    /// <summary>The latest enrolment in the level's course.</summary>
    public Enrolment? Latest(Level level) => Enrolments.Where(e => e.Level == level).MaxBy(e => (e.CourseVersion, e.Cycle));

    /// <summary>The application for this level that is under way.</summary>
    public Application? Open(Level level) => Applications.FirstOrDefault(a => a.Level == level && !a.IsClosed());

    /// <summary>The number of the next application for this level.</summary>
    public int NextCycle(Level level) => Applications.Count(a => a.Level == level) + 1;

    /// <summary>The certificate of this level that is in force.</summary>
    public Certificate? InForce(Level level, SchemePolicy policy, DateTimeOffset at) =>
        Certificates.Where(c => c.Level == level && Standing.Of(c, policy, at).Certifies).MaxBy(c => c.ValidThrough);

    /// <summary>A certificate whose renewal may be applied for and is neither awarded nor under way, the one that ends first; or null.</summary>
    public Certificate? Renewable(SchemePolicy policy, DateTimeOffset at) =>
        Certificates
            .Where(c => Standing.Of(c, policy, at).MayRenew && Open(c.Level) is null && !Certificates.Any(c.IsRenewedBy))
            .MinBy(c => c.ValidThrough);

    /// <summary>"Why not yet" for a level; an application under way does not count against itself.</summary>
    public Eligibility For(Level level, SchemePolicy policy, DateTimeOffset at) =>
        Eligibility.Of(level, Trainer, EmailConfirmed, Latest(level), [.. Certificates], Open(level) is not null, policy, at, Practices);
}
