using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VisionZero.Web.Features.Accounts;

namespace VisionZero.Tests;

/// <summary>Open sessions, made from documents: what the form does is tested by itself, and takes a page or two each time.</summary>
internal static class TestSessions
{
    /// <summary>Opens a session; answers its cookie, as a request carries it.</summary>
    public static async Task<string> OpenAsync(IServiceProvider services, Login login, CancellationToken ct)
    {
        await using var session = services.GetRequiredService<IDocumentStore>().LightweightSession();
        var cookie = Add(session, services, login, services.GetRequiredService<TimeProvider>().GetUtcNow());
        await session.SaveChangesAsync(ct);
        return cookie;
    }

    /// <summary>The same as part of what is saved together.</summary>
    public static string Add(IDocumentSession session, IServiceProvider services, Login login, DateTimeOffset now)
    {
        var visit = new SignInSession { Id = Guid.CreateVersion7(), AccountId = login.Id, Device = "Test", StartedAt = now };
        session.Insert(visit);
        var cookies = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var ticket = new AuthenticationTicket(
            SessionCookie.Principal(login, visit.Id),
            new AuthenticationProperties { IsPersistent = true, IssuedUtc = now, ExpiresUtc = now.AddDays(7) },
            CookieAuthenticationDefaults.AuthenticationScheme);
        return $"{cookies.Cookie.Name}={cookies.TicketDataFormat.Protect(ticket)}";
    }
}
