using Marten;
using MediatR;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Certification;

/// <summary>A reviewer takes an application up.</summary>
[Allow(Role.Reviewer)]
public sealed record ClaimApplication(Guid ApplicationId) : ICommand;

/// <summary>The reviewer gives it back to the queue.</summary>
[Allow(Role.Reviewer)]
public sealed record ReleaseApplication(Guid ApplicationId) : ICommand;

/// <summary>An approver sends it back to the queue, from whoever has it.</summary>
[Allow(Role.Approver)]
public sealed record SendBackApplication(Guid ApplicationId, int Version) : ICommand;

/// <summary>A person of staff declares a conflict of interest and takes no part from then on.</summary>
[Allow(Role.Reviewer, Role.Approver)]
public sealed record DeclareConflict(Guid ApplicationId) : ICommand;

/// <summary>Takes an application from a reviewer who has left.</summary>
[AllowJob]
public sealed record TakeBackApplication(Guid ApplicationId, Guid Reviewer) : ICommand;

/// <summary>The reviewer asks the applicant for more.</summary>
[Allow(Role.Reviewer)]
public sealed record AskApplicant(Guid ApplicationId, int Version, string Question) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => Messages.Check(nameof(Question), Question);
}

/// <summary>The reviewer recommends, on the dossier that was on the screen.</summary>
[Allow(Role.Reviewer)]
public sealed record RecommendApplication(Guid ApplicationId, int Version, Verdict Verdict, string Note, string ShownSha256) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => Enum.IsDefined(Verdict)
        ? Messages.Check(nameof(Note), Note)
        : [Refusal.At(nameof(Verdict), "application.verdict-needed")];
}

internal static class Messages
{
    public static IEnumerable<Refusal> Check(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            yield return Refusal.At(field, "application.text-needed");
        }
        else if (text.Length > ApplicationMessage.Longest)
        {
            yield return Refusal.At(field, "application.text-long", ("most", ApplicationMessage.Longest));
        }
    }

    public static Guid Store(IDocumentSession session, Guid applicationId, Guid author, MessageKind kind, string text, DateTimeOffset at)
    {
        var message = new ApplicationMessage { Id = Guid.CreateVersion7(at), ApplicationId = applicationId, Author = author, Kind = kind, Text = text.Trim(), At = at };
        session.Insert(message);
        return message.Id;
    }
}

internal sealed class ReviewHandlers(IDocumentSession session, ActorContext actor, Dossiers dossiers, TimeProvider clock) :
    IRequestHandler<ClaimApplication, Outcome>,
    IRequestHandler<ReleaseApplication, Outcome>,
    IRequestHandler<SendBackApplication, Outcome>,
    IRequestHandler<DeclareConflict, Outcome>,
    IRequestHandler<TakeBackApplication, Outcome>,
    IRequestHandler<AskApplicant, Outcome>,
    IRequestHandler<RecommendApplication, Outcome>
{
    private DateTimeOffset Now => clock.GetUtcNow();

    public Task<Outcome> Handle(ClaimApplication command, CancellationToken cancellationToken) =>
        session.DecideUnexaminedAsync(command.ApplicationId, null, a => ApplicationDecisions.Claim(a, actor.Current.Person, Now), cancellationToken);

    public Task<Outcome> Handle(ReleaseApplication command, CancellationToken cancellationToken) =>
        session.DecideUnexaminedAsync(command.ApplicationId, null, a => ApplicationDecisions.Release(a, actor.Current.Person, Now), cancellationToken);

    public Task<Outcome> Handle(SendBackApplication command, CancellationToken cancellationToken) =>
        session.DecideUnexaminedAsync(command.ApplicationId, command.Version, a => ApplicationDecisions.SendBack(a, actor.Current.Person, Now), cancellationToken);

    public Task<Outcome> Handle(DeclareConflict command, CancellationToken cancellationToken) =>
        session.DecideUnexaminedAsync(command.ApplicationId, null, a => ApplicationDecisions.DeclareConflict(a, actor.Current.Person, Now), cancellationToken);

    public Task<Outcome> Handle(TakeBackApplication command, CancellationToken cancellationToken) =>
        session.DecideAsync<Application, ApplicationEvent>(command.ApplicationId, null, a => ApplicationDecisions.ReleaseFrom(a, command.Reviewer, Now), cancellationToken);

    public Task<Outcome> Handle(AskApplicant command, CancellationToken cancellationToken)
    {
        var id = Messages.Store(session, command.ApplicationId, actor.Current.Person, MessageKind.Question, command.Question, Now);
        return session.DecideUnexaminedAsync(
            command.ApplicationId,
            command.Version,
            a => ApplicationDecisions.Ask(a, actor.Current.Person, id, Now),
            cancellationToken);
    }

    public async Task<Outcome> Handle(RecommendApplication command, CancellationToken cancellationToken)
    {
        var me = actor.Current.Person;
        var (instead, weighed) = await dossiers.WeighAsync(
            session,
            command.ApplicationId,
            command.ShownSha256,
            a => a.State == ApplicationState.Recommended && a.Reviewer == me && a.Recommendation == command.Verdict,
            cancellationToken);
        if (instead is not null)
        {
            return instead;
        }

        var id = Messages.Store(session, command.ApplicationId, me, MessageKind.Note, command.Note, Now);
        return await session.DecideUnexaminedAsync(
            command.ApplicationId,
            command.Version,
            a => ApplicationDecisions.Recommend(a, me, command.Verdict, weighed, id, command.ShownSha256, Now),
            cancellationToken);
    }
}
