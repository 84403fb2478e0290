using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VisionZero.Domain.Courses;

namespace VisionZero.Domain.Learning;

/// <summary>A paper that somebody took.</summary>
public sealed record TakenPaper(Guid EnrolmentId, Guid TrainerId, Attempt Attempt);

/// <summary>What marking a paper again would do.</summary>
public sealed record RescoreLine(Guid EnrolmentId, Guid TrainerId, int Attempt, int OldPercent, int NewPercent, bool OldPassed, bool NewPassed)
{
    /// <summary>Whether the paper is passed only now.</summary>
    public bool PassesNow => NewPassed && !OldPassed;
}

/// <summary>Everyone whose result rests on withdrawn items, and what it would be without them.</summary>
public sealed record RescoreProposal(IReadOnlyList<string> Items, IReadOnlyList<RescoreLine> Lines)
{
    /// <summary>Papers with a better result.</summary>
    public int Better => Lines.Count(l => l.NewPercent > l.OldPercent || l.PassesNow);

    /// <summary>Papers that are passed only now.</summary>
    public int NewlyPassed => Lines.Count(l => l.PassesNow);

    /// <summary>Fingerprint of the list (SHA-256, lower-case hex): what is applied is what was seen.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Items.Order(StringComparer.Ordinal).Concat(
        Lines.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.EnrolmentId:N} {l.Attempt} {l.OldPercent} {l.NewPercent} {l.OldPassed} {l.NewPassed}")))))));

    /// <summary>Makes the proposal: those who pass now first, then by how much is gained.</summary>
    /// <param name="outline">The course.</param>
    /// <param name="items">The items withdrawn.</param>
    /// <param name="papers">Papers that were taken.</param>
    /// <param name="passMark">The pass mark, for papers that do not say theirs.</param>
    public static RescoreProposal Of(CourseOutline outline, IReadOnlyList<string> items, IEnumerable<TakenPaper> papers, int passMark) => new(
        items,
        [
            .. papers.Where(p => Scoring.Counted(p.Attempt, items))
                .Select(p =>
                {
                    var anew = Scoring.Again(outline, p.Attempt, items, passMark);
                    return new RescoreLine(p.EnrolmentId, p.TrainerId, p.Attempt.Number, p.Attempt.Percent ?? 0, anew.Percent, p.Attempt.Passed == true, anew.Passed);
                })
                .OrderByDescending(l => l.PassesNow).ThenByDescending(l => l.NewPercent - l.OldPercent).ThenBy(l => l.EnrolmentId).ThenBy(l => l.Attempt),
        ]);
}
