using System.Net;
using System.Text;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Practices;
using VisionZero.Web.Storage;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Practices;

/// <summary>What a candidate hands in and books: who sees it, what is kept of it, and what waits for it.</summary>
public sealed class PracticeTests(PracticePlatform platform) : IClassFixture<PracticePlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Professional_waits_for_the_practice()
    {
        var candidate = await platform.ReadyAsync(Level.Foundation);
        await platform.ApproveAsync(candidate, Level.Foundation);
        await platform.StudyAsync(candidate.TrainerId, Level.Professional);
        var fresh = await platform.CandidateAsync();
        var eligibility = (await ApplicantFacts.LoadAsync(platform.Services.GetRequiredService<IDocumentStore>().QuerySession(), (await platform.ReadAsync(q => q.LoadAsync<Domain.Trainers.Trainer>(fresh.TrainerId, Ct)))!, Ct))
            .For(Level.Professional, platform.Services.GetRequiredService<Web.Content.Scheme>().Policy, platform.Clock.GetUtcNow());

        eligibility.Unmet.Select(c => c.Code).ShouldContain("practice-passed");
        (await platform.SendAsync(fresh.Actor, new SubmitApplication(Level.Professional, []))).Refusals.Select(r => r.Code).ShouldContain("eligibility.practice-passed");
        var application = await platform.ApproveAsync(candidate, Level.Professional);
        (await platform.DossierAsync(application)).Practices.ShouldHaveSingleItem().State.ShouldBe(PracticeState.Passed);
    }

    [Fact]
    public async Task Erasure_takes_files_words_and_the_place_of_the_recording()
    {
        var candidate = await platform.CandidateAsync();
        var id = await platform.HandedInAsync(candidate);
        var (_, assessor) = await platform.AssessorAsync();
        await platform.MarkAsync(id, assessor, 3);
        var plan = (await platform.PracticeAsync(id)).Plan!;
        await using var scope = platform.Services.CreateAsyncScope();
        var exports = new List<PersonalExport>();
        foreach (var area in scope.ServiceProvider.GetServices<IPersonalData>())
        {
            exports.Add(await platform.ReadAsync(q => area.ExportAsync(q, candidate.Login.Id, Ct)));
        }

        var export = exports.Single(e => e.Records.ContainsKey("practices"));
        export.Files.ShouldHaveSingleItem().Sha256.ShouldBe(plan.Sha256);
        ((IEnumerable<MarkingWords>)export.Records["assessments-of-practice"]!).ShouldBeEmpty("before the conclusion nobody sees marks");

        await platform.DoneAsync(candidate.Actor, new EraseMyAccount(Understood: true));

        (await platform.PracticeAsync(id)).State.ShouldBe(PracticeState.Withdrawn);
        (await platform.Services.GetRequiredService<FileStore>().ReadAsync(plan.Sha256, Ct)).ShouldBeNull();
        (await platform.ReadAsync(q => q.LoadAsync<RecordingPlace>(id, Ct))).ShouldBeNull();
        (await platform.ReadAsync(q => q.Query<MarkingWords>().CountAsync(w => w.PracticeId == id, Ct))).ShouldBe(0);
    }

    [Fact]
    public async Task Recordings_lie_behind_https_and_low_marks_need_words()
    {
        var candidate = await platform.CandidateAsync();
        var id = await platform.PlannedAsync(candidate);
        foreach (var address in new[] { "http://video.example/1", "javascript:alert(1)", "https://me:secret@video.example/", "video", "" })
        {
            await platform.RefusedAsync(candidate.Actor, new LinkRecording(id, address, "Anybody."), "practice.address");
        }

        await platform.RefusedAsync(candidate.Actor, new LinkRecording(id, "https://video.example/1", " "), "practice.access");
        var wordless = platform.Marks(id, 1) with { Comments = new Dictionary<string, string>() };
        (await platform.SendAsync((await platform.AssessorAsync()).Actor, wordless)).Refusals.ShouldAllBe(r => r.Code == "practice.comment-needed");
    }

    [Fact]
    public async Task The_log_does_not_betray_where_a_recording_lies()
    {
        async Task<string> HashAsync()
        {
            var candidate = await platform.CandidateAsync();
            var id = await platform.PlannedAsync(candidate);
            await platform.DoneAsync(candidate.Actor, new LinkRecording(id, "https://video.example/1", "Anybody."));
            var first = (await platform.PracticeAsync(id)).Recording!.Sha256;
            await platform.DoneAsync(candidate.Actor, new LinkRecording(id, "https://video.example/1", "Anybody."));
            (await platform.PracticeAsync(id)).Recording!.Sha256.ShouldBe(first, "sent twice, it is the same");
            return first;
        }

        (await HashAsync()).ShouldNotBe(await HashAsync(), "an address that is guessed cannot be tried against the log");
    }

    [Fact]
    public async Task What_was_handed_in_is_served_to_its_owner_and_those_who_look_at_it()
    {
        var candidate = await platform.CandidateAsync();
        var id = await platform.PlannedAsync(candidate);
        var address = new Uri($"/en/files/practice/{id}/{(await platform.PracticeAsync(id)).Plan!.Id}", UriKind.Relative);
        async Task<HttpStatusCode> AsAsync(Login login)
        {
            using var visitor = await platform.SignInAsync(login);
            using var answer = await visitor.Client.GetAsync(address, Ct);
            return answer.StatusCode;
        }

        var assessor = (await platform.AssessorAsync()).Login;
        (await AsAsync(candidate.Login)).ShouldBe(HttpStatusCode.OK);
        (await AsAsync(assessor)).ShouldBe(HttpStatusCode.NotFound, "it is still being put together");
        var reviewer = await platform.AccountAsync(Role.Reviewer);
        await platform.DoneAsync(candidate.Actor, new LinkRecording(id, "https://video.example/1", "Anybody."));
        await platform.DoneAsync(candidate.Actor, new HandInPractice(id));
        (await AsAsync(assessor)).ShouldBe(HttpStatusCode.OK);
        (await AsAsync((await platform.CandidateAsync()).Login)).ShouldBe(HttpStatusCode.NotFound);
        (await AsAsync(await platform.AccountAsync(Role.Administrator))).ShouldBe(HttpStatusCode.NotFound);
        (await AsAsync(reviewer)).ShouldBe(HttpStatusCode.NotFound, "there is no application to decide on");

        var (one, two) = (await platform.AssessorAsync(), await platform.AssessorAsync());
        await platform.MarkAsync(id, one.Actor, 3);
        await platform.MarkAsync(id, two.Actor, 3);
        (await AsAsync(assessor)).ShouldBe(HttpStatusCode.NotFound, "others assessed it");
        (await AsAsync(one.Login)).ShouldBe(HttpStatusCode.OK);
        await platform.ApproveAsync(candidate, Level.Foundation);
        (await AsAsync(reviewer)).ShouldBe(HttpStatusCode.NotFound, "an application for Foundation rests on no practice");
        await platform.DoneAsync(candidate.Actor, new SubmitApplication(Level.Professional, []));
        (await AsAsync(reviewer)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_taken_back_is_kept_for_nobody()
    {
        var candidate = await platform.CandidateAsync();
        var reviewer = await platform.SignInAsync(await platform.AccountAsync(Role.Reviewer, Role.Assessor));
        var begun = await platform.PlannedAsync(candidate);
        await platform.DoneAsync(candidate.Actor, new LinkRecording(begun, "https://video.example/1", "Anybody."));
        var plan = (await platform.PracticeAsync(begun)).Plan!;

        await platform.DoneAsync(candidate.Actor, new WithdrawPractice(begun));

        (await reviewer.OpenAsync($"/staff/practices/{begun}")).Status.ShouldBe(HttpStatusCode.NotFound, "it was never handed in");
        (await platform.Services.GetRequiredService<FileStore>().ReadAsync(plan.Sha256, Ct)).ShouldBeNull();
        (await platform.ReadAsync(q => q.LoadAsync<RecordingPlace>(begun, Ct))).ShouldBeNull();
        reviewer.Dispose();
    }

    [Fact]
    public async Task Of_two_who_book_one_session_at_once_one_gets_it_and_both_sides_get_a_calendar_entry()
    {
        var (login, assessor) = await platform.AssessorAsync();
        var startsAt = platform.Clock.GetUtcNow().AddDays(5);
        var slot = await platform.DoneAsync(assessor, new OfferSlot(startsAt, 60, "en", SlotWay.Remote, "https://meet.example/room, door 2"));
        var candidates = new[] { await platform.CandidateAsync(), await platform.CandidateAsync(), await platform.CandidateAsync() };
        var practices = new List<Guid>();
        foreach (var candidate in candidates)
        {
            practices.Add(await platform.PlannedAsync(candidate));
        }

        var outcomes = await Task.WhenAll(candidates.Select(c => Task.Run(() => platform.SendAsync(c.Actor, new BookSession(slot)), Ct)));

        outcomes.Count(o => o.Ok).ShouldBe(1);
        outcomes.Where(o => !o.Ok).ShouldAllBe(o => o.IsConflict || o.Refusals.Single().Code == "slot.taken");
        var winner = Array.FindIndex(outcomes, o => o.Ok);
        var states = await Task.WhenAll(practices.Select(platform.PracticeAsync));
        states.Count(p => p.Session is not null).ShouldBe(1);
        states[winner].Markings.ShouldHaveSingleItem().Assessor.ShouldBe(login.Id);

        foreach (var (account, purpose) in new[] { (candidates[winner].Login.Id, "practice-booked"), (login.Id, "slot-booked") })
        {
            var (mail, text) = await platform.MailAsync(account, purpose);
            text.Plain.ShouldContain("https://meet.example/room, door 2");
            var file = (await platform.Services.GetRequiredService<FileStore>().ReadAsync(mail.Attachments.ShouldHaveSingleItem().Sha256, Ct)).ShouldNotBeNull();
            file.MediaType.ShouldBe("text/calendar");
            var entry = Encoding.UTF8.GetString(file.Bytes);
            entry.ShouldContain($"DTSTART:{startsAt.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
            entry.ShouldContain(@"LOCATION:https://meet.example/room\, door 2");
            entry.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);
        }

        // The candidate cancels in time: the slot is free again, and the others may have it.
        await platform.DoneAsync(candidates[winner].Actor, new CancelSession(practices[winner]));
        await platform.MailAsync(login.Id, "slot-freed");
        var next = (winner + 1) % candidates.Length;
        await platform.DoneAsync(candidates[next].Actor, new BookSession(slot));

        // The assessor takes it back: the practice is the candidate's again.
        await platform.DoneAsync(assessor, new TakeBackSlot(slot));
        (await platform.PracticeAsync(practices[next])).State.ShouldBe(PracticeState.Preparing);
        await platform.MailAsync(candidates[next].Login.Id, "practice-cancelled");
    }

    [Fact]
    public async Task A_session_that_is_booked_again_is_newer_than_its_cancellation_in_every_calendar()
    {
        var (login, assessor) = await platform.AssessorAsync();
        var candidate = await platform.CandidateAsync();
        var id = await platform.PlannedAsync(candidate);
        var slot = await platform.DoneAsync(assessor, new OfferSlot(platform.Clock.GetUtcNow().AddDays(6), 60, "en", SlotWay.Remote, "https://meet.example/room"));

        await platform.DoneAsync(candidate.Actor, new BookSession(slot));
        await platform.DoneAsync(candidate.Actor, new CancelSession(id));
        await platform.DoneAsync(candidate.Actor, new BookSession(slot));

        await ShouldGrowAsync(candidate.Login.Id, "practice-booked", "practice-cancelled");
        await ShouldGrowAsync(login.Id, "slot-booked", "slot-freed");

        async Task ShouldGrowAsync(Guid account, string booked, string cancelled)
        {
            await Platform.EventuallyAsync(async () => (await MailsAsync(account)).Count(m => m.Purpose == booked || m.Purpose == cancelled) == 3, "three messages");
            var entries = new List<(string Purpose, long Sequence, string Uid)>();
            foreach (var mail in (await MailsAsync(account)).Where(m => m.Purpose == booked || m.Purpose == cancelled))
            {
                var file = (await platform.Services.GetRequiredService<FileStore>().ReadAsync(mail.Attachments.Single().Sha256, Ct)).ShouldNotBeNull();
                var lines = Encoding.UTF8.GetString(file.Bytes).Split("\r\n");
                string Of(string field) => lines.Single(l => l.StartsWith(field, StringComparison.Ordinal))[field.Length..];
                entries.Add((mail.Purpose, long.Parse(Of("SEQUENCE:"), System.Globalization.CultureInfo.InvariantCulture), Of("UID:")));
            }

            entries.Select(e => e.Uid).Distinct().ShouldHaveSingleItem();
            entries.OrderBy(e => e.Sequence).Select(e => e.Purpose).ShouldBe([booked, cancelled, booked]);
            entries.Select(e => e.Sequence).Distinct().Count().ShouldBe(3);
        }

        Task<IReadOnlyList<OutgoingMail>> MailsAsync(Guid account) => platform.ReadAsync(q => q.Query<OutgoingMail>().Where(m => m.AccountId == account).ToListAsync(Ct));
    }

    [Fact]
    public async Task Who_joins_a_session_has_it_in_the_calendar_and_is_told_that_it_will_not_take_place()
    {
        var (_, assessor) = await platform.AssessorAsync();
        var (joining, second) = await platform.AssessorAsync();
        var candidate = await platform.CandidateAsync();
        var id = await platform.PlannedAsync(candidate);
        var slot = await platform.DoneAsync(assessor, new OfferSlot(platform.Clock.GetUtcNow().AddDays(8), 60, "en", SlotWay.Remote, "https://meet.example/room"));
        await platform.DoneAsync(candidate.Actor, new BookSession(slot));

        await platform.DoneAsync(second, new TakeUpPractice(id));
        await ShouldHaveAsync("practice-joined", "METHOD:PUBLISH", id.ToString("N"));
        await platform.DoneAsync(candidate.Actor, new CancelSession(id));
        await ShouldHaveAsync("practice-join-ended", "METHOD:CANCEL", "/staff/practices");

        async Task ShouldHaveAsync(string purpose, string method, string link)
        {
            var (mail, text) = await platform.MailAsync(joining.Id, purpose);
            text.Plain.ShouldContain("https://meet.example/room");
            text.Plain.ShouldContain(link);
            var file = (await platform.Services.GetRequiredService<FileStore>().ReadAsync(mail.Attachments.ShouldHaveSingleItem().Sha256, Ct)).ShouldNotBeNull();
            Encoding.UTF8.GetString(file.Bytes).ShouldContain(method);
        }
    }

    [Fact]
    public async Task A_message_that_is_written_twice_stores_one_calendar_entry()
    {
        var (login, assessor) = await platform.AssessorAsync();
        var candidate = await platform.CandidateAsync();
        var id = await platform.PlannedAsync(candidate);
        var slot = await platform.DoneAsync(assessor, new OfferSlot(platform.Clock.GetUtcNow().AddDays(7), 60, "en", SlotWay.Remote, "https://meet.example/room"));
        await platform.DoneAsync(candidate.Actor, new BookSession(slot));
        await platform.MailAsync(candidate.Login.Id, "practice-booked");
        await platform.MailAsync(login.Id, "slot-booked");
        var cause = (await platform.ReadAsync(q => q.Events.FetchStreamAsync(id, token: Ct))).Single(e => e.Data is PracticeEvent.SessionBooked).Id;
        var files = platform.Services.GetRequiredService<FileStore>();
        var before = await files.CountAsync("text/calendar", Ct);

        platform.Clock.Advance(TimeSpan.FromMinutes(1));
        await platform.RunAsync<SendPracticeMail>(job => job.ToCandidateAsync(id, cause, "practice-booked", Ct));

        (await files.CountAsync("text/calendar", Ct)).ShouldBe(before);
    }

    [Fact]
    public async Task A_session_about_to_begin_is_not_got_out_of_by_taking_the_attempt_back()
    {
        var (_, assessor) = await platform.AssessorAsync();
        var candidate = await platform.CandidateAsync();
        var id = await platform.PlannedAsync(candidate);
        var slot = await platform.DoneAsync(assessor, new OfferSlot(platform.Clock.GetUtcNow().AddHours(30), 60, "en", SlotWay.Remote, "https://meet.example/room"));
        await platform.DoneAsync(candidate.Actor, new BookSession(slot));

        platform.Clock.Advance(TimeSpan.FromHours(7));
        await platform.RefusedAsync(candidate.Actor, new WithdrawPractice(id), "practice.withdraw-notice");

        (await platform.ReadAsync(q => q.LoadAsync<Slot>(slot, Ct)))!.PracticeId.ShouldBe(id, "it stays booked");
        (await platform.PracticeAsync(id)).State.ShouldBe(PracticeState.Marking);
    }
}
