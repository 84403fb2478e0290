using System.Runtime.ExceptionServices;
using System.Security.Claims;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace VisionZero.Web.Features.Accounts;

/// <summary>The cookie: account, roles and session. It counts only while the session is open.</summary>
public static class SessionCookie
{
    private const string SessionClaim = "session";

    private static readonly object Unknown = new();

    /// <summary>The session of the signed-in person.</summary>
    public static Guid SessionId(ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(SessionClaim) ?? Guid.Empty.ToString());

    /// <summary>Writes the cookie for a session that was just opened.</summary>
    public static async Task WriteAsync(HttpContext context, IQuerySession query, Guid sessionId)
    {
        var session = await query.LoadAsync<SignInSession>(sessionId, context.RequestAborted) ?? throw new InvalidOperationException("The session was not stored.");
        var login = await query.LoadAsync<Login>(session.AccountId, context.RequestAborted) ?? throw new InvalidOperationException("The account has no sign-in document.");
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Principal(login, sessionId), new AuthenticationProperties { IsPersistent = true });
    }

    /// <summary>What the cookie says: account, roles, session.</summary>
    public static ClaimsPrincipal Principal(Login login, Guid sessionId)
    {
        ArgumentNullException.ThrowIfNull(login);
        var claims = login.Roles.Select(r => new Claim(ClaimTypes.Role, r.ToString()))
            .Append(new Claim(ClaimTypes.NameIdentifier, login.Id.ToString("N")))
            .Append(new Claim(SessionClaim, sessionId.ToString("N")));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }

    /// <summary>Refuses the cookie of an ended session.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var registry = context.HttpContext.RequestServices.GetRequiredService<SessionRegistry>();
        bool open;
        try
        {
            open = context.Principal is not null && await registry.IsOpenAsync(SessionId(context.Principal), context.HttpContext.RequestAborted);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Thrown here it would be remembered for the whole request, and the page that explains it would fail as well.
            context.HttpContext.Items[Unknown] = ExceptionDispatchInfo.Capture(failure);
            context.RejectPrincipal();
            return;
        }

        if (!open)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
    }

    /// <summary>Fails the request, once, whose session could not be looked up; the cookie stays as it is.</summary>
    public static void ThrowIfUnknown(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Items.Remove(Unknown, out var failure))
        {
            ((ExceptionDispatchInfo)failure!).Throw();
        }
    }

    /// <summary>A short word for the browser, for the list of sessions.</summary>
    public static string Device(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        var browser = First(agent, ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"));
        var system = First(agent, ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"));
        return string.Join(" · ", new[] { browser, system }.OfType<string>());
    }

    private static string? First(string agent, params (string Mark, string Name)[] known) =>
        known.FirstOrDefault(k => agent.Contains(k.Mark, StringComparison.Ordinal)).Name;
}
