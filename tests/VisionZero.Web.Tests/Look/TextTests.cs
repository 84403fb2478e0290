using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Look;

public sealed class TextTests
{
    private static readonly TextCatalogue Catalogue = TextCatalogue.Load(Path.Combine(AppContext.BaseDirectory, "content"));

    public static TheoryData<string> Offered => [.. TextCatalogue.Offered];

    [Theory]
    [InlineData("en", 0, "other")]
    [InlineData("en", 1, "one")]
    [InlineData("de", 1, "one")]
    [InlineData("fr", 0, "one")]
    [InlineData("fr", 2, "other")]
    [InlineData("zh", 1, "other")]
    [InlineData("ar", 0, "zero")]
    [InlineData("ar", 1, "one")]
    [InlineData("ar", 2, "two")]
    [InlineData("ar", 10, "few")]
    [InlineData("ar", 11, "many")]
    [InlineData("ar", 100, "other")]
    [InlineData("ar", 103, "few")]
    public void A_number_has_the_plural_of_its_language(string locale, long count, string form) => Plural.Form(locale, count).ShouldBe(form);

    [Theory]
    [MemberData(nameof(Offered))]
    public void Every_text_has_the_placeholders_of_the_english_one(string locale)
    {
        var keys = Catalogue.Keys("en").Where(k => Catalogue.Find(locale, k) is not null);

        keys.Where(k => !Placeholders("en", k).SequenceEqual(Placeholders(locale, k)) && !IsPlural(k)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void Every_counted_text_has_all_forms_of_its_language(string locale)
    {
        string[] forms = [.. Enumerable.Range(0, 201).Select(n => Plural.Form(locale, n)).Distinct()];
        var counted = Catalogue.Keys("en").Where(k => k.EndsWith(".one", StringComparison.Ordinal)).Select(k => k[..^4]).ToList();

        counted.ShouldNotBeEmpty();
        (from key in counted from form in forms where Catalogue.Find(locale, $"{key}.{form}") is null select $"{key}.{form}").ShouldBeEmpty();
    }

    [Fact]
    public void Arabic_days_are_gregorian_and_its_digits_those_of_certificates()
    {
        var texts = new Texts.Texts(Catalogue, "ar");

        texts.Date(new DateOnly(2029, 5, 31)).ShouldBe("31 مايو 2029");
        texts.Number(1250).ShouldBe("1,250");
        texts.Direction.ShouldBe("rtl");
        texts.Tag.ShouldBe("ar");
        texts.ForeignDirection("en").ShouldBe("ltr");
        texts.Count("learning.minutes", 3).ShouldBe("3 دقائق");
        texts.Count("learning.minutes", 45).ShouldBe("45 دقيقة");
    }

    private static bool IsPlural(string key) => key.Split('.')[^1] is "zero" or "one" or "two" or "few" or "many" or "other";

    private static IEnumerable<string> Placeholders(string locale, string key) =>
        Texts.Texts.Placeholder().Matches(Catalogue.Find(locale, key)!).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);
}
