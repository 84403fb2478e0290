using System.Net;
using System.Text;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Storage;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Trainers;

/// <summary>Files that people hand in: recognised, guarded, kept while something rests on them, gone afterwards.</summary>
public sealed class EvidenceTests(Platform platform)
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Evidence_is_recognised_by_content_and_served_to_its_owner_and_staff_only()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        using var owner = await platform.SignInAsync(applicant.Login);
        await owner.OpenAsync("/trainer/evidence");
        await owner.SubmitAsync(owner.FormWith(["Kind"]), [("Kind", "Other")], null, ("File", "diploma.pdf", "MZ this is a program"u8.ToArray()));
        owner.Page.QuerySelector("#File-error")!.TextContent.ShouldContain("no PDF");

        // Somewhat too large is said beside the field; far too large on a page that names the limit.
        await owner.SubmitAsync(owner.FormWith(["Kind"]), [("Kind", "Other")], null, ("File", "diploma.pdf", [.. Pdf, .. new byte[11 * 1024 * 1024]]));
        owner.Page.QuerySelector("#File-error")!.TextContent.ShouldContain("10 MB");
        var form = owner.FormWith(["Kind"]);
        await owner.SubmitAsync(form, [("Kind", "Other")], null, ("File", "diploma.pdf", [.. Pdf, .. new byte[33 * 1024 * 1024]]));
        owner.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        owner.Page.Body!.TextContent.ShouldContain("10 MB");
        await owner.OpenAsync("/trainer/evidence");

        byte[] file = [.. Pdf, .. Guid.NewGuid().ToByteArray()];
        await owner.SubmitAsync(owner.FormWith(["Kind"]), [("Kind", "Other")], null, ("File", "diploma.pdf", file));
        var evidence = (await TrainerAsync(applicant.Login)).Evidence.Single(e => e.Kind == EvidenceKind.Other);

        var address = new Uri($"/en/files/evidence/{applicant.TrainerId}/{evidence.Id}", UriKind.Relative);
        using var mine = await owner.Client.GetAsync(address, Ct);
        mine.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        (await mine.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(file);
        using var other = await platform.SignedInVisitorAsync(Role.Trainer);
        using var theirs = await other.Client.GetAsync(address, Ct);
        theirs.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var staff = await platform.SignedInVisitorAsync(Role.Reviewer);
        using var reviewed = await staff.Client.GetAsync(address, Ct);
        reviewed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_bytes_of_a_removed_file_go_unless_another_profile_holds_the_same()
    {
        var (first, second) = (await platform.ReadyAsync(Level.Foundation), await platform.ReadyAsync(Level.Foundation));
        byte[] shared = [.. Pdf, .. Guid.NewGuid().ToByteArray()];
        byte[] own = [.. Pdf, .. Guid.NewGuid().ToByteArray()];
        var files = platform.Services.GetRequiredService<FileStore>();
        (await platform.SendAsync(first.Actor, new AddEvidence(EvidenceKind.Other, shared))).Refusals.ShouldBeEmpty();
        (await platform.SendAsync(second.Actor, new AddEvidence(EvidenceKind.Other, shared))).Refusals.ShouldBeEmpty();
        (await platform.SendAsync(first.Actor, new AddEvidence(EvidenceKind.CurriculumVitae, own))).Refusals.ShouldBeEmpty();
        (await platform.SendAsync(first.Actor, new AddEvidence(EvidenceKind.CurriculumVitae, own))).Refusals.ShouldBeEmpty();
        var kept = (await TrainerAsync(first.Login)).Evidence;
        kept.Count(e => e.Sha256 == FileStore.Hash(own)).ShouldBe(1, "the second press added nothing");

        foreach (var evidence in kept)
        {
            (await platform.SendAsync(first.Actor, new RemoveEvidence(evidence.Id))).Refusals.ShouldBeEmpty();
        }

        (await files.ReadAsync(FileStore.Hash(own), Ct)).ShouldBeNull();
        (await files.ReadAsync(FileStore.Hash(shared), Ct)).ShouldNotBeNull();
        (await platform.SendAsync(second.Actor, new EraseMyAccount(true))).Refusals.ShouldBeEmpty();
        (await files.ReadAsync(FileStore.Hash(shared), Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_certificate_handed_in_as_evidence_and_removed_again_stays_in_the_register()
    {
        var holder = await platform.ReadyAsync(Level.Foundation);
        await platform.ApproveAsync(holder, Level.Foundation);
        var files = platform.Services.GetRequiredService<FileStore>();
        Certificate? certificate = null;
        await Platform.EventuallyAsync(
            async () => (certificate = await platform.ReadAsync(q => q.Query<Certificate>().FirstOrDefaultAsync(c => c.TrainerId == holder.TrainerId && c.Sha256 != null, Ct))) is not null,
            "the certificate's file");
        var paper = (await files.ReadAsync(certificate!.Sha256!, Ct)).ShouldNotBeNull().Bytes;

        (await platform.SendAsync(holder.Actor, new AddEvidence(EvidenceKind.OshQualification, paper))).Refusals.ShouldBeEmpty();
        var evidence = (await TrainerAsync(holder.Login)).Evidence.Single(e => e.Sha256 == certificate.Sha256);
        (await platform.SendAsync(holder.Actor, new RemoveEvidence(evidence.Id))).Refusals.ShouldBeEmpty();
        (await files.ReadAsync(certificate.Sha256!, Ct)).ShouldNotBeNull("removed as evidence, not as certificate");

        (await platform.SendAsync(holder.Actor, new AddEvidence(EvidenceKind.OshQualification, paper))).Refusals.ShouldBeEmpty();
        (await platform.SendAsync(holder.Actor, new EraseMyAccount(true))).Refusals.ShouldBeEmpty();
        (await files.ReadAsync(certificate.Sha256!, Ct)).ShouldNotBeNull("a certificate outlives the profile");
    }

    [Fact]
    public async Task The_same_bytes_handed_in_and_removed_by_many_at_once_are_there_while_somebody_holds_them()
    {
        byte[] shared = [.. Pdf, .. Guid.NewGuid().ToByteArray()];
        var people = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => platform.ReadyAsync(Level.Foundation)));

        await Task.WhenAll(people.Select(async (person, i) =>
        {
            for (var round = 0; round < 5; round++)
            {
                (await platform.SendAsync(person.Actor, new AddEvidence(EvidenceKind.Other, shared))).Refusals.ShouldBeEmpty();
                if (i > 0 || round < 4)
                {
                    var mine = (await TrainerAsync(person.Login)).Evidence.Single(e => e.Kind == EvidenceKind.Other);
                    (await platform.SendAsync(person.Actor, new RemoveEvidence(mine.Id))).Refusals.ShouldBeEmpty();
                }
            }
        }));

        var files = platform.Services.GetRequiredService<FileStore>();
        (await files.ReadAsync(FileStore.Hash(shared), Ct)).ShouldNotBeNull("the first still holds it");
        var last = (await TrainerAsync(people[0].Login)).Evidence.Single(e => e.Kind == EvidenceKind.Other);
        (await platform.SendAsync(people[0].Actor, new RemoveEvidence(last.Id))).Refusals.ShouldBeEmpty();
        (await files.ReadAsync(FileStore.Hash(shared), Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Evidence_of_an_application_under_way_is_removed_only_after_it()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        using var visitor = await platform.SignInAsync(applicant.Login);
        var submitted = (await platform.SendAsync(applicant.Actor, new SubmitApplication(Level.Foundation, []))).Id!.Value;

        await visitor.OpenAsync("/trainer/evidence");
        await visitor.PressAsync("Remove: Occupational safety and health qualification");
        visitor.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        visitor.Page.Body!.TextContent.ShouldContain("An application under way rests on this file");
        await platform.SendAsync(applicant.Actor, new WithdrawApplication(submitted));
        await visitor.OpenAsync("/trainer/evidence");
        await visitor.PressAsync("Remove: Occupational safety and health qualification");

        (await TrainerAsync(applicant.Login)).Evidence.ShouldHaveSingleItem().Kind.ShouldBe(EvidenceKind.TrainingExperience);
    }

    private async Task<Trainer> TrainerAsync(Login login) =>
        (await platform.ReadAsync(q => q.Query<Trainer>().SingleOrDefaultAsync(t => t.AccountId == login.Id, Ct))).ShouldNotBeNull();
}
