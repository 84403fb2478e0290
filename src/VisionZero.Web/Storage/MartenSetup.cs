using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Companies;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Companies;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Demonstration;
using VisionZero.Web.Features.Directory;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Features.Practices;
using VisionZero.Web.Features.Trainers;
using Weasel.Core;

namespace VisionZero.Web.Storage;

/// <summary>How the event store is set up: read from top to bottom, used by the product, its tests and its tools.</summary>
public static class MartenSetup
{
    /// <summary>Configures the store.</summary>
    public static void Configure(StoreOptions options, Settings settings)
    {
        options.DatabaseSchemaName = settings.Schema;
        options.AutoCreateSchemaObjects = settings.ApplySchema ? AutoCreate.CreateOrUpdate : AutoCreate.None;
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString);

        options.Events.StreamIdentity = StreamIdentity.AsGuid;
        options.Events.MetadataConfig.HeadersEnabled = true;
        options.Events.MetadataConfig.CausationIdEnabled = true;
        options.Events.MetadataConfig.CorrelationIdEnabled = true;
        options.Events.MetadataConfig.UserNameEnabled = true;
        options.Events.UseArchivedStreamPartitioning = true;
        options.Events.EnableStrictStreamIdentityEnforcement = true;
        EventCatalogue.Register(options);

        options.Projections.Add<AccountProjection>(ProjectionLifecycle.Inline);
        options.Projections.Add<TrainerProjection>(ProjectionLifecycle.Inline);
        options.Projections.Add<EnrolmentProjection>(ProjectionLifecycle.Inline);
        options.Projections.Add<ApplicationProjection>(ProjectionLifecycle.Inline);
        options.Projections.Add<CertificateProjection>(ProjectionLifecycle.Inline);
        options.Projections.Add<CompanyProjection>(ProjectionLifecycle.Inline);
        options.Projections.Add<ItemBankProjection>(ProjectionLifecycle.Inline);
        options.Projections.Add<PublicationProjection>(ProjectionLifecycle.Inline);
        options.Projections.Add<PracticeProjection>(ProjectionLifecycle.Inline);
        options.Projections.Add<SlotProjection>(ProjectionLifecycle.Inline);

        options.Schema.For<Trainer>().UniqueIndex(t => t.AccountId);
        options.Schema.For<Enrolment>().Index(e => e.TrainerId);
        options.Schema.For<Application>().Index(a => a.TrainerId).Index(a => a.State).Index(a => a.SubmittedAt);
        options.Schema.For<Certificate>().Index(c => c.TrainerId).UniqueIndex(c => c.Number).Index(c => c.ValidThrough).Index(c => c.Sha256!);
        options.Schema.For<Company>().UniqueIndex(c => c.AccountId).Index(c => c.State).Index(c => c.Number!).GinIndexJsonData();

        // A projection that cannot apply an event stops and is seen, instead of skipping it and being wrong.
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = true;
        options.Projections.RebuildErrors.SkipApplyErrors = false;
        options.Projections.RebuildErrors.SkipSerializationErrors = false;
        // Polling this fast keeps the lag near 60 ms without the cost that NOTIFY puts on every commit (perf.md 3d).
        options.Projections.SlowPollingTime = TimeSpan.FromMilliseconds(100);
        options.Projections.FastPollingTime = TimeSpan.FromMilliseconds(50);
        if (settings.SeveralWorkers)
        {
            options.Events.UseAdvisoryLockTransaction = true;
        }

        FileStore.AddTable(options);
        NumberSequence.AddSequence(options);
        foreach (var area in StorageParts.All)
        {
            area(options);
        }
    }
}

/// <summary>Documents and views of the areas: each area adds its own registration here, one line each.</summary>
public static class StorageParts
{
    /// <summary>In the order of the areas.</summary>
    public static IReadOnlyList<Action<StoreOptions>> All { get; } =
    [
        AccountsParts.Store,
        TrainersParts.Store,
        CoursesParts.Store,
        LearningParts.Store,
        CertificationParts.Store,
        DirectoryParts.Store,
        CompaniesParts.Store,
        PracticesParts.Store,
        DemonstrationParts.Store,
    ];
}
