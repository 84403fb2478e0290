using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Learning;

/// <summary>An answer as the form sends it.</summary>
public sealed class AnswerInput
{
    /// <summary>The question.</summary>
    public string Item { get; set => field = value ?? ""; } = "";

    /// <summary>Words chosen, as <see cref="ItemKey"/> knows them; a field left open comes as null.</summary>
    public List<string?> Chosen { get; set; } = [];

    /// <summary>The reason chosen for a verdict: a group of its own in the form.</summary>
    public string? Reason { get; set; }

    /// <summary>What was typed, where the answer is typed.</summary>
    public string? Typed { get; set; }

    /// <summary>
    /// What was saved when the form was shown: only what was changed on this page is sent on, so that an old window
    /// cannot undo what a newer one saved.
    /// </summary>
    public string? Was { get; set; }

    /// <summary>All words chosen.</summary>
    public IReadOnlyList<string> Words => [.. Chosen.Append(Reason).OfType<string>().Where(w => w.Length > 0)];

    /// <summary>Whether it was changed on the page.</summary>
    public bool IsChanged => Typed is not null
        ? Typed.Trim() != (Was ?? "").Trim()
        : !Words.ToHashSet(StringComparer.Ordinal).SetEquals((Was ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The answer as it is sent on.</summary>
    public GivenAnswer Given() => new(Item, Words, Typed?.Trim());
}

/// <summary>A question as it is shown.</summary>
/// <param name="Index">Place in the form, from 0.</param>
/// <param name="Count">Questions in the form.</param>
/// <param name="Item">The question.</param>
/// <param name="Order">Letters of the options in the order shown.</param>
/// <param name="Chosen">Words chosen.</param>
/// <param name="Typed">What was typed.</param>
/// <param name="Explains">Whether it says why each option is right or wrong, instead of being answered.</param>
public sealed record QuestionView(int Index, int Count, Item Item, IReadOnlyList<string> Order, IReadOnlyCollection<string> Chosen, string? Typed, bool Explains)
{
    /// <summary>What kind of question it is.</summary>
    public ItemKind Kind => Item.Key.Kind;

    /// <summary>Name of its fields in the form.</summary>
    public string Name => $"Answers[{Index}]";

    /// <summary>Whether the reader goes on here: a step of its story was just taken.</summary>
    public bool IsHere { get; init; }

    /// <summary>Whether it is explained before an answer is known: the page that was taken along says afterwards what was chosen.</summary>
    public bool IsAhead { get; init; }

    /// <summary>Its id on the page; what is explained ahead lies beside the question itself.</summary>
    public string Id => IsAhead ? $"e{Index + 1}" : $"q{Index + 1}";

    /// <summary>The id of what is asked: the explanation beside it is named by it too.</summary>
    public string StemId => $"q{Index + 1}-stem";

    /// <summary>The part of the page that asks or explains this kind; by its whole path, since pages of other areas show questions too.</summary>
    public string Part => "/Features/Learning/" + Kind switch
    {
        ItemKind.TrueFalse => "_QuestionVerdict",
        ItemKind.Order or ItemKind.Match => "_QuestionPairs",
        ItemKind.Number or ItemKind.Text => "_QuestionTyped",
        ItemKind.Branch => "_QuestionStory",
        _ => "_QuestionChoice",
    } + ".cshtml";

    /// <summary>A word of the answer as the page marks it, once it is known that it was chosen.</summary>
    public string? Word(string word) => IsAhead ? word : null;

    /// <summary>Whether it is answered as a whole.</summary>
    public bool IsAnswered => Item.Key.IsComplete(Chosen);

    /// <summary>Whether it says first whether the whole answer was right; what is typed and what is told say so themselves.</summary>
    public bool SaysVerdict => Explains && !IsAhead && Chosen.Count > 0 && !IsTyped && Kind != ItemKind.Branch;

    /// <summary>How many of several were chosen rightly, where some but not all were; null otherwise.</summary>
    public int? RightlyChosen => Kind is ItemKind.Multiple or ItemKind.Scene && Item.Key.Correct.Count(Chosen.Contains) is > 0 and var some && some < Item.Key.Correct.Count ? some : null;

    /// <summary>Whether the answer is typed.</summary>
    public bool IsTyped => Item.Key.IsTyped;

    /// <summary>What is saved, where that is not what is shown: after a refusal the page keeps what was chosen.</summary>
    public (IReadOnlyCollection<string> Chosen, string? Typed)? Saved { get; init; }

    /// <summary>What is saved, as the form sends it back.</summary>
    public string? Was
    {
        get
        {
            var (chosen, typed) = Saved ?? (Chosen, Typed);
            return IsTyped ? typed : chosen.Count == 0 ? null : string.Join(',', chosen.Order(StringComparer.Ordinal));
        }
    }

    /// <summary>A paper's questions in the order drawn, each with what was changed on the page, else with what is saved.</summary>
    public static IReadOnlyList<QuestionView> OfPaper(Course course, Attempt attempt, TypedAnswers? typed, IReadOnlyCollection<AnswerInput> sent) =>
    [
        .. attempt.Questions.Select((q, i) =>
        {
            var changed = sent.FirstOrDefault(a => a.Item == q.ItemId && a.IsChanged);
            var chosen = attempt.Answers.GetValueOrDefault(q.ItemId) ?? [];
            var saved = (Chosen: chosen, Typed: typed?.For(attempt.Number, q.ItemId, chosen));
            return new QuestionView(i, attempt.Questions.Count, course.Item(q.ItemId)!, q.OptionOrder, changed?.Words ?? saved.Chosen, changed is null ? saved.Typed : changed.Typed, Explains: false) { Saved = saved };
        }),
    ];

    /// <summary>The right number or letter that an option is paired with, or null.</summary>
    public static string? PairOf(string letter, IEnumerable<string> pairs) =>
        pairs.Where(p => p.StartsWith($"{letter}-", StringComparison.Ordinal)).Select(p => p[(letter.Length + 1)..]).FirstOrDefault();
}

/// <summary>An option with its explanation.</summary>
/// <param name="Foreign">Its language, where that is not the page's.</param>
/// <param name="Word">The word for it, where the page says later whether it was chosen.</param>
public sealed record OptionExplained(OptionText Option, bool IsRight, bool IsChosen, string? Foreign, string? Word = null);
