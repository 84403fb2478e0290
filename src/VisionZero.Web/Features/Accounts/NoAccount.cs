using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace VisionZero.Web.Features.Accounts;

/// <summary>What a password is compared with where there is no account: it costs what a real comparison costs, as configured.</summary>
internal sealed class NoAccount(IOptions<PasswordHasherOptions> options)
{
    /// <summary>The hash of a password that nobody knows.</summary>
    public string PasswordHash { get; } = new PasswordHasher<Login>(options).HashPassword(new Login(), Guid.NewGuid().ToString());
}
