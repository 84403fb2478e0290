using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Tests;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;

namespace VisionZero.Web.Tests.Http;

/// <summary>People for tests: accounts that exist, visitors who are signed in, and what was written to them.</summary>
public static class People
{
    /// <summary>Password of every test account.</summary>
    public const string Password = TestAccounts.Password;

    /// <summary>Makes a confirmed account with these roles; answers its sign-in document.</summary>
    public static Task<Login> AccountAsync(this Platform platform, params Role[] roles)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return TestAccounts.MakeAsync(platform.Services, roles, platform.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
    }

    /// <summary>A browser in which the person is signed in.</summary>
    public static async Task<Visitor> SignInAsync(this Platform platform, Login login, string locale = "en")
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(login);
        var visitor = new Visitor(platform.Address, locale);
        await visitor.OpenAsync("/sign-in");
        await visitor.SubmitAsync(("Email", login.Email), ("Password", Password));
        visitor.Address.ShouldNotContain("/sign-in");
        return visitor;
    }

    /// <summary>A browser in which somebody with these roles is signed in.</summary>
    public static async Task<Visitor> SignedInVisitorAsync(this Platform platform, params Role[] roles) =>
        await platform.SignInAsync(await platform.AccountAsync(roles));

    /// <summary>Waits for the newest message of a purpose to an account.</summary>
    public static async Task<(OutgoingMail Mail, MailText Text)> MailAsync(this Platform platform, Guid accountId, string purpose)
    {
        ArgumentNullException.ThrowIfNull(platform);
        OutgoingMail? found = null;
        await Platform.EventuallyAsync(
            async () => (found = await platform.ReadAsync(q => q.Query<OutgoingMail>()
                .Where(m => m.AccountId == accountId && m.Purpose == purpose && m.State == MailState.Sent)
                .OrderByDescending(m => m.QueuedAt).FirstOrDefaultAsync(TestContext.Current.CancellationToken))) is not null,
            $"a message '{purpose}'");
        var login = await platform.ReadAsync(q => q.LoadAsync<Login>(accountId, TestContext.Current.CancellationToken));
        return (found!, platform.Services.GetRequiredService<MailWriter>().Write(found!, login));
    }

    /// <summary>The link in a message, as path and query.</summary>
    public static string Link(this MailText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var link = text.Plain.Split('\n').First(line => line.StartsWith("http://register.example", StringComparison.Ordinal));
        return new Uri(link.Trim()).PathAndQuery;
    }
}

/// <summary>Actors for tests.</summary>
public static class Actors
{
    /// <summary>The person of an account as actor.</summary>
    public static VisionZero.Web.Pipeline.Actor Of(Login login)
    {
        ArgumentNullException.ThrowIfNull(login);
        return VisionZero.Web.Pipeline.Actor.OfPerson(login.Id, login.Roles);
    }
}
