using FsCheck.Fluent;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Companies;

public sealed class CompanyTests
{
    private static readonly CertificateMarks Marks = new("VZ-S-2026-000087-13", "K7QF-2M9T");
    private static readonly CompanyEvent Registered = new CompanyEvent.Registered(Applicant, SupporterKind.Company, "DE", "mining", "50-249", Noon);
    private static readonly CompanyEvent Signed = new CompanyEvent.PledgeSigned(1, "text", true, Noon);
    private static readonly CompanyEvent Confirmed = new CompanyEvent.Confirmed(Anna, Marks.Number, Marks.Code, "Zeche AG", "de", Noon);
    private static readonly CompanyEvent Rejected = new CompanyEvent.Rejected(Anna, "duplicate", Noon);
    private static readonly CompanyEvent Issued = new CompanyEvent.SupportCertificateIssued("aa", 1, "skia", Noon);
    private static readonly CompanyEvent Withdrawn = new CompanyEvent.Withdrawn(Noon);

    [Fact]
    public void A_supporter_registers() =>
        Given.Company().When(_ => CompanyDecisions.Register(Applicant, SupporterKind.Company, "DE", "mining", "50-249", Noon)).Then(Registered)
            .State.State.ShouldBe(PledgeState.Registered);

    [Fact]
    public void Every_missing_fact_is_named_at_once() =>
        Given.Company().When(_ => CompanyDecisions.Register(Applicant, SupporterKind.Partner, "Germany", "", "12", Noon))
            .ThenRefused("trainer.country", "company.sector", "company.size");

    [Fact]
    public void A_profile_is_written_only_if_it_changed()
    {
        var company = Given.Company(Registered);

        company.When(c => Changed(c, SupporterKind.Company, "DE", "50-249", profileChanged: false)).ThenAlreadySo();
        company.When(c => Changed(c, SupporterKind.Company, "DE", "50-249", profileChanged: true)).Then(new CompanyEvent.ProfileChanged("DE", "mining", "50-249", true, SupporterKind.Company));
        company.When(c => Changed(c, SupporterKind.Company, "FR", "1000+", profileChanged: false)).Then(new CompanyEvent.ProfileChanged("FR", "mining", "1000+", false, SupporterKind.Company));
        company.When(c => Changed(c, SupporterKind.Company, "FR", "many", profileChanged: false)).ThenRefused("company.size");
    }

    [Fact]
    public void The_kind_is_fixed_once_the_pledge_is_signed()
    {
        Given.Company(Registered).When(c => Changed(c, SupporterKind.Partner, "DE", "50-249", profileChanged: false)).After.State.Kind.ShouldBe(SupporterKind.Partner);
        foreach (var pledged in new[] { Given.Company(Registered, Signed), Given.Company(Registered, Signed, Confirmed) })
        {
            pledged.When(c => Changed(c, SupporterKind.Partner, "DE", "50-249", profileChanged: false)).ThenRefusedAt("Kind", "company.kind-fixed");
        }
    }

    [Fact]
    public void A_new_name_waits_for_staff_and_the_pledge_goes_on_under_the_old_one()
    {
        var active = Given.Company(Registered, Signed, Confirmed);

        active.When(c => Changed(c, SupporterKind.Company, "DE", "50-249", profileChanged: true, active.State.PrintedName!)).After.State.NameWaits.ShouldBeFalse();
        var renamed = active.When(c => Changed(c, SupporterKind.Company, "DE", "50-249", profileChanged: true, "Another Name")).After;
        (renamed.State.State, renamed.State.NameWaits).ShouldBe((PledgeState.Active, true));

        var declined = renamed.When(c => CompanyDecisions.Reject(c, Anna, "not-found", Noon)).Then(new CompanyEvent.NameDeclined(Anna, "not-found", Noon)).After.State;
        (declined.State, declined.NameWaits, declined.RejectReason, declined.PrintedName).ShouldBe((PledgeState.Active, false, "not-found", active.State.PrintedName));

        var confirmed = renamed.When(c => CompanyDecisions.Confirm(c, Ben, new CertificateMarks("VZ-S-2027-000002-00", "AAAA-BBBB"), "Another Name", "de", Noon)).After.State;
        (confirmed.PrintedName, confirmed.NameWaits, confirmed.Sha256).ShouldBe(("Another Name", false, null));
        confirmed.Earlier.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Number.ShouldBe(active.State.Number),
            e => e.PrintedName.ShouldBe(active.State.PrintedName),
            e => e.Replaced.ShouldBeTrue());
    }

    [Fact]
    public void The_number_of_a_pledge_withdrawn_and_signed_again_is_remembered_as_ended()
    {
        var again = Given.Company(Registered, Signed, Confirmed, new CompanyEvent.Withdrawn(Noon), Signed, Confirmed).State;

        again.Earlier.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Replaced.ShouldBeFalse(),
            e => e.Until.ShouldBe(Noon));
    }

    private static Decision<CompanyEvent> Changed(Company company, SupporterKind kind, string country, string size, bool profileChanged, string name = "A Name") =>
        CompanyDecisions.ChangeProfile(company, kind, country, "mining", size, name, profileChanged);

    [Fact]
    public void The_pledge_is_signed_by_agreeing_to_it()
    {
        Given.Company(Registered).When(c => CompanyDecisions.SignPledge(c, 1, "text", agreed: false, publish: true, Noon)).ThenRefusedAt("Agreed", "company.agree-to-pledge");
        Given.Company(Registered).When(c => CompanyDecisions.SignPledge(c, 1, "text", agreed: true, publish: true, Noon)).Then(Signed).State.State.ShouldBe(PledgeState.Signed);
    }

    [Fact]
    public void There_is_one_pledge_at_a_time_and_it_may_be_signed_again_after_its_end()
    {
        Given.Company(Registered, Signed).When(c => CompanyDecisions.SignPledge(c, 1, "text", true, true, Noon)).ThenAlreadySo();
        Given.Company(Registered, Signed, Confirmed).When(c => CompanyDecisions.SignPledge(c, 1, "text", true, true, Noon)).ThenRefused("company.pledge-active");
        Given.Company(Registered, Signed, Rejected).When(c => CompanyDecisions.SignPledge(c, 1, "text", true, true, Noon)).Then(Signed).State.RejectReason.ShouldBeNull();
        Given.Company(Registered, Signed, Confirmed, Withdrawn).When(c => CompanyDecisions.SignPledge(c, 1, "text", true, true, Noon)).Then(Signed);
    }

    [Fact]
    public void Staff_confirm_what_is_signed_once()
    {
        Given.Company(Registered).When(c => CompanyDecisions.Confirm(c, Anna, Marks, "Zeche AG", "de", Noon)).ThenRefused("company.not-signed");
        var confirmed = Given.Company(Registered, Signed).When(c => CompanyDecisions.Confirm(c, Anna, Marks, "Zeche AG", "de", Noon)).Then(Confirmed).After;
        confirmed.State.State.ShouldBe(PledgeState.Active);
        confirmed.When(c => CompanyDecisions.Confirm(c, Ben, new CertificateMarks("other", "other"), "Zeche AG", "de", Noon)).ThenAlreadySo();
    }

    [Fact]
    public void Nobody_decides_on_an_organisation_they_represent()
    {
        Given.Company(Registered, Signed).When(c => CompanyDecisions.Confirm(c, Applicant, Marks, "Zeche AG", "de", Noon)).ThenRefused("company.own");
        Given.Company(Registered, Signed).When(c => CompanyDecisions.Reject(c, Applicant, "duplicate", Noon)).ThenRefused("company.own");
    }

    [Fact]
    public void Staff_reject_what_is_signed_with_a_known_reason()
    {
        Given.Company(Registered).When(c => CompanyDecisions.Reject(c, Anna, "duplicate", Noon)).ThenRefused("company.not-signed");
        Given.Company(Registered, Signed).When(c => CompanyDecisions.Reject(c, Anna, "dislike", Noon)).ThenRefusedAt("Reason", "company.reason-needed");
        var rejected = Given.Company(Registered, Signed).When(c => CompanyDecisions.Reject(c, Anna, "duplicate", Noon)).Then(Rejected).After;
        rejected.State.RejectReason.ShouldBe("duplicate");
        rejected.When(c => CompanyDecisions.Reject(c, Ben, "other", Noon)).ThenAlreadySo();
        Given.Company(Registered, Signed, Confirmed).When(c => CompanyDecisions.Reject(c, Anna, "duplicate", Noon)).ThenRefused("company.not-signed");
    }

    [Fact]
    public void One_support_certificate_is_issued_while_the_pledge_is_active()
    {
        Given.Company(Registered, Signed).When(c => CompanyDecisions.Issue(c, "aa", 1, "skia", Noon)).ThenAlreadySo();
        var issued = Given.Company(Registered, Signed, Confirmed).When(c => CompanyDecisions.Issue(c, "aa", 1, "skia", Noon)).Then(Issued).After;
        issued.When(c => CompanyDecisions.Issue(c, "bb", 1, "skia", Noon)).ThenAlreadySo();
        issued.State.Sha256.ShouldBe("aa");
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_told_once_a_reason_and_anew_after_a_new_pledge()
    {
        var stopped = Given.Company(Registered, Signed, Confirmed).When(c => CompanyDecisions.StopIssue(c, "font", "detail", Noon))
            .Then(new CompanyEvent.SupportCertificateStopped("font", "detail", Noon)).After;
        stopped.When(c => CompanyDecisions.StopIssue(c, "font", "again", Noon)).ThenAlreadySo();
        stopped.And(Issued).When(c => CompanyDecisions.StopIssue(c, "font", "late", Noon)).ThenAlreadySo();
        stopped.And(Withdrawn, Signed, Confirmed).When(c => CompanyDecisions.StopIssue(c, "font", "detail", Noon)).ThenKinds(typeof(CompanyEvent.SupportCertificateStopped));
    }

    [Fact]
    public void Publishing_changes_once()
    {
        Given.Company(Registered, Signed).When(c => CompanyDecisions.SetPublishing(c, true, Noon)).ThenAlreadySo();
        Given.Company(Registered, Signed).When(c => CompanyDecisions.SetPublishing(c, false, Noon)).Then(new CompanyEvent.PublishingChanged(false, Noon)).State.Publish.ShouldBeFalse();
    }

    [Fact]
    public void A_pledge_can_be_withdrawn_while_there_is_one()
    {
        Given.Company(Registered).When(c => CompanyDecisions.Withdraw(c, Noon)).ThenRefused("company.nothing-to-withdraw");
        Given.Company(Registered, Signed, Rejected).When(c => CompanyDecisions.Withdraw(c, Noon)).ThenRefused("company.nothing-to-withdraw");
        Given.Company(Registered, Signed).When(c => CompanyDecisions.Withdraw(c, Noon)).Then(Withdrawn);
        var withdrawn = Given.Company(Registered, Signed, Confirmed).When(c => CompanyDecisions.Withdraw(c, Noon)).Then(Withdrawn).After;
        withdrawn.State.WithdrawnAt.ShouldBe(Noon);
        withdrawn.When(c => CompanyDecisions.Withdraw(c, Noon)).ThenAlreadySo();
    }

    [Fact]
    public void No_sequence_of_wishes_confirms_what_was_not_signed_or_issues_twice()
    {
        var wish = from kind in Gen.Choose(0, 6) from actor in Gen.Elements(Applicant, Anna, Ben) select (kind, actor);

        Always.HoldsForSequences(wish, longest: 40, wishes =>
        {
            var story = Given.Company(Registered);
            var history = new List<CompanyEvent>();
            foreach (var (kind, actor) in wishes)
            {
                var outcome = story.When(c => kind switch
                {
                    0 => CompanyDecisions.SignPledge(c, 1, "text", agreed: true, publish: true, Noon),
                    1 => CompanyDecisions.Confirm(c, actor, Marks, "Zeche AG", "de", Noon),
                    2 => CompanyDecisions.Reject(c, actor, "other", Noon),
                    3 => CompanyDecisions.Withdraw(c, Noon),
                    4 => CompanyDecisions.StopIssue(c, "font", "detail", Noon),
                    _ => CompanyDecisions.Issue(c, $"hash-{kind}", 1, "skia", Noon),
                });
                story = outcome.After;
                history.AddRange(outcome.Decision.Events);
            }

            foreach (var (before, after) in history.Where(e => e is not CompanyEvent.SupportCertificateStopped).Prepend(Registered).Zip(history.Where(e => e is not CompanyEvent.SupportCertificateStopped)))
            {
                (before, after).ShouldSatisfyAllConditions(
                    () => (after is not (CompanyEvent.Confirmed or CompanyEvent.Rejected) || before is CompanyEvent.PledgeSigned).ShouldBeTrue(),
                    () => (after is not CompanyEvent.SupportCertificateIssued || before is CompanyEvent.Confirmed).ShouldBeTrue(),
                    () => (after is CompanyEvent.Confirmed { By: var by } && by == Applicant).ShouldBeFalse());
            }
        });
    }
}
