using VisionZero.Domain.Common;

namespace VisionZero.Domain.Certification;

/// <summary>What a reviewer recommends.</summary>
public enum Verdict
{
    /// <summary>The conditions are met.</summary>
    Approve = 1,

    /// <summary>They are not.</summary>
    Decline = 2,
}

/// <summary>What happened to an application. Free text is in documents; events carry its id.</summary>
public abstract record ApplicationEvent
{
    private ApplicationEvent()
    {
    }

    /// <summary>
    /// The trainer applied. <paramref name="EvidenceSha256"/> freezes the files; <paramref name="TrainedBy"/> names the
    /// staff accounts that trained or examined the applicant, who may not decide; <paramref name="Named"/> those of them whom the
    /// applicant named and who had not examined them by then (null in events from before it was kept).
    /// </summary>
    public sealed record Submitted(Guid TrainerId, Guid AccountId, Level Level, int Cycle, Guid EnrolmentId, IReadOnlyList<string> EvidenceSha256, IReadOnlyList<Guid> TrainedBy, int SchemeVersion, DateTimeOffset At, IReadOnlyList<Guid>? Named = null) : ApplicationEvent;

    /// <summary>A reviewer took it up.</summary>
    public sealed record Claimed(Guid Reviewer, DateTimeOffset At) : ApplicationEvent;

    /// <summary>The reviewer gave it back to the queue, or left and it was taken back.</summary>
    public sealed record Released(Guid Reviewer, DateTimeOffset At) : ApplicationEvent;

    /// <summary>An approver sent it back to the queue.</summary>
    public sealed record SentBack(Guid Approver, DateTimeOffset At) : ApplicationEvent;

    /// <summary>A person of staff declared a conflict of interest and takes no part from here on.</summary>
    public sealed record ConflictDeclared(Guid Staff, DateTimeOffset At) : ApplicationEvent;

    /// <summary>Staff asked for more; the question is the message of this id.</summary>
    public sealed record InformationAsked(Guid AskedBy, Guid MessageId, DateTimeOffset At) : ApplicationEvent;

    /// <summary>The applicant answered; the evidence on the profile is frozen anew.</summary>
    public sealed record InformationGiven(Guid MessageId, IReadOnlyList<string> EvidenceSha256, DateTimeOffset At) : ApplicationEvent;

    /// <summary>The reviewer's recommendation, and the hash of what was on the screen.</summary>
    public sealed record Recommended(Guid Reviewer, Verdict Verdict, Guid NoteId, string ShownSha256, DateTimeOffset At) : ApplicationEvent;

    /// <summary>A second person approved; the hash of what was on the screen.</summary>
    public sealed record Approved(Guid Approver, string ShownSha256, DateTimeOffset At) : ApplicationEvent;

    /// <summary>A second person declined, for these reasons (codes) and with a note to the applicant.</summary>
    public sealed record Declined(Guid Approver, IReadOnlyList<string> Reasons, Guid NoteId, string ShownSha256, DateTimeOffset At) : ApplicationEvent;

    /// <summary>The applicant withdrew.</summary>
    public sealed record Withdrawn(DateTimeOffset At) : ApplicationEvent;
}
