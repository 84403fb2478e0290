using VisionZero.Documents;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Tests.Content;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Certificates;

public sealed class PaperLanguageTests
{
    private static readonly DateTimeOffset Awarded = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly TextSource Texts = new(TextCatalogue.Load(Path.Combine(AppContext.BaseDirectory, "content")));
    private static readonly CourseLibrary Courses = ShippedContent.Courses;
    private static readonly Settings Settings = new() { PublicAddress = "https://register.example" };

    public static TheoryData<string, string> Papers => [.. from locale in TextCatalogue.Offered from kind in new[] { "Foundation", "Professional", "Support" } select (locale, kind)];

    [Theory]
    [MemberData(nameof(Papers))]
    public async Task A_paper_prints_in_every_language_with_the_text_of_its_record(string locale, string kind)
    {
        var press = await DocumentPress.StartAsync(new DocumentSettings(), TestContext.Current.CancellationToken);

        press.Print(kind == "Support" ? Support(locale) : Trainer(locale, Enum.Parse<Level>(kind))).ShouldBeOfType<PrintResult.Printed>();
    }

    [Fact]
    public void A_paper_names_the_course_as_the_award_wrote_it_down_and_says_nothing_where_it_wrote_none()
    {
        var says = Trainer("de", Level.Foundation).SmallPrint.ShouldNotBeNull();

        says.ShouldStartWith("Kurs: Vision Zero Foundation (Fassung 1). ");
        says.ShouldEndWith(Trainer("de", Level.Foundation, named: false).SmallPrint.ShouldNotBeNull());
    }

    private static CertificateDocument Trainer(string locale, Level level, bool named = true) => CertificatePaper.Of(
        new Certificate
        {
            Level = level,
            Number = "VZ-P-2026-000123-55",
            Code = "7K2M-9QXA-4TNB",
            PrintedName = "عبدالله الحربي",
            LatinName = "Abdullah Al-Harbi",
            Locale = locale,
            ValidFrom = new DateOnly(2026, 11, 23),
            ValidThrough = new DateOnly(2029, 11, 22),
            AwardedAt = Awarded,
            Course = named ? new CertifiedCourse("foundation", 1, Courses.Find("foundation")!.In(locale).Title) : null,
        },
        Texts,
        Settings,
        Awarded);

    private static CertificateDocument Support(string locale) => CertificatePaper.Of(
        new Company { PrintedName = "Fonderie du Lac SA", Locale = locale, Number = "VZ-S-2026-000007-31", Code = "7K2M-9QXA-4TNB", SignedAt = Awarded, ConfirmedAt = Awarded },
        Texts,
        Settings,
        Awarded);
}
