using Marten;
using VisionZero.Domain.Learning;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Learning;

/// <summary>What the area adds to the product.</summary>
internal static class LearningParts
{
    public static void Store(StoreOptions options)
    {
        options.Schema.For<Enrolment>().Index(e => e.RunsUntil!);
        options.Schema.For<StudyNotes>().Index(n => n.TrainerId);
        options.Schema.For<TypedAnswers>().Index(t => t.TrainerId);
        options.Schema.For<ActionPlan>().Index(p => p.TrainerId);
    }

    public static void Services(IServiceCollection services, Settings settings) => services.AddScoped<CloseOverdueAssessments>();

    public static void Recurring(RecurringJobs jobs) =>
        jobs.Add<CloseOverdueAssessments>("close-overdue-assessments", Queues.Upkeep, "* * * * *", job => job.RunAsync(CancellationToken.None));
}
