using System.Text.RegularExpressions;

namespace VisionZero.Documents;

/// <summary>Where lines of slides must not end, and where a long Chinese title does.</summary>
internal static partial class DeckWords
{
    private const string PhraseEnds = "、，和与及的";

    /// <summary>No dash begins a line, and no number is parted from the word it counts.</summary>
    public static string Bound(string text) => NumberAndWord().Replace(text, "\u00A0").Replace(" – ", "\u00A0– ", StringComparison.Ordinal);

    /// <summary>
    /// The same for programs that end lines at every hyphen: only between two long words may they, as on paper
    /// ("Hohenstein-|Waldburg", never "bien-|être").
    /// </summary>
    public static string Presented(string text) => ShortHyphen().Replace(Bound(text), "\u2011");

    /// <summary>
    /// A Chinese title too long for a line, parted behind a particle or a comma, as near to the middle as can be: lines that
    /// end anywhere cut words.
    /// </summary>
    /// <param name="title">The title.</param>
    /// <param name="language">Its language.</param>
    /// <param name="length">How many ideographs a line holds.</param>
    public static string Parted(string title, string language, double length)
    {
        if (!language.StartsWith("zh", StringComparison.Ordinal) || title.Length <= length) return title;
        var ends = Enumerable.Range(1, title.Length - 1).Where(at => PhraseEnds.Contains(title[at - 1], StringComparison.Ordinal)).ToList();
        return ends.Count == 0 ? title : title.Insert(ends.MinBy(at => Math.Max(at, title.Length - at)), "\n");
    }

    [GeneratedRegex(@"(?<=(?<![\p{L}])\d) (?=\p{L})")]
    private static partial Regex NumberAndWord();

    [GeneratedRegex(@"(?<=\w)-(?!(?<=\p{L}{5}-)\p{L}{5})(?=\w)")]
    private static partial Regex ShortHyphen();
}
