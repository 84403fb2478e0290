using Marten;
using MediatR;
using VisionZero.Domain.Certification;
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
        var id = Guid.CreateVersion7(now);
        var added = false;
        var outcome = await session.DecideAsync<Trainer, TrainerEvent>(
            mine.Id,
            null,
            t =>
            {
                var decision = TrainerDecisions.AddEvidence(t, id, command.Kind, type, hash, command.Bytes.Length, now);
                added = decision.Events.Count > 0;
                return decision;
            },
            cancellationToken);
        if (added)
        {
            files.Store(session, command.Bytes, type!, id);
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

        var applications = await session.Query<Application>().Where(a => a.TrainerId == mine.Id).ToListAsync(cancellationToken);
        var needed = applications.Where(a => !a.IsClosed()).SelectMany(a => a.EvidenceSha256).ToHashSet(StringComparer.Ordinal);
        Evidence? removed = null;
        var outcome = await session.DecideAsync<Trainer, TrainerEvent>(
            mine.Id,
            null,
            t =>
            {
                removed = t.Evidence.FirstOrDefault(e => e.Id == command.EvidenceId);
                return TrainerDecisions.RemoveEvidence(t, command.EvidenceId, needed);
            },
            cancellationToken);
        if (outcome.Ok && removed is not null)
        {
            files.Release(session, removed.Sha256, removed.Id);
        }

        return outcome;
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
        return Results.File(file.Bytes, file.MediaType, FileName(evidence!));
    }

    /// <summary>The name a file is handed out under; the one it came with is not kept.</summary>
    public static string FileName(Evidence evidence)
    {
        var extension = evidence.MediaType switch { "application/pdf" => "pdf", "image/jpeg" => "jpg", _ => "png" };
        return $"{evidence.Kind}-{evidence.Sha256[..8]}.{extension}";
    }
}
