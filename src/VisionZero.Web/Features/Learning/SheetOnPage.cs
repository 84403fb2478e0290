using System.Text.RegularExpressions;

namespace VisionZero.Web.Features.Learning;

/// <summary>The text of a lesson where it stands under a heading of its own, beside others.</summary>
public static partial class SheetOnPage
{
    /// <summary>Moves headings one level down and keeps ids apart from those of the other sheets.</summary>
    public static string Below(string html, string key)
    {
        var lower = Heading().Replace(html, m => $"{m.Groups[1].Value}h{m.Groups[2].Value[0] - '0' + 1}");
        return Reference().Replace(lower, m => $"{m.Groups[1].Value}{key}-");
    }

    [GeneratedRegex("(</?)h([2-5])\\b")]
    private static partial Regex Heading();

    [GeneratedRegex("((?: id=\"| href=\"#| aria-labelledby=\"| aria-describedby=\"|url\\(#))")]
    private static partial Regex Reference();
}
