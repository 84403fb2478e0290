using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Learning;

/// <summary>An answer as the form sends it.</summary>
public sealed class AnswerInput
{
    /// <summary>The question.</summary>
    public string Item { get; set; } = "";

    /// <summary>Letters chosen.</summary>
    public List<string> Chosen { get; set; } = [];

    /// <summary>
    /// Letters that were saved when the form was shown: only what was changed on this page is sent on, so that an old
    /// window cannot undo what a newer one saved.
    /// </summary>
    public string? Was { get; set; }

    /// <summary>Whether it was changed on the page.</summary>
    public bool IsChanged => !Chosen.ToHashSet(StringComparer.Ordinal).SetEquals(Letters(Was));

    private static string[] Letters(string? was) =>
        (was ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A question as it is shown: its place, the order of its options, what is chosen, and whether it explains.</summary>
/// <param name="Index">Place in the form, from 0.</param>
/// <param name="Item">The question.</param>
/// <param name="Order">Letters of the options in the order shown.</param>
/// <param name="Chosen">Letters chosen.</param>
/// <param name="Explains">Whether each option says why it is right or wrong, instead of being answered.</param>
public sealed record QuestionView(int Index, int Count, Item Item, IReadOnlyList<string> Order, IReadOnlyCollection<string> Chosen, bool Explains);
