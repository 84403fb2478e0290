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
        return mine is null
            ? Outcome.NotFound
            : await session.DecideAsync<Trainer, TrainerEvent>(mine.Id, null, t => TrainerDecisions.RemoveEvidence(t, command.EvidenceId), cancellationToken);
    }
}

/// <summary>Recognises the accepted file types by what is in the file, whatever it is called.</summary>
public static class FileTypes
{
    /// <summary>The media type, or null if it is none of PDF, JPEG, PNG.</summary>
    public static string? Recognise(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("%PDF-1."u8) || bytes.StartsWith("%PDF-2."u8))
        {
            var tail = bytes[^Math.Min(bytes.Length, 2048)..];
            return tail.IndexOf("%%EOF"u8) >= 0 ? "application/pdf" : null;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return bytes.Length > 100 && bytes.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) > 0 ? "image/jpeg" : null;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return bytes.Length > 40 && bytes.Slice(12, 4).SequenceEqual("IHDR"u8) && bytes.LastIndexOf("IEND"u8) > 0 ? "image/png" : null;
        }

        return null;
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
