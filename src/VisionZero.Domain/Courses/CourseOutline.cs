using VisionZero.Domain.Common;

namespace VisionZero.Domain.Courses;

/// <summary>How an item is answered.</summary>
public enum ItemKind
{
    /// <summary>Exactly one option is right.</summary>
    Single = 1,

    /// <summary>Two or more options are right; all of them and no other must be chosen.</summary>
    Multiple = 2,
}

/// <summary>An item as the rules see it: no text, no language.</summary>
/// <param name="Id">Unique within the course version.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Options">Letters of the options in the order of the file.</param>
/// <param name="Correct">Letters of the right options.</param>
/// <param name="Difficulty">1 easy, 2 medium, 3 hard.</param>
public sealed record ItemKey(string Id, ItemKind Kind, IReadOnlyList<string> Options, IReadOnlyList<string> Correct, int Difficulty)
{
    /// <summary>Whether the choice is right: the same set of letters as the key.</summary>
    public bool IsRight(IReadOnlyCollection<string> chosen) =>
        chosen.Count > 0 && Correct.ToHashSet(StringComparer.Ordinal).SetEquals(chosen);

    /// <summary>Whether every letter chosen is an option, none twice, and one only where one is asked for.</summary>
    public bool CanChoose(IReadOnlyCollection<string> chosen) =>
        chosen.All(Options.Contains)
        && chosen.Distinct(StringComparer.Ordinal).Count() == chosen.Count
        && (Kind == ItemKind.Multiple || chosen.Count <= 1);
}

/// <summary>One golden rule of a course: its lessons in order, its check, its part of the item bank.</summary>
public sealed record RuleOutline(int Rule, IReadOnlyList<string> Lessons, IReadOnlyList<ItemKey> Check, IReadOnlyList<ItemKey> Bank);

/// <summary>A version of a course as the rules see it. Seven rules, in order.</summary>
public sealed record CourseOutline(string Course, int Version, Level Level, IReadOnlyList<RuleOutline> Rules)
{
    /// <summary>The outline of one rule.</summary>
    public RuleOutline Rule(int rule) => Rules[rule - 1];

    /// <summary>Finds an item of the bank, or null.</summary>
    public ItemKey? BankItem(string id) => Rules.SelectMany(r => r.Bank).FirstOrDefault(i => i.Id == id);
}
