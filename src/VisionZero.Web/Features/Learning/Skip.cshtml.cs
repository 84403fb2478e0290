using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>The test with which a rule can be skipped: once, all questions in one go; then what it showed.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class SkipPage : LearnerPage
{
    /// <summary>The golden rule.</summary>
    public CourseRule Rule { get; private set; } = null!;

    /// <summary>The test, if it was taken.</summary>
    public SkipTest? Taken => Enrolment.SkipTests.FirstOrDefault(t => t.Rule == Rule.Rule);

    /// <summary>Whether it was taken in an earlier round of the course.</summary>
    public bool IsTakenBefore => SkipTestsBefore.Contains(Rule.Rule);

    /// <summary>Whether the rule is studied without it.</summary>
    public bool IsStudied => EnrolmentDecisions.IsStudied(Enrolment, Course.Outline.Rule(Rule.Rule));

    /// <summary>Its questions.</summary>
    public IReadOnlyList<QuestionView> Questions { get; private set; } = [];

    /// <summary>What was chosen.</summary>
    [BindProperty]
    public List<AnswerInput> Answers { get; set; } = [];

    /// <summary>The test, or its result.</summary>
    public async Task<IActionResult> OnGetAsync(string course, int rule)
    {
        if (await FindAsync(course, rule) is { } elsewhere)
        {
            return elsewhere;
        }

        await ShowAsync();
        return Page();
    }

    /// <summary>Hands it in.</summary>
    public async Task<IActionResult> OnPostAsync(string course, int rule)
    {
        if (await FindAsync(course, rule) is { } elsewhere)
        {
            return elsewhere;
        }

        var outcome = await SendSurelyAsync(new TakeSkipTest(Enrolment.Id, rule, [.. Answers.Select(a => a.Given())]));
        if (outcome.Ok)
        {
            return To($"{rule.ToString(CultureInfo.InvariantCulture)}/skip");
        }

        await ShowAsync();
        return Again();
    }

    private async Task<IActionResult?> FindAsync(string course, int rule)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        Rule = Course.Rule(rule);
        return Rule.Skip.Count == 0 ? NotFound() : null;
    }

    private async Task ShowAsync()
    {
        var words = await Query.LoadAsync<TypedAnswers>(Enrolment.Id, HttpContext.RequestAborted);
        Questions =
        [
            .. Rule.Skip.Select((item, i) =>
            {
                var sent = Answers.FirstOrDefault(a => a.Item == item.Key.Id);
                var given = Taken?.Answers.FirstOrDefault(a => a.ItemId == item.Key.Id)?.Chosen;
                return new QuestionView(
                    i,
                    Rule.Skip.Count,
                    item,
                    item.Key.Options,
                    given ?? sent?.Words ?? [],
                    sent?.Typed ?? words?.For(0, item.Key.Id, given ?? []),
                    Taken is not null);
            }),
        ];
    }
}
