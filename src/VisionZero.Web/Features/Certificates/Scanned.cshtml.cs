using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Certificates;

/// <summary>The short address in the QR code; leads to the page that answers.</summary>
public sealed class ScannedPage : VzPage
{
    /// <summary>Redirects.</summary>
    public IActionResult OnGet(string number, string? code) => RedirectToPage("/Certificates/Verify", new { number, code });
}
