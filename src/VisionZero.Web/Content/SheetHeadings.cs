namespace VisionZero.Web.Content;

/// <summary>The headings that the sheets of a rule have, by kind and language: <c>courses/headings.yaml</c>.</summary>
internal sealed class SheetHeadings
{
    private readonly Dictionary<(LessonKind Kind, string Locale), IReadOnlyList<string>> _headings = [];

    /// <summary>Languages that have headings.</summary>
    public IEnumerable<string> Locales => _headings.Keys.Select(k => k.Locale).Distinct();

    /// <summary>The headings, in order; a case has none.</summary>
    public IReadOnlyList<string> For(LessonKind kind, string locale) => _headings.GetValueOrDefault((kind, locale)) ?? [];

    public static SheetHeadings Read(string file, ContentProblems problems)
    {
        var headings = new SheetHeadings();
        if (ContentNode.Read(file, problems) is not { } node)
        {
            return headings;
        }

        node.Only("lesson", "activity", "card", "talk", "session");
        foreach (var kind in new[] { LessonKind.Lesson, LessonKind.Activity, LessonKind.Card, LessonKind.Talk, LessonKind.Session })
        {
            var name = kind.ToString().ToLowerInvariant();
            if (node.Child(name) is not { } own)
            {
                node.Problem($"'{name}' is missing; write its headings by language.");
                continue;
            }

            foreach (var locale in own.Keys)
            {
                headings._headings[(kind, locale)] = [.. own.Child(locale)!.Items().Select(h => h.Value ?? "")];
            }
        }

        return headings;
    }
}
