using VisionZero.Domain.Accounts;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Trainers;

namespace VisionZero.Domain.Tests.Support;

/// <summary>Opens a story: what happened so far, folded the way the store folds it.</summary>
internal static class Given
{
    public static readonly Guid StreamId = new("0190a0b0-c0d0-7000-8000-000000000001");

    public static Story<Trainer, TrainerEvent> Trainer(params IEnumerable<TrainerEvent> history) =>
        new Story<Trainer, TrainerEvent>(new Trainer { Id = StreamId }, Domain.Trainers.Trainer.Evolve).And(history);

    public static Story<Enrolment, EnrolmentEvent> Enrolment(params IEnumerable<EnrolmentEvent> history) =>
        new Story<Enrolment, EnrolmentEvent>(new Enrolment { Id = StreamId }, Domain.Learning.Enrolment.Evolve).And(history);

    public static Story<Application, ApplicationEvent> Application(params IEnumerable<ApplicationEvent> history) =>
        new Story<Application, ApplicationEvent>(new Application { Id = StreamId }, Domain.Certification.Application.Evolve).And(history);

    public static Story<Certificate, CertificateEvent> Certificate(params IEnumerable<CertificateEvent> history) =>
        new Story<Certificate, CertificateEvent>(new Certificate { Id = StreamId }, Domain.Certificates.Certificate.Evolve).And(history);

    public static Story<Company, CompanyEvent> Company(params IEnumerable<CompanyEvent> history) =>
        new Story<Company, CompanyEvent>(new Company { Id = StreamId }, Domain.Companies.Company.Evolve).And(history);

    public static Story<ItemBank, ItemBankEvent> ItemBank(params IEnumerable<ItemBankEvent> history) =>
        new Story<ItemBank, ItemBankEvent>(new ItemBank { Id = StreamId }, Domain.Courses.ItemBank.Evolve).And(history);

    public static Story<Publication, PublicationEvent> Publication(params IEnumerable<PublicationEvent> history) =>
        new Story<Publication, PublicationEvent>(new Publication { Id = StreamId }, Domain.Courses.Publication.Evolve).And(history);

    public static Story<Practice, PracticeEvent> Practice(params IEnumerable<PracticeEvent> history) =>
        new Story<Practice, PracticeEvent>(new Practice { Id = StreamId }, Domain.Practices.Practice.Evolve).And(history);

    public static Story<Slot, SlotEvent> Slot(params IEnumerable<SlotEvent> history) =>
        new Story<Slot, SlotEvent>(new Slot { Id = StreamId }, Domain.Practices.Slot.Evolve).And(history);

    public static Story<Account, AccountEvent> Account(params IEnumerable<AccountEvent> history) =>
        new Story<Account, AccountEvent>(new Account { Id = StreamId }, Domain.Accounts.Account.Evolve).And(history);
}

/// <summary>Given these events.</summary>
internal sealed record Story<TState, TEvent>(TState State, Func<TState, TEvent, TState> Evolve)
    where TEvent : class
{
    public Story<TState, TEvent> And(params IEnumerable<TEvent> more) => this with { State = more.Aggregate(State, Evolve) };

    public Outcome<TState, TEvent> When(Func<TState, Decision<TEvent>> decide)
    {
        var decision = decide(State);
        return new Outcome<TState, TEvent>(decision, this.And(decision.Events));
    }
}

/// <summary>Then these events, or these refusals.</summary>
internal sealed record Outcome<TState, TEvent>(Decision<TEvent> Decision, Story<TState, TEvent> After)
    where TEvent : class
{
    public TState State => After.State;

    public Outcome<TState, TEvent> Then(params TEvent[] expected)
    {
        Decision.Refusals.Select(r => r.Code).ShouldBeEmpty();
        Decision.Events.Select(e => e.GetType()).ShouldBe(expected.Select(e => e.GetType()));
        foreach (var (happened, wanted) in Decision.Events.Zip(expected))
        {
            // By content: lists inside records compare by reference otherwise.
            happened.ShouldBeEquivalentTo(wanted);
        }

        return this;
    }

    public Outcome<TState, TEvent> ThenKinds(params Type[] expected)
    {
        Decision.Refusals.Select(r => r.Code).ShouldBeEmpty();
        Decision.Events.Select(e => e.GetType()).ShouldBe(expected);
        return this;
    }

    public Outcome<TState, TEvent> ThenAlreadySo() => Then();

    public Outcome<TState, TEvent> ThenRefused(params string[] codes)
    {
        Decision.Accepted.ShouldBeFalse();
        Decision.Events.ShouldBeEmpty();
        Decision.Refusals.Select(r => r.Code).ShouldBe(codes);
        return this;
    }

    public Outcome<TState, TEvent> ThenRefusedAt(string field, string code)
    {
        ThenRefused(code);
        Decision.Refusals[0].Field.ShouldBe(field);
        return this;
    }
}
