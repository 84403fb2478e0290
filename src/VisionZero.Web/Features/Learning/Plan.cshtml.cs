using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using VisionZero.Domain.Common;
using VisionZero.Web.Security;
using DomainText = VisionZero.Domain.Common.Text;

namespace VisionZero.Web.Features.Learning;

/// <summary>The action plan: what the learner will do under each golden rule.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class PlanPage : LearnerPage
{
    /// <summary>Version of the enrolment the form was shown with.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>The goals, rule by rule.</summary>
    [BindProperty]
    public List<RuleGoals> Rules { get; set; } = [];

    /// <summary>Whether the plan was to be printed and could not be.</summary>
    public bool CannotPrint => Request.Query["print"] == "no";

    /// <summary>What another window saved meanwhile, under the rules where this form says something else.</summary>
    public IReadOnlyList<(int Rule, IReadOnlyList<Goal> Goals)> There { get; private set; } = [];

    /// <summary>Whether a rule has more goals than it needs: then all of its fields are shown.</summary>
    public bool IsOpen(int index) => Rules[index].Goals.Skip(Policy.GoalsPerRule).Any(g => g.What is { Length: > 0 } || g.By is not null);

    /// <summary>Goals written so far.</summary>
    public int GoalCount => Enrolment.Goals.Values.Sum();

    /// <summary>Rules of a plan that was begun under which goals are missing, as their numbers; empty if there are enough everywhere.</summary>
    public string Missing => GoalCount == 0 ? "" : string.Join(T["scheme.comma"], GoldenRules.All.Where(r => Enrolment.Goals.GetValueOrDefault(r) < Policy.GoalsPerRule).Select(r => T.Number(r)));

    /// <summary>Those that are done.</summary>
    public int Done => Enrolment.GoalsDone.Values.Sum();

    /// <summary>Months after which there are reminders.</summary>
    public IReadOnlyList<int> Months => SchemePolicy.PlanReminderMonths;

    /// <summary>The same, written out.</summary>
    public string MonthList => string.Join(T["scheme.comma"], Months.Select(m => T.Number(m)));

    /// <summary>How far a goal can be.</summary>
    public IEnumerable<SelectListItem> States => Enum.GetValues<GoalState>().Select(s => new SelectListItem(T[$"learning-plan.states.{s}"], s.ToString()));

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        var plan = await Query.LoadAsync<ActionPlan>(Enrolment.Id, HttpContext.RequestAborted) ?? new ActionPlan();
        Version = Enrolment.Version;
        Rules = [.. GoldenRules.All.Select(rule => new RuleGoals { Goals = [.. plan.Under(rule).Select(g => new GoalInput { What = g.What, By = g.By, State = g.State })] })];
        Fill();
        return Page();
    }

    /// <summary>Saves.</summary>
    public async Task<IActionResult> OnPostAsync(string course)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        var written = Rules.Take(GoldenRules.Count).Select((r, i) => (Rule: i + 1, r.Goals)).ToDictionary(r => r.Rule, r => Written(r.Goals));
        var outcome = await SendAsync(new WriteActionPlan(Enrolment.Id, Version, written));
        if (outcome.IsConflict)
        {
            // What was typed stays; sent again, it stands on what is there now.
            var plan = await Query.LoadAsync<ActionPlan>(Enrolment.Id, HttpContext.RequestAborted) ?? new ActionPlan();
            There = [.. GoldenRules.All.Select(r => (r, plan.Under(r))).Where(r => !r.Item2.SequenceEqual(written.GetValueOrDefault(r.r) ?? []))];
            Version = Enrolment.Version;
            ModelState.SetModelValue(nameof(Version), new ValueProviderResult(Version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        if (!outcome.Ok)
        {
            Fill();
            return Again();
        }

        Flash("learning.plan.saved");
        return To("plan");
    }

    /// <summary>Stops the reminders, or lets them come again.</summary>
    public async Task<IActionResult> OnPostRemindersAsync(string course, bool on)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        if ((await SendSurelyAsync(new SetPlanReminders(Enrolment.Id, on))).Ok)
        {
            Flash(on ? "learning-plan.reminders.resumed" : "learning-plan.reminders.stopped");
        }

        return To("plan");
    }

    // Empty lines are no goals; those between written ones close up.
    private static IReadOnlyList<Goal> Written(IEnumerable<GoalInput> goals) =>
        [.. goals.Select(g => new Goal(DomainText.Tidy(g.What), g.By) { State = g.State }).Where(g => g.What.Length > 0)];

    private void Fill()
    {
        while (Rules.Count < GoldenRules.Count)
        {
            Rules.Add(new RuleGoals());
        }

        foreach (var rule in Rules)
        {
            while (rule.Goals.Count < WriteActionPlan.MostGoals)
            {
                rule.Goals.Add(new GoalInput());
            }
        }
    }
}

/// <summary>Goals under one rule, as typed.</summary>
public sealed class RuleGoals
{
    /// <summary>The goals.</summary>
    public List<GoalInput> Goals { get; set; } = [];
}

/// <summary>A goal, as typed.</summary>
public sealed class GoalInput
{
    /// <summary>What shall be done.</summary>
    public string? What { get; set; }

    /// <summary>By when.</summary>
    public DateOnly? By { get; set; }

    /// <summary>How far it is.</summary>
    public GoalState State { get; set; }
}
