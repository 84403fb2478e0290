using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace VisionZero.Web.Pages;

/// <summary>
/// The reader's time zone: chosen on the page and remembered by a cookie, UTC before, unless the browser tells its own.
/// Every time is shown with its offset, so that nobody has to know which zone a page means.
/// </summary>
public static class Zones
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "vz-zone";

    private static readonly TimeZoneInfo[] Known =
    [
        TimeZoneInfo.Utc,
        .. TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId && IsPlace(z.Id)).OrderBy(z => z.Id, StringComparer.Ordinal),
    ];

    /// <summary>The zone of a request.</summary>
    public static TimeZoneInfo Of(HttpRequest request) =>
        request.Cookies.TryGetValue(Cookie, out var id) && Find(id) is { } zone ? zone : TimeZoneInfo.Utc;

    /// <summary>Whether the reader has not chosen one yet.</summary>
    public static bool IsUnset(HttpRequest request) => !request.Cookies.ContainsKey(Cookie);

    /// <summary>A zone by its IANA name, or null.</summary>
    public static TimeZoneInfo? Find(string? id) => Array.Find(Known, z => z.Id == id);

    /// <summary>The zones to choose from.</summary>
    public static IEnumerable<SelectListItem> Items(TimeZoneInfo chosen) =>
        Known.Select(z => new SelectListItem(z.Id.Replace('_', ' '), z.Id, z.Id == chosen.Id));

    /// <summary>Remembers the choice.</summary>
    public static void Remember(HttpResponse response, TimeZoneInfo zone, DateTimeOffset now) =>
        response.Cookies.Append(Cookie, zone.Id, new CookieOptions { Path = "/", HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = response.HttpContext.Request.IsHttps, Expires = now.AddYears(1) });

    /// <summary>Day and time in a zone, with the offset from UTC.</summary>
    public static string Time(this Texts.Texts texts, DateTimeOffset at, TimeZoneInfo zone)
    {
        var there = TimeZoneInfo.ConvertTime(at, zone);
        return texts["general.moment-there", ("weekday", texts.Weekday(there.DayOfWeek)), ("date", DateOnly.FromDateTime(there.DateTime)), ("time", $"{there:HH:mm}"), ("offset", Offset(there.Offset))];
    }

    /// <summary>The instant of a wall clock in a zone; null if the clock is put forward over it.</summary>
    public static DateTimeOffset? Instant(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var wall = day.ToDateTime(time, DateTimeKind.Unspecified);
        return zone.IsInvalidTime(wall) ? null : new DateTimeOffset(wall, zone.GetUtcOffset(wall));
    }

    private static string Offset(TimeSpan offset) => string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '−' : '+')}{offset:hh\\:mm}");

    // Areas with a place; the others are old names of the same zones.
    private static bool IsPlace(string id) =>
        id.Split('/')[0] is "Africa" or "America" or "Antarctica" or "Asia" or "Atlantic" or "Australia" or "Europe" or "Indian" or "Pacific" && id.Contains('/', StringComparison.Ordinal);
}
