using Marten;
using VisionZero.Domain.Learning;
using VisionZero.Web.Features.Learning.Along;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Learning;

/// <summary>What the area adds to the product.</summary>
internal static class LearningParts
{
    public static void Store(StoreOptions options)
    {
        options.Schema.For<Enrolment>().Index(e => e.RunsUntil!).Index(e => e.WishedAt!).Index(e => e.Course).Index(e => e.PlanWrittenAt!);
        options.Schema.For<AdjustmentReason>().Index(r => r.TrainerId);
        options.Schema.For<StudyNotes>().Index(n => n.TrainerId);
        options.Schema.For<TypedAnswers>().Index(t => t.TrainerId);
        options.Schema.For<ActionPlan>().Index(p => p.TrainerId);
        options.Schema.For<AttemptSeat>();
    }

    public static void Services(IServiceCollection services, Settings settings)
    {
        services.AddScoped<CloseOverdueAssessments>();
        services.AddScoped<SendAssessmentMail>();
        services.AddScoped<RemindOfPlans>();
        services.AddScoped<ForgetAdjustmentReasons>();
        services.AddScoped<SendPlanMail>();
        services.AddSingleton<PlanPress>();
        services.AddSingleton<PlanLinks>();
    }

    public static void Effects(EffectTable effects)
    {
        effects.OnMail<EnrolmentEvent.AssessmentRescored, SendAssessmentMail>("assessment-rescored", e => job => job.RescoredAsync(e.StreamId, e.Id, e.Data.Attempt, e.Data.RescoreId, CancellationToken.None));
        effects.OnMail<EnrolmentEvent.AdjustmentGranted, SendAssessmentMail>("adjustment-granted", e => job => job.DecidedAsync(e.StreamId, e.Id, "adjustment-granted", CancellationToken.None));
        effects.OnMail<EnrolmentEvent.AdjustmentDeclined, SendAssessmentMail>("adjustment-declined", e => job => job.DecidedAsync(e.StreamId, e.Id, "adjustment-declined", CancellationToken.None));
        effects.OnMail<EnrolmentEvent.PlanReminded, SendPlanMail>("plan-reminder", e => job => job.RunAsync(e.StreamId, e.Id, e.Data.Months, CancellationToken.None));
    }

    public static void Recurring(RecurringJobs jobs)
    {
        jobs.Add<CloseOverdueAssessments>("close-overdue-assessments", Queues.Upkeep, "* * * * *", job => job.RunAsync(CancellationToken.None));
        jobs.Add<ForgetAdjustmentReasons>("forget-adjustment-reasons", Queues.Upkeep, "37 3 * * *", job => job.RunAsync(CancellationToken.None));
        jobs.Add<RemindOfPlans>("remind-of-plans", Queues.Upkeep, "53 5 * * *", job => job.RunAsync(CancellationToken.None));
    }

    public static void Map(WebApplication app, Settings settings)
    {
        PlanFile.Map(app, settings);
        AlongParts.Map(app, settings);
    }
}
