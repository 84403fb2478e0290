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

    /// <summary>What was typed for a question of an attempt; null if nothing was.</summary>
    public string? For(int attempt, string item) => Words.GetValueOrDefault(Key(attempt, item));

    /// <summary>With what was typed now.</summary>
    public TypedAnswers With(int attempt, IEnumerable<GivenAnswer> answers)
    {
        var words = new Dictionary<string, string>(Words);
        foreach (var answer in answers.Where(a => a.Typed is not null))
        {
            words[Key(attempt, answer.ItemId)] = answer.Typed!;
        }

        return this with { Words = words };
    }

    private static string Key(int attempt, string item) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{attempt}:{item}");
}
