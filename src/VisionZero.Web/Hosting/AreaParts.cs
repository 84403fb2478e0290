using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Companies;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Directory;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Features.Operations;
using VisionZero.Web.Features.Practices;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Features.Trainers.Kit;

namespace VisionZero.Web.Hosting;

/// <summary>What the areas add to the product, one line each.</summary>
public static class AreaParts
{
    /// <summary>Services.</summary>
    public static IReadOnlyList<Action<IServiceCollection, Settings>> Services { get; } =
    [
        AccountsParts.Services,
        TrainersParts.Services,
        CoursesParts.Services,
        LearningParts.Services,
        CertificationParts.Services,
        CertificatesParts.Services,
        DirectoryParts.Services,
        CompaniesParts.Services,
        PracticesParts.Services,
        OperationsParts.Services,
    ];

    /// <summary>Endpoints that are no Razor pages (files, JSON, health).</summary>
    public static IReadOnlyList<Action<WebApplication, Settings>> Endpoints { get; } =
    [
        EvidenceDownload.Map,
        MaterialFiles.Map,
        KitFiles.Map,
        CertificateFiles.Map,
        DirectoryParts.Map,
        CompaniesParts.Map,
        PracticesParts.Map,
        LearningParts.Map,
        OperationsParts.Map,
    ];

    /// <summary>What must be ready before the first request.</summary>
    public static IReadOnlyList<Func<IServiceProvider, Task>> Preparations { get; } =
    [
        AccountsParts.PrepareAsync,
        CoursesParts.PrepareAsync,
        CertificatesParts.PrepareAsync,
        PracticesParts.PrepareAsync,
    ];
}
