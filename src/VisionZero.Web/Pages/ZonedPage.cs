using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace VisionZero.Web.Pages;

/// <summary>A page with times in the reader's zone, which can be chosen on it.</summary>
public abstract class ZonedPage : VzPage
{
    /// <summary>The reader's zone.</summary>
    public TimeZoneInfo Zone => Zones.Of(Request);

    /// <summary>Whether the reader has not chosen a zone yet.</summary>
    public bool IsZoneUnset => Zones.IsUnset(Request);

    /// <summary>The zones to choose from.</summary>
    public IEnumerable<SelectListItem> ZoneItems => Zones.Items(Zone);

    /// <summary>A time as the reader's clock shows it, with its offset from UTC.</summary>
    public string Local(DateTimeOffset at) => T.Time(at, Zone);

    /// <summary>Chooses the zone.</summary>
    public IActionResult OnPostZone(string? zone)
    {
        if (Zones.Find(zone) is { } chosen)
        {
            Zones.Remember(Response, chosen, Now);
        }

        return RedirectToPage(new { handler = (string?)null, zone = (string?)null });
    }
}
