using System.Security.Claims;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Security;

/// <summary>Tells the pipeline who is signed in.</summary>
public sealed class ActorMiddleware(RequestDelegate next)
{
    /// <summary>Reads the claims once a request.</summary>
    public Task InvokeAsync(HttpContext context, ActorContext actor)
    {
        SessionCookie.ThrowIfUnknown(context);
        if (context.User.Identity?.IsAuthenticated == true
            && Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var accountId))
        {
            var roles = context.User.FindAll(ClaimTypes.Role).Select(c => Enum.Parse<Role>(c.Value));
            actor.ActAs(Actor.OfPerson(accountId, roles));
        }

        return next(context);
    }
}
