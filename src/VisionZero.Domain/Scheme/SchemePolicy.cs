using VisionZero.Domain.Common;

namespace VisionZero.Domain.Scheme;

/// <summary>
/// The certification policy as data, one version of <c>content/scheme</c>. What ISSA and IOSH have not published
/// (validity, pass marks, fees) is configuration with its source beside it, never a constant in code.
/// </summary>
/// <param name="Version">Version of the scheme; recorded in each award.</param>
/// <param name="Foundation">Rules of the Foundation level.</param>
/// <param name="Professional">Rules of the Professional level.</param>
/// <param name="ConductVersion">Version of the code of conduct a trainer must have accepted.</param>
/// <param name="PledgeVersion">Version of the pledge a company signs.</param>
/// <param name="ReminderDays">Days before expiry on which a reminder is sent, descending.</param>
/// <param name="ReviewDays">Working target of staff, in days from submission to decision; shown as age in the queue.</param>
public sealed record SchemePolicy(
    int Version,
    LevelPolicy Foundation,
    LevelPolicy Professional,
    int ConductVersion,
    int PledgeVersion,
    IReadOnlyList<int> ReminderDays,
    int ReviewDays)
{
    /// <summary>The assessed teaching practice of Professional; null if the scheme asks for none.</summary>
    public PracticePolicy? Practice { get; init; }

    /// <summary>Months after an action plan was written at which its owner is reminded of it, ascending.</summary>
    public IReadOnlyList<int> PlanReminderMonths { get; init; } = [];

    /// <summary>The rules of one level.</summary>
    public LevelPolicy For(Level level) => level == Level.Foundation ? Foundation : Professional;
}

/// <summary>The rules of one level.</summary>
/// <param name="ValidityMonths">Months a certificate is valid from its first day.</param>
/// <param name="RenewalWindowDays">Days before expiry from which a renewal may be applied for.</param>
/// <param name="GraceDays">Days after expiry in which the holder still counts as certified; may be 0 (OSHA abolished its 90).</param>
/// <param name="PassMarkPercent">Share of points needed in the assessment, 0 to 100.</param>
/// <param name="Attempts">Assessments an enrolment allows.</param>
/// <param name="TimeLimitMinutes">Time for one assessment.</param>
/// <param name="Blueprint">Items drawn from the bank for each golden rule, by difficulty: easy, medium, hard.</param>
/// <param name="SkipMarkPercent">Share of points in a rule's skip test from which its lessons need not be taken, 0 to 100.</param>
/// <param name="TrainingYears">Years of training experience needed to apply.</param>
/// <param name="Evidence">Kinds of evidence needed to apply (codes of <see cref="Trainers.EvidenceKind"/>).</param>
/// <param name="GoalsPerRule">Goals the action plan needs under each rule.</param>
/// <param name="CoursePerCertificate">Whether each certificate, a renewal too, needs the course taken anew.</param>
/// <param name="MonthsAfterRevocation">Months after a revocation for cause in which no application is accepted.</param>
public sealed record LevelPolicy(
    int ValidityMonths,
    int RenewalWindowDays,
    int GraceDays,
    int PassMarkPercent,
    int Attempts,
    int TimeLimitMinutes,
    IReadOnlyList<int> Blueprint,
    int SkipMarkPercent,
    int TrainingYears,
    IReadOnlyList<Trainers.EvidenceKind> Evidence,
    int GoalsPerRule,
    bool CoursePerCertificate,
    int MonthsAfterRevocation)
{
    /// <summary>Items of a paper for each golden rule.</summary>
    public int ItemsPerRule => Blueprint.Sum();
}
