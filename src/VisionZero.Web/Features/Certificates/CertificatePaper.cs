using VisionZero.Documents;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Certificates;

/// <summary>What a paper says, in its language: the record that a renderer turns into a file.</summary>
public static class CertificatePaper
{
    /// <summary>The paper of a trainer's certificate.</summary>
    public static CertificateDocument Of(Certificate certificate, TextSource source, Settings settings, DateTimeOffset issuedAt)
    {
        var t = source.For(certificate.Locale);
        var level = certificate.Level.ToString();
        return Common(t, settings, certificate.Number, certificate.Code, issuedAt) with
        {
            Kind = CertificateKind.Trainer,
            Heading = t["certificates.paper.heading"],
            Opening = t["certificates.paper.opening"],
            Name = certificate.PrintedName,
            LatinName = certificate.LatinName,
            Statement =
            [
                new TextRun(t[$"certificates.paper.{level}.is"]),
                new TextRun(t[$"certificates.paper.{level}.title"], Bold: true),
                new TextRun(t[$"certificates.paper.{level}.may"]),
            ],
            Facts =
            [
                new CertificateFact(t["certificates.paper.number"], certificate.Number),
                new CertificateFact(t["certificates.paper.valid"], t["certificates.paper.from-through", ("from", certificate.ValidFrom), ("through", certificate.ValidThrough)]),
                new CertificateFact(t["certificates.paper.decided"], t["certificates.paper.decided-by", ("date", certificate.AwardedAt)]),
            ],
            SmallPrint = certificate.Course is { } course
                ? t["certificates.paper.small-print-course", ("course", CourseName(course, t)), ("rest", t["certificates.paper.small-print"])]
                : t["certificates.paper.small-print"],
            Title = t["certificates.paper.title", ("number", certificate.Number)],
        };
    }

    /// <summary>The paper of a company's or partner's support.</summary>
    public static CertificateDocument Of(Company company, TextSource source, Settings settings, DateTimeOffset issuedAt)
    {
        var t = source.For(company.Locale);
        return Common(t, settings, company.Number!, company.Code!, issuedAt) with
        {
            Kind = CertificateKind.Support,
            Heading = t["certificates.support.heading"],
            Opening = t["certificates.support.opening"],
            Name = company.PrintedName!,
            Statement =
            [
                new TextRun(t["certificates.support.has"]),
                new TextRun(t["certificates.support.pledged"], Bold: true),
                new TextRun(t["certificates.support.rules"]),
            ],
            Facts =
            [
                new CertificateFact(t["certificates.paper.number"], company.Number!),
                new CertificateFact(t["certificates.support.signed"], t.Date(company.SignedAt!.Value)),
                new CertificateFact(t["certificates.support.confirmed"], t.Date(company.ConfirmedAt!.Value)),
            ],
            SmallPrint = t["certificates.support.small-print"],
            Title = t["certificates.support.title", ("number", company.Number!)],
        };
    }

    /// <summary>The course a certificate rests on, as the paper names it.</summary>
    public static string CourseName(CertifiedCourse course, Texts.Texts t)
    {
        ArgumentNullException.ThrowIfNull(course);
        ArgumentNullException.ThrowIfNull(t);
        return t["certificates.paper.course-version", ("course", course.Title), ("version", course.Version)];
    }

    /// <summary>The address in the QR code.</summary>
    public static string VerifyUrl(Settings settings, string number, string code) =>
        $"{settings.PublicAddress.TrimEnd('/')}/v/{number}/{code}";

    /// <summary>Name of the file a person downloads.</summary>
    public static string FileName(string number) => $"Vision-Zero-{number}.pdf";

    private static CertificateDocument Common(Texts.Texts t, Settings settings, string number, string code, DateTimeOffset issuedAt) => new()
    {
        Kind = CertificateKind.Trainer,
        Language = t.Locale,
        Heading = "",
        Opening = "",
        Name = "",
        Statement = [],
        Facts = [],
        VerifySentence = t["certificates.paper.verify"],
        OfficialAddress = $"{new Uri(settings.PublicAddress).Authority}/verify",
        VerifyUrl = VerifyUrl(settings, number, code),
        CodeLabel = t["certificates.paper.code"],
        Code = code,
        RuleTitles = [.. GoldenRules.All.Select(t.Rule)],
        IssuedAt = issuedAt,
        Title = "",
        Author = t["general.product"],
    };
}
