using VisionZero.Domain.Courses;

namespace VisionZero.Web.Features.Learning;

/// <summary>How a typed number was read, in words for people.</summary>
public static class NumberReading
{
    /// <summary>Whether it could be read in two ways: people then want to know in which it was.</summary>
    public static bool IsAmbiguous(IReadOnlyCollection<string> chosen) => chosen.Count == 1 && ItemKey.Readings(chosen.First()).Count > 1;

    /// <summary>The number it counts as; both, where it counts as neither.</summary>
    public static string Of(NumberKey key, string word, Texts.Texts texts)
    {
        var readings = ItemKey.Readings(word);
        var counts = readings.Where(key.Allows).ToList();
        return string.Join(" / ", (counts.Count > 0 ? counts : readings).Select(texts.Decimal));
    }
}
