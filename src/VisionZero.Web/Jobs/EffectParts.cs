using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Companies;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Directory;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Features.Practices;
using VisionZero.Web.Features.Trainers;

namespace VisionZero.Web.Jobs;

/// <summary>The areas that have effects, one line each.</summary>
public static class EffectParts
{
    /// <summary>In the order of the areas.</summary>
    public static IReadOnlyList<Action<EffectTable>> All { get; } =
    [
        AccountsParts.Effects,
        CoursesParts.Effects,
        LearningParts.Effects,
        CertificationParts.Effects,
        CertificatesParts.Effects,
        DirectoryParts.Effects,
        CompaniesParts.Effects,
        PracticesParts.Effects,
    ];
}

/// <summary>Recurring jobs of the areas, one line each.</summary>
public static class RecurringParts
{
    /// <summary>In the order of the areas.</summary>
    public static IReadOnlyList<Action<RecurringJobs>> All { get; } =
    [
        AccountsParts.Recurring,
        CertificatesParts.Recurring,
        CompaniesParts.Recurring,
        DirectoryParts.Recurring,
        LearningParts.Recurring,
        PracticesParts.Recurring,
        TrainersParts.Recurring,
    ];
}
