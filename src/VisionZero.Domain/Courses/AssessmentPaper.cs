using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VisionZero.Domain.Courses;

/// <summary>A question on a paper: which item, and the letters of its options in the order they are shown.</summary>
public sealed record PaperQuestion(string ItemId, int Rule, IReadOnlyList<string> OptionOrder);

/// <summary>
/// A paper, drawn from the item bank with a quota per rule and difficulty. The seed and the outline give the same paper every time,
/// on every machine: that is what an appeal is judged by.
/// </summary>
public sealed record AssessmentPaper(long Seed, IReadOnlyList<PaperQuestion> Questions)
{
    /// <summary>
    /// What a paper is drawn from, as a fingerprint (SHA-256, lower-case hex): two draws with the same seed and the same
    /// fingerprint are the same paper.
    /// </summary>
    public static string Bank(CourseOutline outline, IReadOnlyList<int> blueprint)
    {
        var text = new StringBuilder().AppendJoin(',', blueprint).Append('\n');
        foreach (var item in outline.Rules.SelectMany(r => outline.Available(r).Select(i => (r.Rule, Item: i))))
        {
            text.Append(CultureInfo.InvariantCulture, $"{item.Rule} {item.Item.Id} {item.Item.Kind} {item.Item.Difficulty} ").AppendJoin(',', item.Item.Options).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The paper byte for byte, as it is compared for an appeal: a line a question, its item and the order of its options.</summary>
    public static string Canonical(IEnumerable<PaperQuestion> questions) =>
        string.Join('\n', questions.Select(q => string.Create(CultureInfo.InvariantCulture, $"{q.Rule} {q.ItemId} {string.Join(',', q.OptionOrder)}")));

    /// <summary>
    /// Draws from each rule as many items of each difficulty as the blueprint says, shuffles them and their options. The
    /// spots of a picture stay in their order: their numbers are drawn on it. Withdrawn items are left out.
    /// </summary>
    /// <param name="outline">The course.</param>
    /// <param name="blueprint">Items a rule, by difficulty: easy, medium, hard.</param>
    /// <param name="seed">What chance begins with.</param>
    /// <exception cref="InvalidOperationException">The bank of a rule is smaller than its quota: content is checked for this at start.</exception>
    public static AssessmentPaper Draw(CourseOutline outline, IReadOnlyList<int> blueprint, long seed)
    {
        var chance = new SeededChance(seed);
        var questions = new List<PaperQuestion>();
        foreach (var rule in outline.Rules)
        {
            for (var difficulty = 1; difficulty <= blueprint.Count; difficulty++)
            {
                List<ItemKey> bank = [.. outline.Available(rule).Where(i => i.Difficulty == difficulty)];
                var quota = blueprint[difficulty - 1];
                if (bank.Count < quota)
                {
                    throw new InvalidOperationException($"{outline.Course} v{outline.Version}: rule {rule.Rule} has {bank.Count} items of difficulty {difficulty}, the scheme draws {quota}.");
                }

                questions.AddRange(chance.Shuffle(bank)
                    .Take(quota)
                    .Select(item => new PaperQuestion(item.Id, rule.Rule, item.Kind == ItemKind.Scene ? item.Options : chance.Shuffle(item.Options))));
            }
        }

        return new AssessmentPaper(seed, chance.Shuffle(questions));
    }
}

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014) with Fisher–Yates: written out, because the draw must never change with a
/// runtime library's version.
/// </summary>
internal sealed class SeededChance(long seed)
{
    private ulong _state = unchecked((ulong)seed);

    public List<T> Shuffle<T>(IReadOnlyList<T> items)
    {
        List<T> shuffled = [.. items];
        for (var i = shuffled.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        return shuffled;
    }

    private int Below(int bound)
    {
        // Rejection keeps every outcome equally likely.
        var limit = ulong.MaxValue - (ulong.MaxValue % (ulong)bound);
        ulong drawn;
        do
        {
            drawn = Next();
        }
        while (drawn >= limit);
        return (int)(drawn % (ulong)bound);
    }

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
