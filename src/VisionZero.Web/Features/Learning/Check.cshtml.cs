using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>The short check after the lessons of a rule: all questions, and why each option is right or wrong.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class CheckPage : LearnerPage
{
    /// <summary>The golden rule.</summary>
    public CourseRule Rule { get; private set; } = null!;

    /// <summary>A lesson that must be read first, if there is one; who passed the skip test has studied the rule.</summary>
    public Lesson? Unread => Enrolment.HasSkipped(Rule.Rule) ? null : Rule.Lessons.FirstOrDefault(l => !Enrolment.HasRead(Rule.Rule, l.Key));

    /// <summary>The questions as they are asked: what is answered says why, the rest waits for an answer.</summary>
    public IReadOnlyList<QuestionView> Questions { get; private set; } = [];

    /// <summary>Where the check is.</summary>
    public string Address => Url.Content($"~/learn/{Course.Id}/{Rule.Rule.ToString(CultureInfo.InvariantCulture)}/check");

    /// <summary>What comes after this check.</summary>
    public NextStep Onward => LearningPath.AfterCheck(Course, Rule.Rule, Enrolment, Next);

    /// <summary>Questions that are answered.</summary>
    public int Answered => Questions.Count(q => q.Explains);

    /// <summary>Questions answered rightly.</summary>
    public int Right => Questions.Count(q => q.Explains && q.Item.Key.IsRight(q.Chosen));

    /// <summary>What was chosen.</summary>
    [BindProperty]
    public List<AnswerInput> Answers { get; set; } = [];

    /// <summary>Whether all questions are asked afresh.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Afresh { get; set; }

    /// <summary>Numbers of the questions that were answered since, or are stories that were begun.</summary>
    [BindProperty(SupportsGet = true, Name = "answered")]
    public List<int> AnsweredSince { get; set; } = [];

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course, int rule)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        await ShowAsync(rule);
        return Page();
    }

    /// <summary>Answers.</summary>
    public async Task<IActionResult> OnPostAsync(string course, int rule, string? then)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        // A step of a story is taken alone: what was chosen elsewhere on the page is not handed in with it, and stays chosen.
        var number = 0;
        var step = then is ['q', ..] && int.TryParse(then[1..], CultureInfo.InvariantCulture, out number) ? Course.Rule(rule).Check.ElementAtOrDefault(number - 1) : null;
        GivenAnswer[] given = [.. Answers.Where(a => step is null || a.Item == step.Key.Id).Select(a => a.Given())];
        var outcome = await SendSurelyAsync(new AnswerCheck(Enrolment.Id, rule, given));
        if (!outcome.Ok)
        {
            await ShowAsync(rule);
            return Again();
        }

        if (step is null)
        {
            return To($"{rule.ToString(CultureInfo.InvariantCulture)}/check");
        }

        await LoadAsync(course);
        AnsweredSince = [.. AnsweredSince, number];
        await ShowAsync(rule, here: number);
        return Page();
    }

    private async Task ShowAsync(int rule, int? here = null)
    {
        Rule = Course.Rule(rule);
        var words = await Query.LoadAsync<TypedAnswers>(Enrolment.Id, HttpContext.RequestAborted);
        Questions =
        [
            .. Rule.Check.Select((item, i) =>
            {
                var afresh = Afresh && !AnsweredSince.Contains(i + 1);
                var last = afresh ? null : Enrolment.Checks.FirstOrDefault(c => c.ItemId == item.Key.Id);
                var sent = Answers.FirstOrDefault(a => a.Item == item.Key.Id);
                var whole = last is not null && item.Key.IsComplete(last.Chosen);
                return new QuestionView(
                    i,
                    Rule.Check.Count,
                    item,
                    item.Key.Options,
                    last?.Chosen ?? sent?.Words ?? [],
                    sent?.Typed ?? words?.For(0, item.Key.Id, last?.Chosen ?? []),
                    whole)
                {
                    IsHere = here == i + 1,
                };
            }),
        ];
    }
}
