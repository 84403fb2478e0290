namespace VisionZero.Web.Features.Demonstration;

/// <summary>Where a trainer of the demonstration world stands today.</summary>
public enum Ending
{
    /// <summary>Opened an account, did not confirm the address.</summary>
    Unconfirmed,

    /// <summary>Confirmed, did not register as trainer.</summary>
    Unregistered,

    /// <summary>Registered, no course begun.</summary>
    Registered,

    /// <summary>Recorded by staff as registered before the programme.</summary>
    Legacy,

    /// <summary>In the middle of the Foundation course.</summary>
    Reading,

    /// <summary>Takes the assessment at this moment.</summary>
    Assessing,

    /// <summary>Failed the assessment once.</summary>
    Failed,

    /// <summary>Used up all attempts.</summary>
    UsedUp,

    /// <summary>Passed, action plan missing.</summary>
    Passed,

    /// <summary>Completed Foundation, did not apply.</summary>
    Completed,

    /// <summary>Applied.</summary>
    Applied,

    /// <summary>A reviewer has taken the application up.</summary>
    InReview,

    /// <summary>Staff asked for more and wait.</summary>
    Asked,

    /// <summary>Asked, answered, recommended: an approver has to decide.</summary>
    Recommended,

    /// <summary>Declined.</summary>
    Declined,

    /// <summary>Took the application back.</summary>
    Withdrawn,

    /// <summary>Holds Foundation.</summary>
    Foundation,

    /// <summary>Holds Foundation, and its renewal is due.</summary>
    FoundationDue,

    /// <summary>Holds Foundation and takes the Professional course.</summary>
    TakesProfessional,

    /// <summary>Holds Foundation, has passed the Professional assessment and puts the teaching practice together.</summary>
    Practising,

    /// <summary>Holds Foundation; the teaching practice is with the assessors.</summary>
    InMarking,

    /// <summary>Holds Foundation and has applied for Professional.</summary>
    AppliedProfessional,

    /// <summary>Holds Professional and is listed.</summary>
    Professional,

    /// <summary>Holds Professional and does not want to be listed.</summary>
    Unlisted,

    /// <summary>Holds Professional, and its renewal is due.</summary>
    ProfessionalDue,

    /// <summary>Held Professional and has renewed it.</summary>
    Renewed,

    /// <summary>Held Professional; it has expired.</summary>
    Expired,

    /// <summary>Professional is suspended.</summary>
    Suspended,

    /// <summary>Professional was suspended and is in force again.</summary>
    Reinstated,

    /// <summary>Professional was withdrawn for good.</summary>
    Revoked,

    /// <summary>The name on the certificate was corrected.</summary>
    Corrected,

    /// <summary>Had the personal data erased.</summary>
    Erased,
}

/// <summary>How many trainers stand where; 300 in all.</summary>
public static class Endings
{
    /// <summary>The numbers.</summary>
    public static IReadOnlyList<(Ending Ending, int Trainers)> All { get; } =
    [
        (Ending.Professional, 70),
        (Ending.Foundation, 40),
        (Ending.Reading, 24),
        (Ending.Registered, 20),
        (Ending.TakesProfessional, 9),
        (Ending.Completed, 12),
        (Ending.Applied, 10),
        (Ending.ProfessionalDue, 10),
        (Ending.Renewed, 10),
        (Ending.Expired, 10),
        (Ending.Recommended, 8),
        (Ending.FoundationDue, 8),
        (Ending.Passed, 7),
        (Ending.Legacy, 6),
        (Ending.Failed, 6),
        (Ending.InReview, 6),
        (Ending.AppliedProfessional, 6),
        (Ending.Practising, 3),
        (Ending.InMarking, 4),
        (Ending.Unlisted, 6),
        (Ending.Unconfirmed, 4),
        (Ending.Asked, 4),
        (Ending.Declined, 4),
        (Ending.Unregistered, 3),
        (Ending.Assessing, 2),
        (Ending.UsedUp, 2),
        (Ending.Withdrawn, 1),
        (Ending.Suspended, 1),
        (Ending.Reinstated, 1),
        (Ending.Corrected, 1),
        (Ending.Revoked, 1),
        (Ending.Erased, 1),
    ];
}
