using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace VisionZero.Web.Features.Accounts;

/// <summary>
/// Tokens in links: sealed with the platform's keys, bound to account, purpose and security stamp, so that a change of
/// credentials or a first use ends them.
/// </summary>
public sealed class AccountTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Confirming an address.</summary>
    public const string Confirm = "confirm";

    /// <summary>Setting a new password, also the first one of invited staff.</summary>
    public const string Reset = "reset";

    /// <summary>Changing the address.</summary>
    public const string Email = "email";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>How long a link works, in hours, for the message.</summary>
    public static int Hours => (int)Lifetime.TotalHours;

    /// <summary>What a token of this purpose rests on, as a hash: a message keeps it to see whether it was overtaken.</summary>
    public static string Binding(Login login, string purpose) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}/{Stamp(login, purpose)}")));

    /// <summary>Makes a token.</summary>
    /// <param name="login">Whose.</param>
    /// <param name="purpose">For what.</param>
    /// <param name="from">From when its time runs; now, if nothing is said.</param>
    public string Make(Login login, string purpose, DateTimeOffset? from = null)
    {
        var until = (from ?? clock.GetUtcNow()).Add(Lifetime).ToUnixTimeSeconds();
        return Protector(purpose).Protect(string.Create(CultureInfo.InvariantCulture, $"{login.Id:N}|{until}|{Stamp(login, purpose)}"));
    }

    /// <summary>Whether the token is this account's, for this purpose, and still in force.</summary>
    public bool IsValid(Login login, string purpose, string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return false;
        }

        try
        {
            var parts = Protector(purpose).Unprotect(token).Split('|', 3);
            return parts.Length == 3
                && parts[0] == login.Id.ToString("N")
                && long.Parse(parts[1], CultureInfo.InvariantCulture) >= clock.GetUtcNow().ToUnixTimeSeconds()
                && parts[2] == Stamp(login, purpose);
        }
        catch (CryptographicException)
        {
            // Not sealed by us, or with keys that are gone: not valid, and that is all there is to say.
            return false;
        }
    }

    private static string Stamp(Login login, string purpose) =>
        purpose == Email ? $"{login.SecurityStamp}/{login.PendingEmail}" : login.SecurityStamp;

    private IDataProtector Protector(string purpose) => protection.CreateProtector("VisionZero.Account", purpose);
}
