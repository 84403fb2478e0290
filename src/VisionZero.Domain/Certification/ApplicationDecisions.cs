using VisionZero.Domain.Common;

namespace VisionZero.Domain.Certification;

/// <summary>
/// Four eyes without conflict of interest: one person recommends, a different one decides, and neither is the applicant
/// nor trained or examined the applicant (ISO/IEC 17024, clauses 4.2 and 5.2). Pure.
/// </summary>
public static class ApplicationDecisions
{
    /// <summary>Reasons an application may be declined for; the sentences are in <c>content/locales</c>.</summary>
    public static readonly IReadOnlyList<string> DeclineReasons =
        ["evidence-missing", "evidence-not-accepted", "experience-too-short", "identity-unclear", "conduct", "other"];

    /// <summary>Submits if every condition is met, else refuses with each unmet one.</summary>
    public static Decision<ApplicationEvent> Submit(Eligibility eligibility, ApplicationEvent.Submitted submission) =>
        eligibility.IsMet
            ? submission
            : Decision<ApplicationEvent>.Refuse(eligibility.Unmet.Select(c => Refusal.Of("eligibility." + c.Code, [.. c.Arguments])));

    /// <summary>A reviewer takes it up.</summary>
    public static Decision<ApplicationEvent> Claim(Application application, Guid reviewer, DateTimeOffset at) =>
        Conflict(application, reviewer) switch
        {
            { } conflict => conflict,
            _ when application.State == ApplicationState.InReview && application.Reviewer == reviewer => Decision<ApplicationEvent>.AlreadySo,
            _ when application.State == ApplicationState.InReview => Refusal.Of("application.claimed-by-other"),
            _ when application.State != ApplicationState.Submitted => Refusal.Of("application.not-open"),
            _ => new ApplicationEvent.Claimed(reviewer, at),
        };

    /// <summary>The reviewer gives it back.</summary>
    public static Decision<ApplicationEvent> Release(Application application, Guid reviewer, DateTimeOffset at) =>
        Working(application, reviewer) is { } refusal ? refusal : new ApplicationEvent.Released(reviewer, at);

    /// <summary>
    /// An approver sends it back to the queue: from a reviewer who does not come to it or has left, or with a recommendation
    /// that does not suffice to decide on. What the applicant was asked stays asked.
    /// </summary>
    public static Decision<ApplicationEvent> SendBack(Application application, Guid approver, DateTimeOffset at) =>
        Conflict(application, approver) is { } conflict ? conflict
        : application.IsClosed() ? Refusal.Of("application.decided")
        : application.Reviewer is null ? Decision<ApplicationEvent>.AlreadySo
        : new ApplicationEvent.SentBack(approver, at);

    /// <summary>Takes it from a reviewer who has left: done by the platform when the account is closed or loses the role.</summary>
    public static Decision<ApplicationEvent> ReleaseFrom(Application application, Guid reviewer, DateTimeOffset at) =>
        application.Reviewer == reviewer && application.State is ApplicationState.InReview or ApplicationState.WaitingForApplicant
            ? new ApplicationEvent.Released(reviewer, at)
            : Decision<ApplicationEvent>.AlreadySo;

    /// <summary>
    /// A person of staff declares a conflict of interest: they can take no part from then on, and what they had claimed or
    /// recommended goes back to the queue (ISO/IEC 17024, clause 5.2).
    /// </summary>
    public static Decision<ApplicationEvent> DeclareConflict(Application application, Guid staff, DateTimeOffset at) =>
        application switch
        {
            _ when application.AccountId == staff => Refusal.Of("application.own"),
            _ when application.IsClosed() => Refusal.Of("application.decided"),
            _ when Conflict(application, staff) is not null => Decision<ApplicationEvent>.AlreadySo,
            _ => new ApplicationEvent.ConflictDeclared(staff, at),
        };

    /// <summary>The reviewer asks the applicant for more.</summary>
    public static Decision<ApplicationEvent> Ask(Application application, Guid reviewer, Guid messageId, DateTimeOffset at) =>
        Working(application, reviewer) is { } refusal ? refusal : new ApplicationEvent.InformationAsked(reviewer, messageId, at);

    /// <summary>The applicant answers.</summary>
    public static Decision<ApplicationEvent> Answer(Application application, Guid accountId, Guid messageId, IReadOnlyList<string> evidenceSha256, DateTimeOffset at) =>
        application switch
        {
            _ when application.AccountId != accountId => Refusal.Of("application.not-yours"),
            _ when application.State != ApplicationState.WaitingForApplicant => Refusal.Of("application.nothing-asked"),
            _ => new ApplicationEvent.InformationGiven(messageId, evidenceSha256, at),
        };

    /// <summary>The reviewer recommends; approval only while every condition of the level is met.</summary>
    public static Decision<ApplicationEvent> Recommend(Application application, Guid reviewer, Verdict verdict, Eligibility eligibility, Guid noteId, string shownSha256, DateTimeOffset at) =>
        application.State == ApplicationState.Recommended && application.Reviewer == reviewer && application.Recommendation == verdict
            ? Decision<ApplicationEvent>.AlreadySo
            : (Working(application, reviewer) ?? (verdict == Verdict.Approve ? Lacking(eligibility) : null)) is { } refusal
                ? refusal
                : new ApplicationEvent.Recommended(reviewer, verdict, noteId, shownSha256, at);

    /// <summary>A different person approves, weighing every condition of the level as it is at this moment.</summary>
    public static Decision<ApplicationEvent> Approve(Application application, Guid approver, Eligibility eligibility, string shownSha256, DateTimeOffset at) =>
        application.State == ApplicationState.Approved && application.Approver == approver
            ? Decision<ApplicationEvent>.AlreadySo
            : (Deciding(application, approver) ?? Lacking(eligibility)) is { } refusal
                ? refusal
                : new ApplicationEvent.Approved(approver, shownSha256, at);

    /// <summary>A different person declines, with at least one known reason.</summary>
    public static Decision<ApplicationEvent> Decline(Application application, Guid approver, IReadOnlyList<string> reasons, Guid noteId, string shownSha256, DateTimeOffset at)
    {
        if (application.State == ApplicationState.Declined && application.Approver == approver)
        {
            return Decision<ApplicationEvent>.AlreadySo;
        }

        if (Deciding(application, approver) is { } refusal)
        {
            return refusal;
        }

        return reasons.Count > 0 && reasons.All(DeclineReasons.Contains)
            ? new ApplicationEvent.Declined(approver, reasons, noteId, shownSha256, at)
            : Refusal.At("Reasons", "application.reason-needed");
    }

    /// <summary>The applicant withdraws while nothing is decided.</summary>
    public static Decision<ApplicationEvent> Withdraw(Application application, Guid accountId, DateTimeOffset at) =>
        application switch
        {
            _ when application.AccountId != accountId => Refusal.Of("application.not-yours"),
            { State: ApplicationState.Withdrawn } => Decision<ApplicationEvent>.AlreadySo,
            _ when application.IsClosed() => Refusal.Of("application.decided"),
            _ => new ApplicationEvent.Withdrawn(at),
        };

    /// <summary>Why this person of staff may not touch the application, or null.</summary>
    public static Refusal? Conflict(Application application, Guid staff) => application switch
    {
        _ when application.AccountId == staff => Refusal.Of("application.own"),
        _ when application.TrainedBy.Contains(staff) => Refusal.Of("application.trained-by-you"),
        _ when application.Conflicts.Contains(staff) => Refusal.Of("application.conflict-declared"),
        _ => null,
    };

    private static Refusal? Lacking(Eligibility eligibility) => eligibility.IsMet ? null : Refusal.Of("application.condition-unmet");

    private static Refusal? Working(Application application, Guid reviewer) =>
        Conflict(application, reviewer) ?? application switch
        {
            { State: ApplicationState.InReview } when application.Reviewer == reviewer => null,
            { State: ApplicationState.InReview } => Refusal.Of("application.claimed-by-other"),
            { State: ApplicationState.Submitted } => Refusal.Of("application.claim-first"),
            _ when application.IsClosed() => Refusal.Of("application.decided"),
            _ => Refusal.Of("application.not-open"),
        };

    private static Refusal? Deciding(Application application, Guid approver) =>
        Conflict(application, approver) ?? application switch
        {
            _ when application.IsClosed() => Refusal.Of("application.decided"),
            _ when application.State != ApplicationState.Recommended => Refusal.Of("application.not-recommended"),
            _ when application.Reviewer == approver => Refusal.Of("application.second-person"),
            _ => null,
        };
}
