using VisionZero.Domain.Courses;
using VisionZero.Web.Content;

namespace VisionZero.Web.Tests.Learning;

/// <summary>A question's answer as the fields of its form.</summary>
internal static class AnswerFields
{
    public static IEnumerable<(string Name, string Value)> For(Item item, string name, bool right = true)
    {
        var words = right ? item.Key.RightAnswer() : item.Key.WrongAnswer();
        return item.Key.Kind switch
        {
            ItemKind.Number => [($"{name}.Typed", words[0])],
            ItemKind.Text => [($"{name}.Typed", right ? item.In("en").Accepted[0] : "something else")],
            ItemKind.TrueFalse => words.Select(w => (ItemKey.Verdicts.Contains(w) ? $"{name}.Chosen" : $"{name}.Reason", w)),
            _ => words.Select(w => ($"{name}.Chosen", w)),
        };
    }
}
