using Marten;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;
using VisionZero.Domain.Common;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Pages;

/// <summary>
/// A page: binds the form, sends one command, redirects or shows the form again with what was typed and why not. Reads
/// go straight to the query session.
/// </summary>
public abstract class VzPage : PageModel
{
    /// <summary>Under which the request keeps the refused fields, in the order in which the command names them.</summary>
    internal const string RefusedFields = "vz-refused-fields";

    private Texts.Texts? _texts;

    /// <summary>Texts in the reader's language.</summary>
    public Texts.Texts T => _texts ??= Service<TextSource>().Current;

    /// <summary>Who is signed in.</summary>
    public Actor Actor => Service<ActorContext>().Current;

    /// <summary>Reads.</summary>
    protected IQuerySession Query => Service<IQuerySession>();

    /// <summary>Now.</summary>
    protected DateTimeOffset Now => Service<TimeProvider>().GetUtcNow();

    /// <summary>Sends a command; refusals land in the model state, beside the field they concern.</summary>
    /// <param name="command">What is wished for.</param>
    /// <param name="prefix">Name of the bound property that holds the fields, if they are not on the page itself.</param>
    protected Task<Outcome> SendAsync(ICommand command, string? prefix = null) => SendAsync(command, HttpContext.RequestServices, prefix);

    /// <summary>Sends a command through the pipeline of these services.</summary>
    /// <param name="command">What is wished for.</param>
    /// <param name="services">Services of a scope in which the actor is known.</param>
    /// <param name="prefix">Name of the bound property that holds the fields, if they are not on the page itself.</param>
    protected async Task<Outcome> SendAsync(ICommand command, IServiceProvider services, string? prefix = null)
    {
        if (!ModelState.IsValid)
        {
            return Outcome.Refused(Refusal.Of("general.invalid"));
        }

        var outcome = await services.GetRequiredService<IMediator>().Send(command, HttpContext.RequestAborted);
        ShowRefusals(outcome, prefix);
        return outcome;
    }

    /// <summary>Puts refusals beside the field they concern, and the answer's status.</summary>
    /// <param name="outcome">What came of it.</param>
    /// <param name="prefix">Name of the bound property that holds the fields, if they are not on the page itself.</param>
    protected void ShowRefusals(Outcome outcome, string? prefix = null)
    {
        var refused = new List<string>();
        HttpContext.Items[RefusedFields] = refused;
        foreach (var refusal in outcome.Refusals)
        {
            var field = refusal.Field is null ? string.Empty : prefix is null ? refusal.Field : $"{prefix}.{refusal.Field}";
            ModelState.AddModelError(field, T.Sentence(refusal));
            refused.Add(field);
        }

        if (outcome.IsConflict)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
        }
        else if (!outcome.Ok)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
    }

    /// <summary>Says something once on the next page (a key of the locale files).</summary>
    protected void Flash(string key) => TempData["flash"] = key;

    /// <summary>Shows the form again.</summary>
    protected PageResult Again() => Page();

    /// <summary>A service of this request.</summary>
    protected TService Service<TService>()
        where TService : notnull => HttpContext.RequestServices.GetRequiredService<TService>();
}
