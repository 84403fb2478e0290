using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using VisionZero.Domain.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Accounts;

/// <summary>What the area adds to the product.</summary>
internal static class AccountsParts
{
    /// <summary>Name of the rate limit on forms that anyone can send.</summary>
    public const string OpenForms = "open-forms";

    public static void Store(Marten.StoreOptions options)
    {
        options.Schema.For<Login>().UniqueIndex(l => l.NormalizedEmail).UseOptimisticConcurrency(true);
        options.Schema.For<SignInSession>().Index(s => s.AccountId);
        options.Schema.For<SignInAttempts>();
        options.Schema.For<OutgoingMail>().Index(m => m.State).Index(m => m.AccountId);
        options.Schema.For<FormerStaff>();
        options.Schema.For<PlatformKey>();
        options.Schema.For<FirstAdministratorToken>();
    }

    public static void Effects(EffectTable effects)
    {
        On<AccountEvent.Registered>("confirm");
        On<AccountEvent.ConfirmationRequested>("confirm");
        On<AccountEvent.PasswordResetRequested>("reset");
        On<AccountEvent.Invited>("invitation");
        On<AccountEvent.EmailChangeRequested>("email-change");
        On<AccountEvent.PasswordChanged>("password-changed");
        On<AccountEvent.LockedOut>("locked");

        void On<TEvent>(string purpose)
            where TEvent : class =>
            effects.OnMail<TEvent, SendAccountMail>(purpose, e => job => job.RunAsync(e.StreamId, e.Id, purpose, CancellationToken.None));
    }

    public static void Recurring(RecurringJobs jobs)
    {
        jobs.AddSweep<SweepMail>("sweep-mail", Queues.Mail, "* * * * *", job => job.RunAsync(CancellationToken.None));
        jobs.AddSweep<ReconcileMail>("reconcile-mail", Queues.Upkeep, "*/10 * * * *", job => job.RunAsync(CancellationToken.None));
        jobs.Add<PurgeMail>("purge-mail", Queues.Upkeep, "17 3 * * *", job => job.RunAsync(CancellationToken.None));
        jobs.Add<ForgetSignIns>("forget-sign-ins", Queues.Upkeep, "37 3 * * *", job => job.RunAsync(CancellationToken.None));
    }

    public static void Services(IServiceCollection services, Settings settings)
    {
        services.AddIdentityCore<Login>(options => options.User.AllowedUserNameCharacters = null!).AddUserStore<LoginStore>();
        // Passwords are checked by the commands; Identity hashes and compares.
        services.Configure<IdentityOptions>(options =>
        {
            options.Password.RequiredLength = Passwords.Shortest;
            options.Password.RequireDigit = false;
            options.Password.RequireLowercase = false;
            options.Password.RequireUppercase = false;
            options.Password.RequireNonAlphanumeric = false;
            options.Password.RequiredUniqueChars = 1;
        });
        services.AddDataProtection().SetApplicationName("vision-zero");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = new PlatformKeys(provider)));
        services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, options => options.Events.OnValidatePrincipal = SessionCookie.ValidateAsync);
        services.AddSingleton<AccountTokens>();
        services.AddSingleton<NoAccount>();
        services.AddSingleton<FirstAdministratorLink>();
        services.AddSingleton<SessionRegistry>();
        services.AddSingleton<MailQueue>();
        services.AddSingleton<MailWriter>();
        services.AddScoped<SendAccountMail>();
        services.AddScoped<DeliverMail>();
        services.AddScoped<SweepMail>();
        services.AddScoped<ReconcileMail>();
        services.AddScoped<PurgeMail>();
        services.AddScoped<ForgetSignIns>();
        if (string.IsNullOrWhiteSpace(settings.Mail.Host))
        {
            services.AddSingleton<IMailTransport, KeptMailTransport>();
        }
        else
        {
            services.AddSingleton<IMailTransport, SmtpMailTransport>();
        }

        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : TimeSpan.FromMinutes(1);
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            limiter.AddPolicy(OpenForms, context => HttpMethods.IsPost(context.Request.Method) && !IsSignOut(context.Request)
                ? RateLimitPartition.GetSlidingWindowLimiter(
                    context.Connection.RemoteIpAddress?.ToString() ?? "",
                    _ => new SlidingWindowRateLimiterOptions { PermitLimit = settings.OpenFormsPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 })
                : RateLimitPartition.GetNoLimiter(""));
        });
    }

    // Leaving is not guessing. Only on this page is the name of the handler sure to choose it.
    private static bool IsSignOut(HttpRequest request) => request.Path == "/sign-in" && request.Query["handler"] == "Out";

    /// <summary>Agrees on the keys, prints the one-time link while there is no administrator, and says where messages go.</summary>
    public static async Task PrepareAsync(IServiceProvider services)
    {
        var settings = services.GetRequiredService<Settings>();
        await PlatformKeys.AgreeAsync(services, CancellationToken.None);
        // The demonstration makes its administrator itself.
        if (!settings.Demonstration && await services.GetRequiredService<FirstAdministratorLink>().MakeAsync(CancellationToken.None) is { } token)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"There is no administrator yet. This link makes the first one, once, within {AccountTokens.Hours} hours: {settings.PublicAddress.TrimEnd('/')}/en/first-administrator?token={Uri.EscapeDataString(token)}"));
        }

        if (string.IsNullOrWhiteSpace(settings.Mail.Host))
        {
            Console.WriteLine($"No mail server is configured: messages are kept and shown at {settings.PublicAddress.TrimEnd('/')}/en/ops/mail");
        }
    }
}
