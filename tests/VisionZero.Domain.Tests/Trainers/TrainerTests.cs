using VisionZero.Domain.Tests.Support;
using VisionZero.Domain.Trainers;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Trainers;

public sealed class TrainerTests
{
    private static readonly ProfileFacts Profile = new("DE", ["de", "en"], ["mining"], 5);
    private static readonly TrainerEvent Registered = new TrainerEvent.Registered(Applicant, "DE", ["de", "en"], ["mining"], 5, Noon);
    private static readonly TrainerEvent Erased = new TrainerEvent.PersonalDataErased(Noon);

    [Fact]
    public void A_new_trainer_registers_and_accepts_the_conduct()
    {
        var outcome = Given.Trainer().When(_ => TrainerDecisions.Register(Applicant, Profile, 2, Noon))
            .Then(Registered, new TrainerEvent.ConductAccepted(2, Noon));

        outcome.State.AccountId.ShouldBe(Applicant);
        outcome.State.ConductVersion.ShouldBe(2);
        outcome.State.ConductAcceptedAt.ShouldBe(Noon);
        outcome.State.ListingConsent.ShouldBeFalse();
        outcome.State.RegisteredAt.ShouldBe(Noon);
    }

    [Fact]
    public void Every_missing_fact_is_named_at_once()
    {
        var outcome = Given.Trainer().When(_ => TrainerDecisions.Register(Applicant, new ProfileFacts("", [], [], -1), 2, Noon))
            .ThenRefused("trainer.country", "trainer.languages", "trainer.sectors", "trainer.years");

        outcome.Decision.Refusals.Select(r => r.Field).ShouldBe(["Country", "Languages", "Sectors", "TrainingYears"]);
    }

    [Theory]
    [InlineData("de")]
    [InlineData("DEU")]
    [InlineData("4É")]
    public void A_country_has_the_form_of_its_code(string country) =>
        Given.Trainer().When(_ => TrainerDecisions.Register(Applicant, Profile with { Country = country }, 2, Noon)).ThenRefusedAt("Country", "trainer.country");

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(70, true)]
    [InlineData(71, false)]
    public void Years_of_experience_are_believed_up_to_seventy(int years, bool accepted) =>
        TrainerDecisions.Register(Applicant, Profile with { TrainingYears = years }, 2, Noon).Accepted.ShouldBe(accepted);

    [Fact]
    public void A_changed_profile_is_written() =>
        Given.Trainer(Registered).When(t => TrainerDecisions.ChangeProfile(t, Profile with { Sectors = ["mining", "health"] }, nameChanged: false))
            .Then(new TrainerEvent.ProfileChanged("DE", ["de", "en"], ["mining", "health"], 5, NameChanged: false))
            .State.Sectors.ShouldBe(["mining", "health"]);

    [Fact]
    public void An_unchanged_profile_writes_nothing() =>
        Given.Trainer(Registered).When(t => TrainerDecisions.ChangeProfile(t, Profile, nameChanged: false)).ThenAlreadySo();

    [Fact]
    public void A_changed_name_is_told_though_no_fact_changed() =>
        Given.Trainer(Registered).When(t => TrainerDecisions.ChangeProfile(t, Profile, nameChanged: true))
            .Then(new TrainerEvent.ProfileChanged("DE", ["de", "en"], ["mining"], 5, NameChanged: true));

    [Fact]
    public void A_wrong_profile_changes_nothing() =>
        Given.Trainer(Registered).When(t => TrainerDecisions.ChangeProfile(t, Profile with { Languages = [] }, nameChanged: true)).ThenRefused("trainer.languages");

    [Fact]
    public void The_conduct_is_accepted_once_a_version()
    {
        Given.Trainer(Registered, new TrainerEvent.ConductAccepted(2, Noon)).When(t => TrainerDecisions.AcceptConduct(t, 3, Noon)).Then(new TrainerEvent.ConductAccepted(3, Noon));
        Given.Trainer(Registered, new TrainerEvent.ConductAccepted(2, Noon)).When(t => TrainerDecisions.AcceptConduct(t, 2, Noon)).ThenAlreadySo();
        Given.Trainer(Registered, new TrainerEvent.ConductAccepted(2, Noon)).When(t => TrainerDecisions.AcceptConduct(t, 1, Noon)).ThenAlreadySo();
    }

    [Fact]
    public void Consent_to_be_listed_is_given_and_withdrawn_once()
    {
        var given = Given.Trainer(Registered).When(t => TrainerDecisions.SetListingConsent(t, true, Noon)).Then(new TrainerEvent.ListingConsentGiven(Noon)).After;
        given.State.ListingConsent.ShouldBeTrue();
        given.When(t => TrainerDecisions.SetListingConsent(t, true, Noon)).ThenAlreadySo();

        var withdrawn = given.When(t => TrainerDecisions.SetListingConsent(t, false, Noon)).Then(new TrainerEvent.ListingConsentWithdrawn(Noon)).After;
        withdrawn.State.ListingConsent.ShouldBeFalse();
        withdrawn.When(t => TrainerDecisions.SetListingConsent(t, false, Noon)).ThenAlreadySo();
    }

    [Theory]
    [InlineData("2017-09-03", "trainer.legacy-too-early")]
    [InlineData("2017-09-04", null)]
    [InlineData("2021-12-31", null)]
    [InlineData("2022-01-01", "trainer.legacy-too-late")]
    [InlineData("2026-07-01", "trainer.legacy-too-late")]
    public void A_legacy_registration_lies_between_the_campaign_and_the_programme(string day, string? refusal)
    {
        var outcome = Given.Trainer(Registered).When(t => TrainerDecisions.RecordLegacy(t, Date(day), Anna));

        if (refusal is null)
        {
            outcome.Then(new TrainerEvent.LegacyRegistrationRecorded(Date(day), Anna)).State.LegacySince.ShouldBe(Date(day));
        }
        else
        {
            outcome.ThenRefusedAt("RegisteredOn", refusal);
        }
    }

    [Fact]
    public void A_legacy_registration_is_recorded_once_and_can_be_corrected()
    {
        var recorded = Given.Trainer(Registered, new TrainerEvent.LegacyRegistrationRecorded(Date("2019-05-01"), Anna));

        recorded.When(t => TrainerDecisions.RecordLegacy(t, Date("2019-05-01"), Ben)).ThenAlreadySo();
        recorded.When(t => TrainerDecisions.RecordLegacy(t, Date("2019-05-02"), Ben)).Then(new TrainerEvent.LegacyRegistrationRecorded(Date("2019-05-02"), Ben));
    }

    [Fact]
    public void Nothing_more_happens_to_an_erased_trainer()
    {
        var erased = Given.Trainer(Registered, new TrainerEvent.ListingConsentGiven(Noon), Erased);

        erased.State.ListingConsent.ShouldBeFalse();
        erased.When(t => TrainerDecisions.ChangeProfile(t, Profile, nameChanged: true)).ThenRefused("trainer.erased");
        erased.When(t => TrainerDecisions.SetListingConsent(t, true, Noon)).ThenRefused("trainer.erased");
        erased.When(t => TrainerDecisions.AcceptConduct(t, 9, Noon)).ThenRefused("trainer.erased");
        erased.When(t => TrainerDecisions.RecordLegacy(t, Date("2019-05-01"), Anna)).ThenRefused("trainer.erased");
        erased.When(t => TrainerDecisions.AddEvidence(t, Person(9), EvidenceKind.Other, "image/png", "aa", 1, Noon)).ThenRefused("trainer.erased");
    }
}
