using System.Globalization;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Learning;

namespace VisionZero.Web.Tests.Learning;

/// <summary>A question's answer, as a command has it and as the fields of its form.</summary>
internal static class AnswerFields
{
    public static GivenAnswer Given(Item item, bool right = true)
    {
        var words = right ? item.Key.RightAnswer() : Wrong(item.Key);
        return item.Key.Kind switch
        {
            ItemKind.Number => new(item.Key.Id, [], words[0]),
            ItemKind.Text => new(item.Key.Id, [], Term(item, right)),
            _ => new(item.Key.Id, words),
        };
    }

    public static IEnumerable<(string Name, string Value)> For(Item item, string name, bool right = true)
    {
        var words = right ? item.Key.RightAnswer() : Wrong(item.Key);
        return item.Key.Kind switch
        {
            ItemKind.Number => [($"{name}.Typed", words[0])],
            ItemKind.Text => [($"{name}.Typed", Term(item, right))],
            ItemKind.TrueFalse => words.Select(w => (ItemKey.Verdicts.Contains(w) ? $"{name}.Chosen" : $"{name}.Reason", w)),
            _ => words.Select(w => ($"{name}.Chosen", w)),
        };
    }

    // Whole, where a part would be wrong already: no order is right by the alphabet.
    private static IReadOnlyList<string> Wrong(ItemKey key) => key.Kind switch
    {
        ItemKind.Order => [.. key.Options.Select((o, i) => string.Create(CultureInfo.InvariantCulture, $"{o}-{i + 1}"))],
        ItemKind.Match => [.. key.Options.Select(o => key.Correct.Contains($"{o}-1") ? $"{o}-2" : $"{o}-1")],
        _ => key.WrongAnswer(),
    };

    private static string Term(Item item, bool right) => right ? item.In("en").Accepted[0] : "something else";
}
