using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Trainers;

/// <summary>Adds a file as evidence; its type is recognised by content, its name is not kept.</summary>
[Allow(Role.Trainer)]
public sealed record AddEvidence(EvidenceKind Kind, byte[] Bytes) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check()
    {
        if (!Enum.IsDefined(Kind))
        {
            yield return Refusal.At(nameof(Kind), "evidence.kind");
        }

        if (Bytes is not { Length: > 0 })
        {
            yield return Refusal.At("File", "evidence.empty");
        }
    }
}

/// <summary>Takes a file off the profile.</summary>
[Allow(Role.Trainer)]
public sealed record RemoveEvidence(Guid EvidenceId) : ICommand;

internal sealed class EvidenceHandlers(IDocumentSession session, ActorContext actor, FileStore files, TimeProvider clock) :
    IRequestHandler<AddEvidence, Outcome>,
    IRequestHandler<RemoveEvidence, Outcome>
{
    public async Task<Outcome> Handle(AddEvidence command, CancellationToken cancellationToken)
    {
        var account = actor.Current.Person;
        var mine = await session.Query<Trainer>().FirstOrDefaultAsync(t => t.AccountId == account, cancellationToken);
        if (mine is null)
        {
            return Outcome.NotFound;
        }

        var now = clock.GetUtcNow();
        var type = FileTypes.Recognise(command.Bytes);
        var hash = FileStore.Hash(command.Bytes);
        var outcome = await session.DecideAsync<Trainer, TrainerEvent>(
            mine.Id,
            null,
            t => TrainerDecisions.AddEvidence(t, Guid.CreateVersion7(now), command.Kind, type, hash, command.Bytes.Length, now),
            cancellationToken);
        if (outcome.Ok)
        {
            files.Store(session, command.Bytes, type!);
        }

        return outcome;
    }

    public async Task<Outcome> Handle(RemoveEvidence command, CancellationToken cancellationToken)
    {
        var account = actor.Current.Person;
        var mine = await session.Query<Trainer>().FirstOrDefaultAsync(t => t.AccountId == account, cancellationToken);
        if (mine is null)
        {
            return Outcome.NotFound;
        }

        var outcome = await session.DecideAsync<Trainer, TrainerEvent>(mine.Id, null, t => TrainerDecisions.RemoveEvidence(t, command.EvidenceId), cancellationToken);
        if (outcome.Ok && mine.Evidence.FirstOrDefault(e => e.Id == command.EvidenceId) is { } removed && !mine.Evidence.Any(e => e.Id != removed.Id && e.Sha256 == removed.Sha256))
        {
            await EvidenceBytes.DeleteAsync(session, files, mine.Id, [removed.Sha256], cancellationToken);
        }

        return outcome;
    }
}

/// <summary>Deletes the bytes of evidence that nobody's profile holds any more; the log keeps the hash.</summary>
internal static class EvidenceBytes
{
    public static async Task DeleteAsync(IDocumentSession session, FileStore files, Guid trainerId, IReadOnlyCollection<string> hashes, CancellationToken ct)
    {
        foreach (var hash in hashes)
        {
            // The same bytes may stand in another profile: a certificate of attendance, handed out to all who came.
            if (!await session.Query<Trainer>().AnyAsync(t => t.Id != trainerId && t.Evidence.Any(e => e.Sha256 == hash), ct))
            {
                files.Delete(session, hash);
            }
        }
    }
}

/// <summary>Serves evidence: only as download, only to its owner and to those who review.</summary>
internal static class EvidenceDownload
{
    public static void Map(WebApplication app, Settings settings)
    {
        if (settings.ServesPages)
        {
            app.MapGet("/files/evidence/{trainerId:guid}/{evidenceId:guid}", ServeAsync).RequireAuthorization(Policies.SignedIn);
        }
    }

    private static async Task<IResult> ServeAsync(Guid trainerId, Guid evidenceId, IQuerySession session, ActorContext actor, FileStore files, HttpContext context, CancellationToken ct)
    {
        var trainer = await session.LoadAsync<Trainer>(trainerId, ct);
        var mayRead = trainer is not null
            && (trainer.AccountId == actor.Current.AccountId || actor.Current.Roles.Contains(Role.Reviewer) || actor.Current.Roles.Contains(Role.Approver));
        var evidence = mayRead ? trainer!.Evidence.FirstOrDefault(e => e.Id == evidenceId) : null;
        var file = evidence is null ? null : await files.ReadAsync(evidence.Sha256, ct);
        if (file is null)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers["Content-Security-Policy"] = "default-src 'none'; sandbox";
        var extension = file.MediaType switch { "application/pdf" => "pdf", "image/jpeg" => "jpg", _ => "png" };
        return Results.File(file.Bytes, file.MediaType, $"{evidence!.Kind}-{evidence.Sha256[..8]}.{extension}");
    }
}
