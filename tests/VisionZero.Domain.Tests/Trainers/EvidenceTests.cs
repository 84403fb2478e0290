using VisionZero.Domain.Tests.Support;
using VisionZero.Domain.Trainers;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Trainers;

public sealed class EvidenceTests
{
    private const long TenMegabytes = 10 * 1024 * 1024;

    private static TrainerEvent.EvidenceAdded File(int number, EvidenceKind kind = EvidenceKind.OshQualification) =>
        new(Person(number), kind, $"hash-{number}", "application/pdf", 1000, Noon);

    [Theory]
    [InlineData("application/pdf")]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    public void Documents_and_pictures_are_evidence(string type)
    {
        var outcome = Given.Trainer().When(t => TrainerDecisions.AddEvidence(t, Person(1), EvidenceKind.OshQualification, type, "aa", TenMegabytes, Noon))
            .Then(new TrainerEvent.EvidenceAdded(Person(1), EvidenceKind.OshQualification, "aa", type, TenMegabytes, Noon));

        outcome.State.Evidence.ShouldHaveSingleItem().ShouldBe(new Evidence(Person(1), EvidenceKind.OshQualification, "aa", type, TenMegabytes, Noon));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("image/svg+xml")]
    [InlineData("text/html")]
    [InlineData("APPLICATION/PDF")]
    public void Other_types_are_not(string? type) =>
        Given.Trainer().When(t => TrainerDecisions.AddEvidence(t, Person(1), EvidenceKind.Other, type, "aa", 1, Noon)).ThenRefusedAt("File", "evidence.type");

    [Theory]
    [InlineData(-1, "evidence.empty")]
    [InlineData(0, "evidence.empty")]
    [InlineData(TenMegabytes + 1, "evidence.too-large")]
    public void Empty_and_large_files_are_refused(long bytes, string refusal) =>
        Given.Trainer().When(t => TrainerDecisions.AddEvidence(t, Person(1), EvidenceKind.Other, "image/png", "aa", bytes, Noon)).ThenRefusedAt("File", refusal);

    [Fact]
    public void The_same_file_for_the_same_purpose_is_kept_once()
    {
        var one = Given.Trainer(File(1));

        one.When(t => TrainerDecisions.AddEvidence(t, Person(2), EvidenceKind.OshQualification, "application/pdf", "hash-1", 1000, Noon)).ThenAlreadySo();
        one.When(t => TrainerDecisions.AddEvidence(t, Person(2), EvidenceKind.TrainingExperience, "application/pdf", "hash-1", 1000, Noon)).ThenKinds(typeof(TrainerEvent.EvidenceAdded));
    }

    [Fact]
    public void A_profile_holds_twenty_files()
    {
        var nineteen = Given.Trainer(Enumerable.Range(1, 19).Select(n => File(n)));
        nineteen.When(t => TrainerDecisions.AddEvidence(t, Person(20), EvidenceKind.Other, "image/png", "new", 1, Noon)).ThenKinds(typeof(TrainerEvent.EvidenceAdded));

        var twenty = nineteen.And(File(20));
        twenty.When(t => TrainerDecisions.AddEvidence(t, Person(21), EvidenceKind.Other, "image/png", "new", 1, Noon)).ThenRefusedAt("File", "evidence.too-many");
        twenty.When(t => TrainerDecisions.AddEvidence(t, Person(21), EvidenceKind.OshQualification, "application/pdf", "hash-20", 1, Noon)).ThenAlreadySo();
        twenty.And(new TrainerEvent.EvidenceRemoved(Person(3)))
            .When(t => TrainerDecisions.AddEvidence(t, Person(21), EvidenceKind.Other, "image/png", "new", 1, Noon)).ThenKinds(typeof(TrainerEvent.EvidenceAdded));
    }

    [Fact]
    public void A_file_is_taken_off_once()
    {
        var removed = Given.Trainer(File(1), File(2)).When(t => TrainerDecisions.RemoveEvidence(t, Person(1), new HashSet<string>())).Then(new TrainerEvent.EvidenceRemoved(Person(1))).After;

        removed.State.Evidence.Select(e => e.Id).ShouldBe([Person(2)]);
        removed.When(t => TrainerDecisions.RemoveEvidence(t, Person(1), new HashSet<string>())).ThenAlreadySo();
    }

    [Fact]
    public void A_file_that_an_open_application_names_stays()
    {
        var trainer = Given.Trainer(File(1), File(2));

        trainer.When(t => TrainerDecisions.RemoveEvidence(t, Person(1), new HashSet<string> { "hash-1" })).ThenRefused("evidence.in-application");
        trainer.When(t => TrainerDecisions.RemoveEvidence(t, Person(2), new HashSet<string> { "hash-1" })).Then(new TrainerEvent.EvidenceRemoved(Person(2)));
    }

    [Fact]
    public void Erasure_takes_every_file_off() =>
        Given.Trainer(File(1), File(2), new TrainerEvent.PersonalDataErased(Noon)).State.Evidence.ShouldBeEmpty();
}
