using JasperFx.Events;
using Marten.Events.Aggregation;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Companies;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Trainers;

namespace VisionZero.Web.Storage;

// The inline views: what the next page must show and what deciders decide on. Each only hands events to the domain's fold.

/// <summary>Keeps <see cref="Account"/> beside its stream.</summary>
public sealed partial class AccountProjection : SingleStreamProjection<Account, Guid>
{
    /// <inheritdoc/>
    public override Account? Evolve(Account? snapshot, Guid id, IEvent e) =>
        e.Data is AccountEvent data ? Account.Evolve(snapshot ?? new Account { Id = id }, data) : snapshot;
}

/// <summary>Keeps <see cref="Trainer"/> beside its stream.</summary>
public sealed partial class TrainerProjection : SingleStreamProjection<Trainer, Guid>
{
    /// <inheritdoc/>
    public override Trainer? Evolve(Trainer? snapshot, Guid id, IEvent e) =>
        e.Data is TrainerEvent data ? Trainer.Evolve(snapshot ?? new Trainer { Id = id }, data) : snapshot;
}

/// <summary>Keeps <see cref="Enrolment"/> beside its stream.</summary>
public sealed partial class EnrolmentProjection : SingleStreamProjection<Enrolment, Guid>
{
    /// <inheritdoc/>
    public override Enrolment? Evolve(Enrolment? snapshot, Guid id, IEvent e) =>
        e.Data is EnrolmentEvent data ? Enrolment.Evolve(snapshot ?? new Enrolment { Id = id }, data) : snapshot;
}

/// <summary>Keeps <see cref="Application"/> beside its stream.</summary>
public sealed partial class ApplicationProjection : SingleStreamProjection<Application, Guid>
{
    /// <inheritdoc/>
    public override Application? Evolve(Application? snapshot, Guid id, IEvent e) =>
        e.Data is ApplicationEvent data ? Application.Evolve(snapshot ?? new Application { Id = id }, data) : snapshot;
}

/// <summary>Keeps <see cref="Certificate"/> beside its stream.</summary>
public sealed partial class CertificateProjection : SingleStreamProjection<Certificate, Guid>
{
    /// <inheritdoc/>
    public override Certificate? Evolve(Certificate? snapshot, Guid id, IEvent e) =>
        e.Data is CertificateEvent data ? Certificate.Evolve(snapshot ?? new Certificate { Id = id }, data) : snapshot;
}

/// <summary>Keeps <see cref="Company"/> beside its stream.</summary>
public sealed partial class CompanyProjection : SingleStreamProjection<Company, Guid>
{
    /// <inheritdoc/>
    public override Company? Evolve(Company? snapshot, Guid id, IEvent e) =>
        e.Data is CompanyEvent data ? Company.Evolve(snapshot ?? new Company { Id = id }, data) : snapshot;
}

/// <summary>Keeps <see cref="ItemBank"/> beside its stream.</summary>
public sealed partial class ItemBankProjection : SingleStreamProjection<ItemBank, Guid>
{
    /// <inheritdoc/>
    public override ItemBank? Evolve(ItemBank? snapshot, Guid id, IEvent e) =>
        e.Data is ItemBankEvent data ? ItemBank.Evolve(snapshot ?? new ItemBank { Id = id }, data) : snapshot;
}

/// <summary>Keeps <see cref="Publication"/> beside its stream.</summary>
public sealed partial class PublicationProjection : SingleStreamProjection<Publication, Guid>
{
    /// <inheritdoc/>
    public override Publication? Evolve(Publication? snapshot, Guid id, IEvent e) =>
        e.Data is PublicationEvent data ? Publication.Evolve(snapshot ?? new Publication { Id = id }, data) : snapshot;
}

/// <summary>Keeps <see cref="Practice"/> beside its stream.</summary>
public sealed partial class PracticeProjection : SingleStreamProjection<Practice, Guid>
{
    /// <inheritdoc/>
    public override Practice? Evolve(Practice? snapshot, Guid id, IEvent e) =>
        e.Data is PracticeEvent data ? Practice.Evolve(snapshot ?? new Practice { Id = id }, data) : snapshot;
}

/// <summary>Keeps <see cref="Slot"/> beside its stream.</summary>
public sealed partial class SlotProjection : SingleStreamProjection<Slot, Guid>
{
    /// <inheritdoc/>
    public override Slot? Evolve(Slot? snapshot, Guid id, IEvent e) =>
        e.Data is SlotEvent data ? Slot.Evolve(snapshot ?? new Slot { Id = id }, data) : snapshot;
}
