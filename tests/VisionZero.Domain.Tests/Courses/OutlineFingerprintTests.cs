using VisionZero.Domain.Courses;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Courses;

public sealed class OutlineFingerprintTests
{
    [Fact]
    public void The_same_outline_has_the_same_fingerprint() =>
        OutlineFingerprint.Of(Foundation with { Rules = [.. Foundation.Rules] }).ShouldBe(OutlineFingerprint.Of(Foundation));

    [Fact]
    public void Whatever_marks_are_counted_by_changes_it()
    {
        var rule = Foundation.Rule(1);
        var item = rule.Bank[0];
        RuleOutline[] others =
        [
            rule with { Lessons = [.. rule.Lessons, "lesson-9"] },
            rule with { Lessons = [.. rule.Lessons.Reverse()] },
            rule with { Bank = [.. rule.Bank.Skip(1)] },
            rule with { Bank = [.. rule.Bank.Skip(1)], Check = [.. rule.Check, item] },
            rule with { Bank = [item with { Correct = ["d"] }, .. rule.Bank.Skip(1)] },
            rule with { Bank = [item with { Difficulty = item.Difficulty + 1 }, .. rule.Bank.Skip(1)] },
            rule with { Bank = [item with { Options = ["b", "a", "c", "d"] }, .. rule.Bank.Skip(1)] },
            rule with { Bank = [item with { Kind = ItemKind.Number, Number = new NumberKey(1, 0) }, .. rule.Bank.Skip(1)] },
            rule with { Bank = [item with { Kind = ItemKind.Number, Number = new NumberKey(1, 1) }, .. rule.Bank.Skip(1)] },
            rule with { Bank = [item with { Story = Story(true) }, .. rule.Bank.Skip(1)] },
            rule with { Bank = [item with { Story = Story(false) }, .. rule.Bank.Skip(1)] },
        ];

        string[] prints = [OutlineFingerprint.Of(Foundation), .. others.Select(o => OutlineFingerprint.Of(Foundation with { Rules = [o, .. Foundation.Rules.Skip(1)] }))];

        prints.ShouldBeUnique();
        prints.ShouldAllBe(p => p.Length == 64);
    }

    private static StoryKey Story(bool right) =>
        new("n", new Dictionary<string, IReadOnlyDictionary<string, string>> { ["n"] = new Dictionary<string, string> { ["a"] = "x", ["b"] = "y" } }, new Dictionary<string, bool> { ["x"] = right, ["y"] = !right });
}
