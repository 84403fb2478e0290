using System.Security.Cryptography;
using System.Text;
using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Practices;

/// <summary>Hands in the session plan; its type is recognised by content, its name is not kept.</summary>
[Allow(Role.Trainer)]
public sealed record HandInPlan(Guid PracticeId, byte[] Bytes) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => Bytes is { Length: > 0 } ? [] : [Refusal.At("Plan", "evidence.empty")];
}

/// <summary>Hands in a recording as a file.</summary>
[Allow(Role.Trainer)]
public sealed record HandInRecording(Guid PracticeId, byte[] Bytes) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => Bytes is { Length: > 0 } ? [] : [Refusal.At("Recording", "evidence.empty")];
}

/// <summary>Says where the recording lies and who may see it.</summary>
[Allow(Role.Trainer)]
public sealed record LinkRecording(Guid PracticeId, string? Address, string? Access) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check()
    {
        if (Address is not { Length: <= RecordingPlace.LongestAddress } || !Uri.TryCreate(Address.Trim(), UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || uri.UserInfo.Length > 0)
        {
            yield return Refusal.At(nameof(Address), "practice.address");
        }

        if (string.IsNullOrWhiteSpace(Access))
        {
            yield return Refusal.At(nameof(Access), "practice.access");
        }
        else if (Access.Length > RecordingPlace.LongestNote)
        {
            yield return Refusal.At(nameof(Access), "application.text-long", ("most", RecordingPlace.LongestNote));
        }
    }
}

/// <summary>Gives plan and recording to the assessors.</summary>
[Allow(Role.Trainer)]
public sealed record HandInPractice(Guid PracticeId) : ICommand;

internal sealed class HandInHandlers(IDocumentSession session, ActorContext actor, FileStore files, TimeProvider clock) :
    IRequestHandler<HandInPlan, Outcome>,
    IRequestHandler<HandInRecording, Outcome>,
    IRequestHandler<LinkRecording, Outcome>,
    IRequestHandler<HandInPractice, Outcome>
{
    private DateTimeOffset Now => clock.GetUtcNow();

    public Task<Outcome> Handle(HandInPlan command, CancellationToken cancellationToken) =>
        FileAsync(command.PracticeId, command.Bytes, PracticeDecisions.PlanRefused, PracticeFileTypes.Plan, p => p.Plan, PracticeDecisions.HandInPlan, cancellationToken);

    public async Task<Outcome> Handle(HandInRecording command, CancellationToken cancellationToken)
    {
        var outcome = await FileAsync(command.PracticeId, command.Bytes, PracticeDecisions.RecordingRefused, b => PracticeFileTypes.Recording(b), p => p.Recording, PracticeDecisions.HandInRecording, cancellationToken);
        if (outcome.Ok)
        {
            session.Delete<RecordingPlace>(command.PracticeId);
        }

        return outcome;
    }

    public async Task<Outcome> Handle(LinkRecording command, CancellationToken cancellationToken)
    {
        var now = Now;
        var salt = await session.LoadAsync<RecordingPlace>(command.PracticeId, cancellationToken) is { Salt: { Length: > 0 } known } ? known : RandomNumberGenerator.GetHexString(32);
        var place = new RecordingPlace { Id = command.PracticeId, AccountId = actor.Current.Person, Salt = salt, Address = command.Address!.Trim(), Access = command.Access!.Trim() };
        PracticeFile? before = null;
        var outcome = await session.DecideAsync<Practice, PracticeEvent>(
            command.PracticeId,
            null,
            p =>
            {
                before = p.Recording;
                return PracticeDecisions.LinkRecording(p, place.AccountId, Guid.CreateVersion7(now), FileStore.Hash(Encoding.UTF8.GetBytes($"{place.Salt}\n{place.Address}\n{place.Access}")), now);
            },
            cancellationToken);
        if (outcome.Ok)
        {
            session.Store(place);
            Release(before);
        }

        return outcome;
    }

    public Task<Outcome> Handle(HandInPractice command, CancellationToken cancellationToken) =>
        session.DecideAsync<Practice, PracticeEvent>(command.PracticeId, null, p => PracticeDecisions.HandIn(p, actor.Current.Person, Now), cancellationToken);

    private async Task<Outcome> FileAsync(
        Guid practiceId,
        byte[] bytes,
        Func<Practice, Guid, long, Refusal?> refused,
        Func<byte[], string?> recognise,
        Func<Practice, PracticeFile?> last,
        Func<Practice, Guid, PracticeFile, DateTimeOffset, Decision<PracticeEvent>> decide,
        CancellationToken ct)
    {
        var now = Now;
        var (added, before) = ((PracticeFile?)null, (PracticeFile?)null);
        var outcome = await session.DecideAsync<Practice, PracticeEvent>(
            practiceId,
            null,
            practice =>
            {
                // Opening a container costs more than asking whose practice it is.
                if (refused(practice, actor.Current.Person, bytes.Length) is { } refusal)
                {
                    return refusal;
                }

                var file = new PracticeFile(Guid.CreateVersion7(now), FileStore.Hash(bytes), recognise(bytes), bytes.Length);
                var decision = decide(practice, actor.Current.Person, file, now);
                (added, before) = (decision.Events.Count > 0 ? file : null, last(practice));
                return decision;
            },
            ct);
        if (added is not null)
        {
            files.Store(session, bytes, added.MediaType!, added.Id);
            Release(before);
        }

        return outcome;
    }

    private void Release(PracticeFile? file)
    {
        if (file is { IsLink: false })
        {
            files.Release(session, file.Sha256, file.Id);
        }
    }
}
