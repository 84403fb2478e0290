using System.Globalization;
using System.Text;

namespace VisionZero.Web.Features.Practices;

/// <summary>An appointment as calendars read it (RFC 5545): times in UTC, so that each calendar shows its owner's own.</summary>
/// <param name="Id">The same for the invitation and for what cancels it.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="Minutes">How long it is.</param>
/// <param name="Summary">What it is; names nobody.</param>
/// <param name="Where">Where it takes place.</param>
/// <param name="Link">Page with the rest.</param>
/// <param name="Sequence">Grows with every entry of this id: calendars drop what is not newer than what they have.</param>
/// <param name="Cancelled">Whether it will not take place.</param>
/// <param name="MadeAt">When this was written.</param>
public sealed record CalendarFile(Guid Id, DateTimeOffset StartsAt, int Minutes, string Summary, string Where, string Link, long Sequence, bool Cancelled, DateTimeOffset MadeAt)
{
    /// <summary>Type of the file.</summary>
    public const string MediaType = "text/calendar";

    private const int LongestLine = 75;

    /// <summary>The file.</summary>
    public byte[] Bytes()
    {
        string[] lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Vision Zero Trainers//Teaching practice//EN",
            $"METHOD:{(Cancelled ? "CANCEL" : "PUBLISH")}",
            "BEGIN:VEVENT",
            $"UID:{Id:N}@vision-zero",
            string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{Sequence}"),
            $"STATUS:{(Cancelled ? "CANCELLED" : "CONFIRMED")}",
            $"DTSTAMP:{Instant(MadeAt)}",
            $"DTSTART:{Instant(StartsAt)}",
            $"DTEND:{Instant(StartsAt.AddMinutes(Minutes))}",
            $"SUMMARY:{Escape(Summary)}",
            $"LOCATION:{Escape(Where)}",
            $"DESCRIPTION:{Escape(Link)}",
            $"URL:{Link}",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(Fold)));
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    // A line has 75 octets at most and goes on after a space; a character is not cut.
    private static string Fold(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        return folded.Append("\r\n").ToString();
    }
}
