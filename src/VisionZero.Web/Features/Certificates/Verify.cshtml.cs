using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Content;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Certificates;

/// <summary>Answers whether a certificate is what its paper says: by number, with the code, or from the QR code.</summary>
public sealed class VerifyPage : VzPage
{
    /// <summary>Number asked for.</summary>
    public string? Number { get; private set; }

    /// <summary>Code given.</summary>
    public string? Code { get; private set; }

    /// <summary>The answer, once something was asked.</summary>
    public Verification? Answer { get; private set; }

    /// <summary>The instant the answer stands for.</summary>
    public DateTimeOffset CheckedAt { get; private set; }

    /// <summary>Where verification lives.</summary>
    public string OfficialAddress => $"{new Uri(Service<Settings>().PublicAddress).Authority}/verify";

    /// <summary>Whether the name is covered, since no code was given.</summary>
    public bool IsCovered => Answer is { NameIsWhole: false };

    /// <summary>Colour of the answer.</summary>
    public string Kind => Answer switch
    {
        { CodeIsWrong: true } => "stop",
        { InForce: true } => "good",
        { Verdict: "not-yet-valid" or "superseded" or "suspended" } => "attention",
        _ => "stop",
    };

    /// <summary>Last day as text, empty if there is none.</summary>
    public string Through => Answer?.Through is { } day ? T.Date(day) : "";

    /// <summary>First day as text.</summary>
    public string From => Answer?.From is { } day ? T.Date(day) : "";

    /// <summary>Day of the sanction as text.</summary>
    public string Since => Answer?.Since is { } day ? T.Date(day) : "";

    /// <summary>Asks, when there is a number; nothing is cached: a revocation shows at once.</summary>
    public async Task<IActionResult> OnGetAsync(string? number, string? code)
    {
        Response.Headers.CacheControl = "no-store";
        Number = number?.Trim();
        Code = code?.Trim();
        CheckedAt = Now;
        if (!string.IsNullOrEmpty(Number))
        {
            Answer = await Verification.AskAsync(Query, Number, Code, Service<Scheme>().Policy, CheckedAt, HttpContext.RequestAborted);
        }

        return Page();
    }
}
