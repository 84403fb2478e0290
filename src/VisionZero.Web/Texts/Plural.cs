namespace VisionZero.Web.Texts;

/// <summary>Plural forms of whole numbers, as CLDR 48 has them for the languages of the platform.</summary>
public static class Plural
{
    /// <summary>The form: <c>zero</c>, <c>one</c>, <c>two</c>, <c>few</c>, <c>many</c> or <c>other</c>.</summary>
    public static string Form(string locale, long count) => locale switch
    {
        "zh" => "other",
        "fr" => count is 0 or 1 ? "one" : "other",
        "ar" => (count, count % 100) switch
        {
            (0, _) => "zero",
            (1, _) => "one",
            (2, _) => "two",
            (_, >= 3 and <= 10) => "few",
            (_, >= 11) => "many",
            _ => "other",
        },
        _ => count == 1 ? "one" : "other",
    };
}
