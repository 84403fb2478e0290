namespace VisionZero.Domain.Common;

/// <summary>What an account may be. One account can hold several; staff roles are given by invitation only.</summary>
public enum Role
{
    /// <summary>Learns, applies, is certified.</summary>
    Trainer = 1,

    /// <summary>Speaks for one company or partner.</summary>
    CompanyRepresentative = 2,

    /// <summary>OSH staff: claims applications, asks, recommends; confirms companies.</summary>
    Reviewer = 3,

    /// <summary>OSH staff: decides on what another person recommended; suspends, revokes, reinstates.</summary>
    Approver = 4,

    /// <summary>Invites staff, watches jobs and health. Decides nothing about people.</summary>
    Administrator = 5,

    /// <summary>OSH staff: observes and marks teaching practice; decides nothing about the people marked.</summary>
    Assessor = 6,
}
