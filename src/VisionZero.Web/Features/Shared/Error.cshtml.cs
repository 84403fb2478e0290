using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Hosting;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Shared;

/// <summary>What went wrong, in a sentence, and what to do next. Shown in place of any page that failed.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorPage : VzPage
{
    private static readonly int[] Explained = [400, 403, 404, 409, 413, 429, 500];

    /// <summary>The status explained.</summary>
    public int Status { get; private set; }

    /// <summary>By which operators find the failure in the log.</summary>
    public string Reference => FailureLog.Reference(HttpContext);

    /// <summary>Explains the status of the answer.</summary>
    public void OnGet() => Explain();

    /// <summary>The same for a form that failed: the page is shown under the method of the request.</summary>
    public void OnPost() => Explain();

    private void Explain()
    {
        var status = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null ? StatusCodes.Status500InternalServerError
            : HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } again ? again.OriginalStatusCode
            : Request.Query.ContainsKey("returnUrl") ? StatusCodes.Status403Forbidden
            : StatusCodes.Status404NotFound;
        Response.StatusCode = status;
        Status = Explained.Contains(status) ? status : status >= 500 ? 500 : 400;
    }
}
