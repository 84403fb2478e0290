using VisionZero.Domain.Common;

namespace VisionZero.Domain.Courses;

/// <summary>One golden rule of a course.</summary>
/// <param name="Rule">1 to 7.</param>
/// <param name="Lessons">Keys of its lessons, in order.</param>
/// <param name="Check">Practice after the lessons.</param>
/// <param name="Bank">What papers are drawn from.</param>
/// <param name="Skip">The test with which the lessons can be skipped; none if they cannot.</param>
public sealed record RuleOutline(int Rule, IReadOnlyList<string> Lessons, IReadOnlyList<ItemKey> Check, IReadOnlyList<ItemKey> Bank, IReadOnlyList<ItemKey> Skip);

/// <summary>A version of a course as the rules see it. Seven rules, in order.</summary>
public sealed record CourseOutline(string Course, int Version, Level Level, IReadOnlyList<RuleOutline> Rules)
{
    /// <summary>Items of the bank that are withdrawn: they come on no new paper, and do not count on papers that have them.</summary>
    public IReadOnlyCollection<string> Withdrawn { get; init; } = [];

    /// <summary>SHA-256 of all files of the version, as they say it to learners; empty where the rules need no words.</summary>
    public string ContentSha256 { get; init; } = "";

    /// <summary>What papers of a rule are drawn from now.</summary>
    public IEnumerable<ItemKey> Available(RuleOutline rule) => rule.Bank.Where(i => !Withdrawn.Contains(i.Id));

    /// <summary>The outline of one rule.</summary>
    public RuleOutline Rule(int rule) => Rules[rule - 1];

    /// <summary>Finds an item of the bank, or null.</summary>
    public ItemKey? BankItem(string id) => Rules.SelectMany(r => r.Bank).FirstOrDefault(i => i.Id == id);
}
