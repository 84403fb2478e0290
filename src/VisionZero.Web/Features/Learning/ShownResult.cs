using VisionZero.Domain.Learning;

namespace VisionZero.Web.Features.Learning;

/// <summary>A result per rule, as its owner reads it.</summary>
/// <param name="Attempt">The assessment.</param>
/// <param name="PassMark">The mark it was measured by.</param>
/// <param name="Learner">Whose next step and lessons to study again are shown beside it; null for one of an earlier round.</param>
public sealed record ShownResult(Attempt Attempt, int PassMark, LearnerPage? Learner)
{
    /// <summary>Share of points of each rule.</summary>
    public double[] Fills => LearningPath.Fills(Attempt);

    /// <summary>Points reached.</summary>
    public int Points => Attempt.Scores.Sum(s => s.Points);

    /// <summary>Points possible.</summary>
    public int Possible => Attempt.Scores.Sum(s => s.Possible);

    /// <summary>Whether the clock handed it in.</summary>
    public bool TimeRanOut => Attempt.SubmittedAt > Attempt.ClosesAt() + EnrolmentDecisions.Lateness;
}
