using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Features.Directory;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Validity;

/// <summary>A platform whose clock the tests move through the years, always on; it stands still in between.</summary>
public sealed class ValidityPlatform : Platform
{
    public ValidityPlatform() => Clock.AutoAdvanceAmount = TimeSpan.Zero;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public DirectoryIndex Index => Services.GetRequiredService<DirectoryIndex>();

    /// <summary>Somebody with a certificate of this level, won through the real commands, and its file.</summary>
    public async Task<(Applicant Holder, Certificate Certificate)> CertifiedAsync(Level level, string name = "Amara Diallo")
    {
        var holder = await this.ReadyAsync(Level.Foundation, name);
        var certificate = await AwardedAsync(holder, Level.Foundation);
        if (level == Level.Professional)
        {
            await this.StudyAsync(holder.TrainerId, Level.Professional);
            certificate = await AwardedAsync(holder, Level.Professional);
        }

        return (holder, certificate);
    }

    /// <summary>Applies and is approved; answers the certificate once its file is issued.</summary>
    public async Task<Certificate> AwardedAsync(Applicant holder, Level level, params Guid[] trainedBy)
    {
        var id = DeterministicId.Certificate(await this.ApproveAsync(holder, level, trainedBy));
        await EventuallyAsync(async () => (await CertificateAsync(id)).Sha256 is not null, "the file to be issued");
        return await CertificateAsync(id);
    }

    public async Task<Certificate> CertificateAsync(Guid id) =>
        (await ReadAsync(q => q.LoadAsync<Certificate>(id, Ct))).ShouldNotBeNull();

    /// <summary>The first instant of a day.</summary>
    public void GoTo(DateOnly day) => Clock.SetUtcNow(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));

    /// <summary>The last instant of a day.</summary>
    public void GoToEndOf(DateOnly day) => Clock.SetUtcNow(new DateTimeOffset(day, TimeOnly.MaxValue, TimeSpan.Zero));

    /// <summary>The job, as Hangfire would run it.</summary>
    public async Task ExpireAndRemindAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ExpireAndRemind>().RunAsync(Ct);
    }

    /// <summary>Events of a kind in a certificate's stream, with their identities.</summary>
    public async Task<IReadOnlyList<(Guid Id, TEvent Event)>> EventsAsync<TEvent>(Guid certificateId) =>
        [.. (await ReadAsync(q => q.Events.FetchStreamAsync(certificateId, token: Ct))).Where(e => e.Data is TEvent).Select(e => (e.Id, (TEvent)e.Data))];

    /// <summary>Messages of a purpose to a person, whatever their state.</summary>
    public Task<IReadOnlyList<OutgoingMail>> MailsAsync(Applicant person, string purpose) =>
        ReadAsync(q => q.Query<OutgoingMail>().Where(m => m.AccountId == person.Login.Id && m.Purpose == purpose).ToListAsync(Ct));

    /// <summary>Waits until so many messages were sent, and sees that there are no more.</summary>
    public async Task MailedAsync(Applicant person, string purpose, int times)
    {
        await EventuallyAsync(async () => (await MailsAsync(person, purpose)).Count(m => m.State == MailState.Sent) >= times, $"{times} messages '{purpose}'");
        (await MailsAsync(person, purpose)).Count.ShouldBe(times, purpose);
    }

    /// <summary>What the public register says about a certificate to whoever holds the paper.</summary>
    public Task<Verification> VerifyAsync(Certificate certificate) =>
        ReadAsync(q => Verification.AskAsync(q, certificate.Number, certificate.Code, Services.GetRequiredService<Scheme>().Policy, Clock.GetUtcNow(), Ct));

    /// <summary>The holder corrects the name on the profile.</summary>
    public async Task RenameAsync(Applicant holder, string name)
    {
        var trainer = (await ReadAsync(q => q.LoadAsync<Trainer>(holder.TrainerId, Ct))).ShouldNotBeNull();
        var profile = (await ReadAsync(q => q.LoadAsync<TrainerProfile>(holder.TrainerId, Ct))).ShouldNotBeNull();
        var form = ProfileForm.Of(trainer, profile);
        form.Name = name;
        (await SendAsync(holder.Actor, new ChangeProfile(trainer.Version, form.Input()))).Refusals.ShouldBeEmpty();
    }

    /// <summary>An approver, signed in nowhere.</summary>
    public async Task<Actor> ApproverAsync() => Actors.Of(await this.AccountAsync(Domain.Common.Role.Approver));
}
