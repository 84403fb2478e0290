using Marten;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Practices;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Hosting;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Practices;

/// <summary>What the area adds to the product.</summary>
internal static class PracticesParts
{
    public static void Store(StoreOptions options)
    {
        options.Schema.For<Practice>().Index(p => p.TrainerId).Index(p => p.AccountId).Index(p => p.State).Index(p => p.DueAt!);
        options.Schema.For<Slot>().Index(s => s.Assessor).Index(s => s.StartsAt);
        options.Schema.For<RecordingPlace>().Index(r => r.AccountId);
        options.Schema.For<MarkingWords>().Index(w => w.PracticeId).Index(w => w.AccountId);
        options.Schema.For<MarkingDraft>().Index(d => d.PracticeId).Index(d => d.AccountId).Index(d => d.Assessor);
        options.Schema.For<SlotPlace>();
        options.Schema.For<RubricInUse>();
        options.Schema.For<CalendarEntry>().Index(c => c.AccountId);
    }

    public static void Services(IServiceCollection services, Settings settings)
    {
        services.AddScoped<IPersonalData, PracticeData>();
        services.AddScoped<SendPracticeMail>();
        services.AddScoped<RemindAssessors>();
        services.AddScoped<ForgetCalendars>();
        services.AddScoped<TakeBackMarkings>();
    }

    public static void Effects(EffectTable effects)
    {
        Candidate<PracticeEvent.SessionBooked>("practice-booked");
        Candidate<PracticeEvent.SessionCancelled>("practice-cancelled");
        Candidate<PracticeEvent.SessionNotHeld>("practice-not-held");
        Candidate<PracticeEvent.RecordingNeeded>("practice-recording");
        Candidate<PracticeEvent.Concluded>("practice-concluded");
        Observer<SlotEvent.Booked>("slot-booked");
        Observer<SlotEvent.Freed>("slot-freed");
        Joiner<PracticeEvent.Joined>("practice-joined");
        Joiner<PracticeEvent.JoinEnded>("practice-join-ended");
        effects.OnMail<PracticeEvent.AssessorReminded, SendPracticeMail>("practice-reminder", e => job => job.ToAssessorAsync(e.StreamId, e.Data.Assessor, e.Id, "practice-reminder", CancellationToken.None));
        effects.On<AccountEvent.Closed, TakeBackMarkings>(Queues.Upkeep, e => job => job.RunAsync(e.StreamId, CancellationToken.None));
        effects.On<AccountEvent.RolesChanged, TakeBackMarkings>(Queues.Upkeep, e => job => job.RunAsync(e.StreamId, CancellationToken.None));

        void Candidate<TEvent>(string purpose)
            where TEvent : class =>
            effects.OnMail<TEvent, SendPracticeMail>(purpose, e => job => job.ToCandidateAsync(e.StreamId, e.Id, purpose, CancellationToken.None));

        void Observer<TEvent>(string purpose)
            where TEvent : class =>
            effects.OnMail<TEvent, SendPracticeMail>(purpose, e => job => job.ToObserverAsync(e.StreamId, e.Id, purpose, CancellationToken.None));

        void Joiner<TEvent>(string purpose)
            where TEvent : class =>
            effects.OnMail<TEvent, SendPracticeMail>(purpose, e => job => job.ToJoinerAsync(e.StreamId, e.Id, purpose, CancellationToken.None));
    }

    public static void Recurring(RecurringJobs jobs)
    {
        jobs.Add<RemindAssessors>("remind-assessors", Queues.Upkeep, "23 * * * *", job => job.RunAsync(CancellationToken.None));
        jobs.Add<ForgetCalendars>("forget-calendars", Queues.Upkeep, "47 3 * * *", job => job.RunAsync(CancellationToken.None));
    }

    /// <summary>Looks whether the rubric of every practice is kept as it was: marks are given, and read, by the version it was begun with.</summary>
    /// <exception cref="StartRefusedException">A practice names a version that is missing, or asks for something else than then.</exception>
    public static async Task PrepareAsync(IServiceProvider services)
    {
        await using var session = services.GetRequiredService<IDocumentStore>().LightweightSession();
        if (await RubricInUse.CheckAsync(session, services.GetRequiredService<RubricLibrary>(), CancellationToken.None) is { Count: > 0 } problems)
        {
            throw new StartRefusedException(string.Join(Environment.NewLine, problems));
        }

        await session.SaveChangesAsync();
    }

    public static void Map(WebApplication app, Settings settings) => PracticeDownload.Map(app, settings);
}
