using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Content;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>What to remember of a rule, on one page to print, and what its lessons rest on.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class CardPage : LearnerPage
{
    /// <summary>The golden rule.</summary>
    public CourseRule Rule { get; private set; } = null!;

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course, int rule)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        Rule = Course.Rule(rule);
        return Rule.Card is null ? NotFound() : Page();
    }
}
