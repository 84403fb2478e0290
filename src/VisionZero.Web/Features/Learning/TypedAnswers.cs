namespace VisionZero.Web.Features.Learning;

/// <summary>
/// What a learner typed as an answer, word for word: free text, so beside the log. The log says only whether a term was
/// among those that count, or which number it was.
/// </summary>
public sealed record TypedAnswers
{
    /// <summary>Longest answer, in characters.</summary>
    public const int Longest = 120;

    /// <summary>Identity of the enrolment.</summary>
    public Guid Id { get; init; }

    /// <summary>Who learns.</summary>
    public Guid TrainerId { get; init; }

    /// <summary>What was typed, by attempt (0 for a check) and question.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();

    /// <summary>What was typed for a question of an attempt; null if nothing was, or no answer is saved: the log says what counts.</summary>
    public string? For(int attempt, string item, IReadOnlyCollection<string> saved) => saved.Count == 0 ? null : Words.GetValueOrDefault(Key(attempt, item));

    /// <summary>With what was typed now, and without what was taken back.</summary>
    public TypedAnswers With(int attempt, IEnumerable<GivenAnswer> answers)
    {
        var words = new Dictionary<string, string>(Words);
        foreach (var answer in answers)
        {
            if (answer.Typed is { Length: > 0 } typed)
            {
                words[Key(attempt, answer.ItemId)] = typed;
            }
            else if (!answer.IsGiven)
            {
                words.Remove(Key(attempt, answer.ItemId));
            }
        }

        return this with { Words = words };
    }

    private static string Key(int attempt, string item) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{attempt}:{item}");
}
