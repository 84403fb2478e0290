using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace VisionZero.Web.Security;

/// <summary>
/// Tells whoever sends more than an address takes that it is too much. Left to the reading of the form, the answer would
/// be that the form is incomplete.
/// </summary>
public sealed class BodySize(RequestDelegate next)
{
    // Kestrel's own limit, which holds where an address names none.
    private const long Default = 30_000_000;

    // A browser shows the answer only after it has sent everything; up to here it may.
    private const long Patience = 100_000_000;

    /// <summary>Weighs the request by what it announces.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? Default;
        // The page that says so is made by running the same request again.
        if (context.Request.ContentLength is not { } length || length <= limit || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            await next(context);
            return;
        }

        if (length <= Patience && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = Patience;
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
    }
}
