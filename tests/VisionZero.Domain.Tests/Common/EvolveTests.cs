using FsCheck.Fluent;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Companies;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Tests.Support;
using VisionZero.Domain.Trainers;

namespace VisionZero.Domain.Tests.Common;

/// <summary>History is never refused: whatever is in the log folds into a state.</summary>
public sealed class EvolveTests
{
    [Fact]
    public void Any_history_of_a_trainer_folds() => Folds<Trainer, TrainerEvent>(new(), Trainer.Evolve);

    [Fact]
    public void Any_history_of_an_enrolment_folds() => Folds<Enrolment, EnrolmentEvent>(new(), Enrolment.Evolve);

    [Fact]
    public void Any_history_of_an_application_folds() => Folds<Application, ApplicationEvent>(new(), Application.Evolve);

    [Fact]
    public void Any_history_of_a_certificate_folds() => Folds<Certificate, CertificateEvent>(new(), Certificate.Evolve);

    [Fact]
    public void Any_history_of_a_company_folds() => Folds<Company, CompanyEvent>(new(), Company.Evolve);

    [Fact]
    public void Any_history_of_an_item_bank_folds() => Folds<ItemBank, ItemBankEvent>(new(), ItemBank.Evolve);

    [Fact]
    public void Any_history_of_a_publication_folds() => Folds<Publication, PublicationEvent>(new(), Publication.Evolve);

    [Fact]
    public void Any_history_of_an_account_folds() => Folds<Account, AccountEvent>(new(), Account.Evolve);

    [Fact]
    public void Any_history_of_a_practice_folds() => Folds<Practice, PracticeEvent>(new(), Practice.Evolve);

    [Fact]
    public void Any_history_of_a_slot_folds() => Folds<Slot, SlotEvent>(new(), Slot.Evolve);

    private static void Folds<TState, TEvent>(TState start, Func<TState, TEvent, TState> evolve)
        where TState : class
    {
        var kinds = AnyEvent.KindsOf<TEvent>();
        kinds.ShouldNotBeEmpty();
        var step = from kind in Gen.Choose(0, kinds.Count - 1)
                   from seed in Gen.Choose(0, int.MaxValue)
                   select (kind, seed);

        Always.HoldsForSequences(step, longest: 40, steps =>
        {
            var state = start;
            foreach (var (kind, seed) in steps)
            {
                state = evolve(state, AnyEvent.Of<TEvent>(kinds[kind], new Random(seed)));
                state.ShouldNotBeNull();
                // The unions are closed: an event this version does not know reaches the fold as no known kind at all.
                evolve(state, default!).ShouldBeSameAs(state);
            }
        });
    }
}
