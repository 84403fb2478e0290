using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Pages;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Courses;

/// <summary>How often a part of an answer was chosen, and whether it is a right one.</summary>
public sealed record ChoiceRow(string Text, int Count, int Percent, bool IsRight);

/// <summary>Something that happened to a question.</summary>
public sealed record ItemStep(string What, string Who, string? Reason, DateTimeOffset At);

/// <summary>One question as learners see it, with its key, its figures and what happened to it; staff withdraw it here.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class BankItemPage : VzPage
{
    /// <summary>The course.</summary>
    public Course Course { get; private set; } = null!;

    /// <summary>The question.</summary>
    public Item Item { get; private set; } = null!;

    /// <summary>Its figures.</summary>
    public ItemFigures Figures { get; private set; } = null!;

    /// <summary>The question as it is shown, explained.</summary>
    public QuestionView View { get; private set; } = null!;

    /// <summary>Its withdrawal, if it is withdrawn.</summary>
    public WithdrawnItem? Withdrawn { get; private set; }

    /// <summary>What was answered.</summary>
    public IReadOnlyList<ChoiceRow> Choices { get; private set; } = [];

    /// <summary>What happened to it.</summary>
    public IReadOnlyList<ItemStep> History { get; private set; } = [];

    /// <summary>Reason chosen.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Reasons to withdraw.</summary>
    public IEnumerable<SelectListItem> Reasons => ItemBankDecisions.Reasons.Select(r => new SelectListItem(T["items.reasons." + r], r));

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course, int version, string id) => await LoadAsync(course, version, id) ?? Page();

    /// <summary>Withdraws.</summary>
    public Task<IActionResult> OnPostWithdrawAsync(string course, int version, string id) => FinishAsync(course, version, id, new WithdrawItem(course, version, id, Reason ?? ""));

    /// <summary>Takes the withdrawal back.</summary>
    public Task<IActionResult> OnPostRestoreAsync(string course, int version, string id) => FinishAsync(course, version, id, new RestoreItem(course, version, id));

    private async Task<IActionResult> FinishAsync(string course, int version, string id, ICommand command)
    {
        if (await LoadAsync(course, version, id) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!(await SendAsync(command)).Ok)
        {
            return Again();
        }

        Flash($"items.done.{command.GetType().Name}");
        return RedirectToPage(new { course, version, id, handler = (string?)null });
    }

    private async Task<IActionResult?> LoadAsync(string course, int version, string id)
    {
        var ct = HttpContext.RequestAborted;
        if (Service<CourseLibrary>().Find(course, version) is not { } found || found.Outline.BankItem(id) is not { } key)
        {
            return NotFound();
        }

        if (await LearningQueries.IsToBeExaminedAsync(Query, Actor.Person, course, ct))
        {
            return Forbid();
        }

        (Course, Item) = (found, found.Item(id)!);
        var shown = key.Kind is ItemKind.Single or ItemKind.Multiple or ItemKind.Scene or ItemKind.TrueFalse ? [] : key.RightAnswer();
        View = new QuestionView(0, 1, Item, key.Options, shown, key.Kind == ItemKind.Text ? Item.In(T.Locale).Accepted[0] : null, Explains: true);
        var bank = await PaperQueries.BankAsync(Query, found, ct);
        Withdrawn = bank.Of(id);
        var counted = await Service<BankFigures>().OfAsync(Query, found, bank, Service<Scheme>().Policy.For(found.Outline.Level).PassMarkPercent, ct);
        Figures = counted.Items.Single(f => f.ItemId == id);
        var right = key.RightAnswer();
        Choices =
        [
            .. Words(key).Union(Figures.Choices.Keys.Order(StringComparer.Ordinal)).Select(w =>
            {
                var count = Figures.Choices.GetValueOrDefault(w);
                return new ChoiceRow(Label(key, w), count, Figures.Answered == 0 ? 0 : count * 100 / Figures.Answered, key.Kind == ItemKind.Number ? key.IsRight([w]) : right.Contains(w));
            }),
        ];
        History = await HistoryAsync(bank.Id, id, ct);
        return null;
    }

    // What is asked for stands in the table even if nobody chose it.
    private static IEnumerable<string> Words(ItemKey key) => key.Kind switch
    {
        ItemKind.TrueFalse => ItemKey.Verdicts.Concat(key.Options),
        ItemKind.Text => ItemKey.Terms,
        ItemKind.Order or ItemKind.Match => key.Correct,
        _ => key.Options,
    };

    private string Label(ItemKey key, string word)
    {
        var text = Item.In(T.Locale);
        var parts = word.Split('-');
        return key.Kind switch
        {
            ItemKind.Text => T["items.item.terms." + word],
            ItemKind.TrueFalse when ItemKey.Verdicts.Contains(word) => T["learning.question.verdict." + word],
            ItemKind.Order when parts is [var option, var place] => $"{text.Options[option].Text} → {T["learning.question.place", ("place", place)]}",
            ItemKind.Match when parts is [var option, var target] => $"{text.Options[option].Text} → {text.Targets[target]}",
            ItemKind.Branch when parts is [var node, var choice] => text.Nodes[node].Choices[choice].Text,
            ItemKind.Number => NumberReading.Of(key.Number!, word, T),
            _ => text.Options[word].Text,
        };
    }

    private async Task<IReadOnlyList<ItemStep>> HistoryAsync(Guid bank, string id, CancellationToken ct)
    {
        var names = await StaffNames.LoadAsync(Query, ct);
        var events = await Query.Events.FetchStreamAsync(bank, token: ct);
        return
        [
            .. events.Select(e => e.Data).Select(e => e switch
            {
                ItemBankEvent.ItemWithdrawn w when w.ItemId == id => new ItemStep("withdrawn", Name(w.By), w.Reason, w.At),
                ItemBankEvent.ItemRestored r when r.ItemId == id => new ItemStep("restored", Name(r.By), null, r.At),
                ItemBankEvent.RescoreApplied a when a.Items.Contains(id) => new ItemStep("rescored", Name(a.By), null, a.At),
                _ => null,
            }).OfType<ItemStep>(),
        ];

        string Name(Guid account) => names.Of(account) ?? T["certification.review.former"];
    }
}
