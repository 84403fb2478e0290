using Marten;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Companies;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Trainers;

namespace VisionZero.Web.Storage;

/// <summary>
/// The one table of event names. A name is a contract: it is never changed, and a stored sample of each is read by a
/// test. Change a shape by a new name (<c>.v2</c>) and an upcaster, never by editing.
/// </summary>
public static class EventCatalogue
{
    /// <summary>Every event with its name in the log.</summary>
    public static IReadOnlyDictionary<Type, string> Names { get; } = new Dictionary<Type, string>
    {
        [typeof(AccountEvent.Registered)] = "account.registered.v1",
        [typeof(AccountEvent.Invited)] = "account.invited.v1",
        [typeof(AccountEvent.FirstAdministratorMade)] = "account.first-administrator-made.v1",
        [typeof(AccountEvent.ConfirmationRequested)] = "account.confirmation-requested.v1",
        [typeof(AccountEvent.EmailConfirmed)] = "account.email-confirmed.v1",
        [typeof(AccountEvent.PasswordResetRequested)] = "account.password-reset-requested.v1",
        [typeof(AccountEvent.PasswordChanged)] = "account.password-changed.v1",
        [typeof(AccountEvent.EmailChangeRequested)] = "account.email-change-requested.v1",
        [typeof(AccountEvent.EmailChanged)] = "account.email-changed.v1",
        [typeof(AccountEvent.LockedOut)] = "account.locked-out.v1",
        [typeof(AccountEvent.RolesChanged)] = "account.roles-changed.v1",
        [typeof(AccountEvent.Closed)] = "account.closed.v1",

        [typeof(TrainerEvent.Registered)] = "trainer.registered.v1",
        [typeof(TrainerEvent.ProfileChanged)] = "trainer.profile-changed.v1",
        [typeof(TrainerEvent.EvidenceAdded)] = "trainer.evidence-added.v1",
        [typeof(TrainerEvent.EvidenceRemoved)] = "trainer.evidence-removed.v1",
        [typeof(TrainerEvent.ConductAccepted)] = "trainer.conduct-accepted.v1",
        [typeof(TrainerEvent.ListingConsentGiven)] = "trainer.listing-consent-given.v1",
        [typeof(TrainerEvent.ListingConsentWithdrawn)] = "trainer.listing-consent-withdrawn.v1",
        [typeof(TrainerEvent.LegacyRegistrationRecorded)] = "trainer.legacy-registration-recorded.v1",
        [typeof(TrainerEvent.PersonalDataErased)] = "trainer.personal-data-erased.v1",

        [typeof(EnrolmentEvent.Enrolled)] = "enrolment.enrolled.v1",
        [typeof(EnrolmentEvent.LessonCompleted)] = "enrolment.lesson-completed.v1",
        [typeof(EnrolmentEvent.SkipTestTaken)] = "enrolment.skip-test-taken.v1",
        [typeof(EnrolmentEvent.CheckAnswered)] = "enrolment.check-answered.v1",
        [typeof(EnrolmentEvent.OfflineWorkHandedOver)] = "enrolment.offline-work-handed-over.v1",
        [typeof(EnrolmentEvent.AssessmentStarted)] = "enrolment.assessment-started.v1",
        [typeof(EnrolmentEvent.AnswerSaved)] = "enrolment.answer-saved.v1",
        [typeof(EnrolmentEvent.AssessmentSubmitted)] = "enrolment.assessment-submitted.v1",
        [typeof(EnrolmentEvent.AssessmentPassed)] = "enrolment.assessment-passed.v1",
        [typeof(EnrolmentEvent.AssessmentFailed)] = "enrolment.assessment-failed.v1",
        [typeof(EnrolmentEvent.AssessmentRescored)] = "enrolment.assessment-rescored.v1",
        [typeof(EnrolmentEvent.AdjustmentRequested)] = "enrolment.adjustment-requested.v1",
        [typeof(EnrolmentEvent.AdjustmentTakenBack)] = "enrolment.adjustment-taken-back.v1",
        [typeof(EnrolmentEvent.AdjustmentGranted)] = "enrolment.adjustment-granted.v1",
        [typeof(EnrolmentEvent.AdjustmentCarriedOver)] = "enrolment.adjustment-carried-over.v1",
        [typeof(EnrolmentEvent.AdjustmentDeclined)] = "enrolment.adjustment-declined.v1",
        [typeof(EnrolmentEvent.ActionPlanWritten)] = "enrolment.action-plan-written.v1",
        [typeof(EnrolmentEvent.CourseCompleted)] = "enrolment.course-completed.v1",
        [typeof(EnrolmentEvent.PlanReminded)] = "enrolment.plan-reminded.v1",
        [typeof(EnrolmentEvent.PlanRemindersStopped)] = "enrolment.plan-reminders-stopped.v1",
        [typeof(EnrolmentEvent.PlanRemindersResumed)] = "enrolment.plan-reminders-resumed.v1",

        [typeof(PracticeEvent.Begun)] = "practice.begun.v1",
        [typeof(PracticeEvent.PlanHandedIn)] = "practice.plan-handed-in.v1",
        [typeof(PracticeEvent.RecordingHandedIn)] = "practice.recording-handed-in.v1",
        [typeof(PracticeEvent.HandedIn)] = "practice.handed-in.v1",
        [typeof(PracticeEvent.SessionBooked)] = "practice.session-booked.v1",
        [typeof(PracticeEvent.SessionCancelled)] = "practice.session-cancelled.v1",
        [typeof(PracticeEvent.SessionNotHeld)] = "practice.session-not-held.v1",
        [typeof(PracticeEvent.Taken)] = "practice.taken.v1",
        [typeof(PracticeEvent.Joined)] = "practice.joined.v1",
        [typeof(PracticeEvent.JoinEnded)] = "practice.join-ended.v1",
        [typeof(PracticeEvent.Released)] = "practice.released.v1",
        [typeof(PracticeEvent.ConflictDeclared)] = "practice.conflict-declared.v1",
        [typeof(PracticeEvent.Marked)] = "practice.marked.v1",
        [typeof(PracticeEvent.ThirdCalled)] = "practice.third-called.v1",
        [typeof(PracticeEvent.RecordingNeeded)] = "practice.recording-needed.v1",
        [typeof(PracticeEvent.Concluded)] = "practice.concluded.v1",
        [typeof(PracticeEvent.AssessorReminded)] = "practice.assessor-reminded.v1",
        [typeof(PracticeEvent.Withdrawn)] = "practice.withdrawn.v1",

        [typeof(SlotEvent.Offered)] = "slot.offered.v1",
        [typeof(SlotEvent.Booked)] = "slot.booked.v1",
        [typeof(SlotEvent.Freed)] = "slot.freed.v1",
        [typeof(SlotEvent.TakenBack)] = "slot.taken-back.v1",

        [typeof(ItemBankEvent.Opened)] = "item-bank.opened.v1",
        [typeof(ItemBankEvent.ItemWithdrawn)] = "item-bank.item-withdrawn.v1",
        [typeof(ItemBankEvent.ItemRestored)] = "item-bank.item-restored.v1",
        [typeof(ItemBankEvent.RescoreApplied)] = "item-bank.rescore-applied.v1",
        [typeof(PublicationEvent.Proposed)] = "publication.proposed.v1",
        [typeof(PublicationEvent.Published)] = "publication.published.v1",
        [typeof(PublicationEvent.Scheduled)] = "publication.scheduled.v1",
        [typeof(PublicationEvent.ScheduleCancelled)] = "publication.schedule-cancelled.v1",
        [typeof(PublicationEvent.Corrected)] = "publication.corrected.v1",

        [typeof(ApplicationEvent.Submitted)] = "certification.submitted.v1",
        [typeof(ApplicationEvent.Claimed)] = "certification.claimed.v1",
        [typeof(ApplicationEvent.Released)] = "certification.released.v1",
        [typeof(ApplicationEvent.SentBack)] = "certification.sent-back.v1",
        [typeof(ApplicationEvent.ConflictDeclared)] = "certification.conflict-declared.v1",
        [typeof(ApplicationEvent.InformationAsked)] = "certification.information-asked.v1",
        [typeof(ApplicationEvent.InformationGiven)] = "certification.information-given.v1",
        [typeof(ApplicationEvent.Recommended)] = "certification.recommended.v1",
        [typeof(ApplicationEvent.Approved)] = "certification.approved.v1",
        [typeof(ApplicationEvent.Declined)] = "certification.declined.v1",
        [typeof(ApplicationEvent.Withdrawn)] = "certification.withdrawn.v1",

        [typeof(CertificateEvent.Awarded)] = "certificate.awarded.v1",
        [typeof(CertificateEvent.Issued)] = "certificate.issued.v1",
        [typeof(CertificateEvent.IssueStopped)] = "certificate.issue-stopped.v1",
        [typeof(CertificateEvent.Suspended)] = "certificate.suspended.v1",
        [typeof(CertificateEvent.Reinstated)] = "certificate.reinstated.v1",
        [typeof(CertificateEvent.Revoked)] = "certificate.revoked.v1",
        [typeof(CertificateEvent.Expired)] = "certificate.expired.v1",
        [typeof(CertificateEvent.Superseded)] = "certificate.superseded.v1",
        [typeof(CertificateEvent.Reminded)] = "certificate.reminded.v1",

        [typeof(CompanyEvent.Registered)] = "company.registered.v1",
        [typeof(CompanyEvent.ProfileChanged)] = "company.profile-changed.v1",
        [typeof(CompanyEvent.NameDeclined)] = "company.name-declined.v1",
        [typeof(CompanyEvent.PledgeSigned)] = "company.pledge-signed.v1",
        [typeof(CompanyEvent.Confirmed)] = "company.confirmed.v1",
        [typeof(CompanyEvent.Rejected)] = "company.rejected.v1",
        [typeof(CompanyEvent.SupportCertificateIssued)] = "company.support-certificate-issued.v1",
        [typeof(CompanyEvent.SupportCertificateStopped)] = "company.support-certificate-stopped.v1",
        [typeof(CompanyEvent.PublishingChanged)] = "company.publishing-changed.v1",
        [typeof(CompanyEvent.Withdrawn)] = "company.withdrawn.v1",
    };

    /// <summary>Tells Marten the names.</summary>
    public static void Register(StoreOptions options)
    {
        foreach (var (type, name) in Names)
        {
            options.Events.MapEventType(type, name);
        }
    }
}
