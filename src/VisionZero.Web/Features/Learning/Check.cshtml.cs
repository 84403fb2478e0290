using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>The short check after the lessons of a rule: all questions, and why each option is right or wrong.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class CheckPage : LearnerPage
{
    /// <summary>The golden rule.</summary>
    public CourseRule Rule { get; private set; } = null!;

    /// <summary>A lesson that must be read first, if there is one.</summary>
    public Lesson? Unread => Rule.Lessons.FirstOrDefault(l => !Enrolment.HasRead(Rule.Rule, l.Key));

    /// <summary>Questions that are answered, with their explanations.</summary>
    public IReadOnlyList<QuestionView> Explained { get; private set; } = [];

    /// <summary>Questions to be answered.</summary>
    public IReadOnlyList<QuestionView> Open { get; private set; } = [];

    /// <summary>Questions answered rightly.</summary>
    public int Right => Explained.Count(q => q.Item.Key.IsRight(q.Chosen));

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

        // A step of a story does not ask for what else is still open on the page.
        var step = then?.StartsWith('q') == true;
        GivenAnswer[] given = [.. Answers.Select(a => a.Given()).Where(a => !step || IsWhole(a))];
        var outcome = await SendSurelyAsync(new AnswerCheck(Enrolment.Id, rule, given));
        if (outcome.Ok)
        {
            return To($"{Invariant(rule)}/check{(step ? Place(rule, then!, given) : "")}");
        }

        await ShowAsync(rule);
        return Again();
    }

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // Where a story goes on: among the questions as they were asked.
    private string Place(int rule, string question, IReadOnlyCollection<GivenAnswer> given)
    {
        var told = Course.Rule(rule).Check.Index().Where(c => given.Any(a => a.ItemId == c.Item.Key.Id)).Select(c => c.Index + 1).Union(AnsweredSince);
        return Afresh ? $"?afresh=true{string.Concat(told.Select(n => $"&answered={Invariant(n)}"))}#{question}" : $"#{question}";
    }

    private bool IsWhole(GivenAnswer answer) =>
        Course.Item(answer.ItemId) is { } item && (item.Key.Kind == ItemKind.Branch || item.Key.IsComplete(answer.Chosen));

    private async Task ShowAsync(int rule)
    {
        Rule = Course.Rule(rule);
        var words = await Query.LoadAsync<TypedAnswers>(Enrolment.Id, HttpContext.RequestAborted);
        var views = Rule.Check.Select((item, i) =>
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
                sent?.Typed ?? (afresh ? null : words?.For(0, item.Key.Id)),
                whole);
        }).ToList();
        Explained = [.. views.Where(v => v.Explains)];
        // The form binds a list without gaps.
        Open = [.. views.Where(v => !v.Explains)];
    }
}
