using Microsoft.AspNetCore.Authentication.Cookies;
using VisionZero.Domain.Common;

namespace VisionZero.Web.Security;

/// <summary>Names of the authorisation policies of pages. Commands carry their own rules besides.</summary>
public static class Policies
{
    /// <summary>Any signed-in person.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>A trainer.</summary>
    public const string Trainer = "trainer";

    /// <summary>A company's representative.</summary>
    public const string Company = "company";

    /// <summary>OSH staff: reviewer or approver.</summary>
    public const string Staff = "staff";

    /// <summary>An approver.</summary>
    public const string Approver = "approver";

    /// <summary>An administrator.</summary>
    public const string Administrator = "administrator";

    /// <summary>An assessor of teaching practice.</summary>
    public const string Assessor = "assessor";

    /// <summary>Who looks at how assessors mark: an approver or an administrator.</summary>
    public const string Oversight = "oversight";
}

/// <summary>Sign-in by cookie, policies by role, antiforgery.</summary>
public static class SecuritySetup
{
    /// <summary>The cookie that belongs to the hidden word of each form.</summary>
    public const string FormCookie = "vz-form";

    /// <summary>Adds them.</summary>
    public static IServiceCollection AddPlatformSecurity(this IServiceCollection services, Settings settings)
    {
        services.AddKnownHosts(settings);
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                options.Cookie.Name = "vz-session";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.Path = "/";
                options.Cookie.SecurePolicy = Secure(settings);
                options.LoginPath = "/sign-in";
                options.AccessDeniedPath = "/error";
                options.ReturnUrlParameter = "returnUrl";
                options.ExpireTimeSpan = TimeSpan.FromDays(14);
                options.SlidingExpiration = true;
            });
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.SignedIn, p => p.RequireAuthenticatedUser())
            .AddPolicy(Policies.Trainer, p => p.RequireRole(nameof(Role.Trainer)))
            .AddPolicy(Policies.Company, p => p.RequireRole(nameof(Role.CompanyRepresentative)))
            .AddPolicy(Policies.Staff, p => p.RequireRole(nameof(Role.Reviewer), nameof(Role.Approver)))
            .AddPolicy(Policies.Approver, p => p.RequireRole(nameof(Role.Approver)))
            .AddPolicy(Policies.Assessor, p => p.RequireRole(nameof(Role.Assessor)))
            .AddPolicy(Policies.Oversight, p => p.RequireRole(nameof(Role.Approver), nameof(Role.Administrator)))
            .AddPolicy(Policies.Administrator, p => p.RequireRole(nameof(Role.Administrator)));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = FormCookie;
            options.Cookie.Path = "/";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = Secure(settings);
        });
        return services;
    }

    /// <summary>An official address with TLS never sends a cookie without.</summary>
    public static CookieSecurePolicy Secure(Settings settings) =>
        settings.PublicAddress.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
}
