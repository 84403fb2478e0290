using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning.Along;

/// <summary>
/// A rule to take along: its sheets and its check on one page, which a script works without a connection. Without the
/// script it is the text of the rule.
/// </summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class AlongRulePage : LearnerPage
{
    /// <summary>The golden rule.</summary>
    public CourseRule Rule { get; private set; } = null!;

    /// <summary>The lessons in the order in which they are taken.</summary>
    public IEnumerable<(Lesson Lesson, LessonText Text)> Sheets => Rule.Lessons.Select(l => (l, l.In(T.Locale)));

    /// <summary>The questions of the check, as they are asked.</summary>
    public IEnumerable<QuestionView> Questions =>
        Rule.Check.Select((item, i) => new QuestionView(i, Rule.Check.Count, item, item.Key.Options, [], null, Explains: false));

    /// <summary>Whether a question was once answered to its end.</summary>
    public bool IsAnswered(QuestionView question) => EnrolmentDecisions.IsAnswered(Enrolment, question.Item.Key);

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
