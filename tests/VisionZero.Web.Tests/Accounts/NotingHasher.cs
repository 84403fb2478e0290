using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using VisionZero.Tests;
using VisionZero.Web.Features.Accounts;

namespace VisionZero.Web.Tests.Accounts;

/// <summary>The platform's own comparison of passwords, which notes how costly each one was.</summary>
public sealed class NotingHasher() : PasswordHasher<Login>(Options.Create(new PasswordHasherOptions { IterationCount = TestAccounts.Iterations }))
{
    /// <summary>Kind, function and rounds of each hash that was compared.</summary>
    public ConcurrentQueue<string> Compared { get; } = new();

    /// <summary>Kind, function and rounds of a hash: what comes before salt and sum, and decides what comparing costs.</summary>
    public static string CostOf(string hash) => Convert.ToHexString(Convert.FromBase64String(hash).AsSpan(0, 9));

    public override PasswordVerificationResult VerifyHashedPassword(Login user, string hashedPassword, string providedPassword)
    {
        Compared.Enqueue(CostOf(hashedPassword));
        return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}
