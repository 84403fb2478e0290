namespace VisionZero.Domain.Scheme;

/// <summary>What the scheme asks for in the assessed teaching practice of the Professional level.</summary>
/// <param name="Assessors">Assessors who mark a practice, each without seeing the other's marks.</param>
/// <param name="BoundPercent">Points of percent by which their totals may differ before a further one is called.</param>
/// <param name="PassMarkPercent">Share of the rubric's points needed, 0 to 100.</param>
/// <param name="LeastLevel">Level that every criterion must reach.</param>
/// <param name="Attempts">Practices that may be handed in within <paramref name="WithinMonths"/>.</param>
/// <param name="WithinMonths">Months in which the attempts are counted.</param>
/// <param name="NoticeHours">Hours before a session until which it may be booked, and cancelled by the candidate.</param>
/// <param name="MarkingDays">Days an assessor has to mark.</param>
/// <param name="AtRenewal">Whether a renewal needs a practice again.</param>
/// <param name="StatisticsLeast">Practices below which a figure of agreement says nothing.</param>
public sealed record PracticePolicy(
    int Assessors,
    int BoundPercent,
    int PassMarkPercent,
    int LeastLevel,
    int Attempts,
    int WithinMonths,
    int NoticeHours,
    int MarkingDays,
    bool AtRenewal,
    int StatisticsLeast);
