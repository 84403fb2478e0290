using System.Globalization;
using System.Text;
using Marten;
using VisionZero.Documents;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Learning;

/// <summary>Prints an action plan in the reader's language.</summary>
public sealed class PlanPress(Press press, ILogger<PlanPress> log)
{
    /// <summary>The file, or null if it cannot be printed here; why stands in the log, without the owner's words.</summary>
    public async Task<byte[]?> PrintAsync(ActionPlan plan, string name, string course, Texts.Texts t, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(t);
        var result = (await press.Ready).Print(new HandoutDocument
        {
            Title = t["learning-plan.pdf.title"],
            Summary = t["learning-plan.pdf.summary", ("name", name), ("course", course), ("date", at)],
            Language = t.Culture.Name,
            Markdown = Markdown(plan, t),
            Footer = t["learning-plan.pdf.footer", ("date", at)],
            Author = t["general.product"],
            IssuedAt = at,
        });
        if (result is PrintResult.Printed printed)
        {
            return printed.Pdf;
        }

        if (log.IsEnabled(LogLevel.Error))
        {
            var why = result switch
            {
                PrintResult.NotCovered missing => string.Join("; ", missing.Texts),
                PrintResult.TextDiffers differs => string.Join("; ", differs.Differences.Select(d => d.Field)),
                _ => result.GetType().Name,
            };
            log.LogError("An action plan ({Locale}) cannot be printed: {Why}", t.Locale, why);
        }

        return null;
    }

    /// <summary>The plan rule by rule: each goal with date and state.</summary>
    public static string Markdown(ActionPlan plan, Texts.Texts t)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(t);
        var text = new StringBuilder();
        foreach (var rule in GoldenRules.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {rule}. {Plain(t.Rule(rule))}\n\n");
            var goals = plan.Under(rule);
            if (goals.Count == 0)
            {
                text.Append(Plain(t["learning-plan.pdf.none"])).Append("\n\n");
            }

            foreach (var goal in goals)
            {
                var state = t[$"learning-plan.states.{goal.State}"];
                var note = goal.By is { } by ? t["learning-plan.pdf.by", ("state", state), ("date", by)] : state;
                text.Append("- ").Append(Plain(goal.What)).Append('\n').Append("\n  *").Append(Plain(note)).Append("*\n\n");
            }
        }

        return text.ToString();
    }

    // What people type is text, whatever it looks like: every mark of Markdown is escaped, and a line stays one line.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 8);
        foreach (var c in string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)))
        {
            if (c < 128 && (char.IsPunctuation(c) || char.IsSymbol(c)))
            {
                plain.Append('\\');
            }

            plain.Append(c);
        }

        return plain.ToString();
    }
}

/// <summary>Serves the action plan as PDF: to its owner, and to nobody else.</summary>
internal static class PlanFile
{
    public static void Map(WebApplication app, Settings settings)
    {
        if (settings.ServesPages)
        {
            app.MapGet("/learn/{course}/plan.pdf", ServeAsync).RequireAuthorization(Policies.Trainer);
        }
    }

    private static async Task<IResult> ServeAsync(string course, IQuerySession session, ActorContext actor, CourseLibrary library, PlanPress press, TextSource texts, TimeProvider clock, HttpContext context, CancellationToken ct)
    {
        if (await LearningQueries.TrainerAsync(session, actor.Current.Person, ct) is not { } trainer
            || await LearningQueries.LatestAsync(session, trainer.Id, course, ct) is not { } enrolment
            || library.Find(course, enrolment.CourseVersion) is not { } taken)
        {
            return Results.NotFound();
        }

        var plan = await session.LoadAsync<ActionPlan>(enrolment.Id, ct) ?? new ActionPlan();
        var name = (await session.LoadAsync<TrainerProfile>(trainer.Id, ct))?.Name ?? "";
        var t = texts.Current;
        context.Response.Headers.CacheControl = "private, no-store";
        return await press.PrintAsync(plan, name, taken.In(t.Locale).Title, t, clock.GetUtcNow()) is { } pdf
            ? Results.File(pdf, "application/pdf", $"vision-zero-plan-{course}.{t.Locale}.pdf")
            : Results.Redirect($"{context.Request.PathBase}/learn/{course}/plan?print=no");
    }
}
