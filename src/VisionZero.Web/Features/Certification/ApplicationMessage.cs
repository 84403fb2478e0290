namespace VisionZero.Web.Features.Certification;

/// <summary>What a text is for.</summary>
public enum MessageKind
{
    /// <summary>Staff ask the applicant.</summary>
    Question = 1,

    /// <summary>The applicant answers.</summary>
    Answer = 2,

    /// <summary>A reviewer's note to the approver; the applicant does not see it.</summary>
    Note = 3,

    /// <summary>The approver's words to the applicant with a decision.</summary>
    Decision = 4,
}

/// <summary>Free text in the course of an application; the event carries only its id.</summary>
public sealed record ApplicationMessage
{
    /// <summary>Identity, named by the event.</summary>
    public Guid Id { get; init; }

    /// <summary>The application.</summary>
    public Guid ApplicationId { get; init; }

    /// <summary>Who wrote it.</summary>
    public Guid Author { get; init; }

    /// <summary>What it is for.</summary>
    public MessageKind Kind { get; init; }

    /// <summary>The words.</summary>
    public string Text { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Longest text accepted, in characters.</summary>
    public const int Longest = 4000;
}
