using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Learning;

/// <summary>An answer to a question.</summary>
/// <param name="ItemId">The question.</param>
/// <param name="Chosen">Words chosen, as <see cref="ItemKey"/> knows them.</param>
/// <param name="Typed">What was typed instead, where the answer is typed.</param>
public sealed record GivenAnswer(string ItemId, IReadOnlyList<string> Chosen, string? Typed = null)
{
    /// <summary>Whether there is an answer at all.</summary>
    public bool IsGiven => Chosen.Count > 0 || Typed is { Length: > 0 };

    /// <summary>Refuses what is too long to be an answer, or to name a question, and two answers to one question.</summary>
    public static IEnumerable<Refusal> Check(IReadOnlyCollection<GivenAnswer> answers)
    {
        if (answers.Any(a => a.Typed?.Length > TypedAnswers.Longest || a.Chosen.Any(c => c?.Length > TypedAnswers.Longest)))
        {
            yield return Refusal.Of("enrolment.answer-too-long", ("most", TypedAnswers.Longest));
        }

        if (answers.Any(a => a.ItemId.Length > TypedAnswers.Longest))
        {
            yield return Refusal.Of("enrolment.no-such-question");
        }

        if (answers.DistinctBy(a => a.ItemId).Count() != answers.Count)
        {
            yield return Refusal.Of("enrolment.answered-twice");
        }
    }

    /// <summary>The words the rules decide by: a typed answer becomes the number it is, or whether the term counts.</summary>
    public (IReadOnlyList<string> Words, Refusal? Refusal) Read(Course course)
    {
        if (course.Item(ItemId) is not { } item)
        {
            return (Chosen, null);
        }

        // Whether a typed answer counts is said here alone: who could choose the word for it would be right without knowing.
        if (item.Key.IsTyped ? Chosen.Count > 0 : Typed is { Length: > 0 })
        {
            return ([], Refusal.Of("enrolment.no-such-option"));
        }

        return (item.Key.Kind, Typed) switch
        {
            (ItemKind.Text, { Length: > 0 } typed) => ([item.Accepts(typed) ? "accepted" : "other"], null),
            (ItemKind.Number, { Length: > 0 } typed) when Term.Number(typed) is { } number => ([number.ToString(System.Globalization.CultureInfo.InvariantCulture)], null),
            (ItemKind.Number, { Length: > 0 }) => ([], Refusal.At("Typed", "enrolment.no-number")),
            _ => (Chosen, null),
        };
    }
}
