using Marten;
using MediatR;
using Microsoft.AspNetCore.Identity;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Common;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Invites a person of staff; the message carries a link to set a password.</summary>
[Allow(Role.Administrator)]
public sealed record InviteStaff(string Email, string Name, IReadOnlyList<Role> Roles, string Locale) : ICommand
{
    /// <summary>Roles that are given by invitation.</summary>
    public static readonly IReadOnlyList<Role> StaffRoles = [Role.Reviewer, Role.Approver, Role.Administrator, Role.Assessor];

    /// <inheritdoc/>
    public IEnumerable<Refusal> Check()
    {
        if (!Emails.IsAddress(Email))
        {
            yield return Refusal.At(nameof(Email), "account.email");
        }

        if (!Text.IsName(Text.Tidy(Name)))
        {
            yield return Refusal.At(nameof(Name), "trainer.name");
        }

        if (Roles is not { Count: > 0 } || !Roles.All(StaffRoles.Contains))
        {
            yield return Refusal.At(nameof(Roles), "account.staff-roles");
        }
    }
}

/// <summary>Sets the roles of a person of staff; their sessions end.</summary>
[Allow(Role.Administrator)]
public sealed record ChangeRoles(Guid AccountId, IReadOnlyList<Role> Roles) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => Roles is { Count: > 0 } && Roles.All(InviteStaff.StaffRoles.Contains)
        ? []
        : [Refusal.At(nameof(Roles), "account.staff-roles")];
}

/// <summary>Closes an account: the sign-in document is deleted, sessions end. Administrators, and the erasure of a trainer.</summary>
[Allow(Role.Administrator)]
[AllowJob]
public sealed record CloseAccount(Guid AccountId) : ICommand;

internal sealed class InviteStaffHandler(IDocumentSession session, UserManager<Login> users, ActorContext actor, TimeProvider clock) : IRequestHandler<InviteStaff, Outcome>
{
    public async Task<Outcome> Handle(InviteStaff command, CancellationToken cancellationToken)
    {
        if (await users.FindByEmailAsync(command.Email.Trim()) is not null)
        {
            return Outcome.Refused(Refusal.At(nameof(command.Email), "account.email-known"));
        }

        var now = clock.GetUtcNow();
        var login = new Login
        {
            Id = Guid.CreateVersion7(now),
            Email = command.Email.Trim(),
            StaffName = Text.Tidy(command.Name),
            Roles = [.. command.Roles.Distinct()],
            Locale = command.Locale,
        };
        await users.CreateAsync(login);
        session.Events.StartStream<Account>(login.Id, new AccountEvent.Invited(login.Roles, actor.Current.Person, command.Locale, now));
        return Outcome.Made(login.Id);
    }
}

internal sealed class ChangeRolesHandler(IDocumentSession session, ActorContext actor, SessionRegistry registry, TimeProvider clock) : IRequestHandler<ChangeRoles, Outcome>
{
    public async Task<Outcome> Handle(ChangeRoles command, CancellationToken cancellationToken)
    {
        var login = await session.LoadAsync<Login>(command.AccountId, cancellationToken);
        if (login?.StaffName is null)
        {
            return Outcome.NotFound;
        }

        if (login.Id == actor.Current.AccountId)
        {
            return Outcome.Refused(Refusal.Of("account.own-roles"));
        }

        login.Roles = [.. command.Roles.Distinct()];
        session.Store(login);
        await session.AppendAsync<Account>(login.Id, cancellationToken, new AccountEvent.RolesChanged(login.Roles, actor.Current.Person));
        await registry.EndAllAsync(session, login.Id, keep: null, clock.GetUtcNow(), cancellationToken);
        return Outcome.Done;
    }
}

internal sealed class CloseAccountHandler(IDocumentSession session, ActorContext actor, SessionRegistry registry, TimeProvider clock) : IRequestHandler<CloseAccount, Outcome>
{
    public async Task<Outcome> Handle(CloseAccount command, CancellationToken cancellationToken)
    {
        var login = await session.LoadAsync<Login>(command.AccountId, cancellationToken);
        if (login is null)
        {
            return Outcome.Done;
        }

        if (login.Id == actor.Current.AccountId)
        {
            return Outcome.Refused(Refusal.Of("account.own-roles"));
        }

        await registry.EndAllAsync(session, login.Id, keep: null, clock.GetUtcNow(), cancellationToken);
        session.Delete(login);
        if (login.StaffName is { } name)
        {
            session.Store(new FormerStaff { Id = login.Id, Name = name });
        }

        await session.AppendAsync<Account>(login.Id, cancellationToken, new AccountEvent.Closed(clock.GetUtcNow()));
        return Outcome.Done;
    }
}
