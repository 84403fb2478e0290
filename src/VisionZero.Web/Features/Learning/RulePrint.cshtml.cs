using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Content;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>Everything that is read under a rule, on one page to print or to keep.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class RulePrintPage : LearnerPage
{
    /// <summary>The golden rule.</summary>
    public CourseRule Rule { get; private set; } = null!;

    /// <summary>The sheets in the order in which they are taken, the card last.</summary>
    public IEnumerable<(Lesson Lesson, LessonText Text)> Sheets =>
        Rule.Lessons.Concat(Rule.Card is { } card ? [card] : []).Select(l => (l, l.In(T.Locale)));

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course, int rule)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        Rule = Course.Rule(rule);
        return Page();
    }
}
