using MediatR;
using VisionZero.Domain.Common;

namespace VisionZero.Web.Pipeline;

/// <summary>A wish to change something. One file holds the command, its check and its handler.</summary>
public interface ICommand : IRequest<Outcome>
{
    /// <summary>What can be said against it without looking anything up: missing or malformed fields.</summary>
    IEnumerable<Refusal> Check() => [];
}

/// <summary>What became of a command.</summary>
/// <param name="Refusals">Why it was refused; empty if done.</param>
public sealed record Outcome(IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Done.</summary>
    public static Outcome Done { get; } = new([]);

    /// <summary>The thing does not exist, or is not this person's to see.</summary>
    public static Outcome NotFound { get; } = new([Refusal.Of("general.not-found")]) { IsNotFound = true };

    /// <summary>Somebody changed it since the form was shown; nothing was written.</summary>
    public static Outcome Conflict { get; } = new([Refusal.Of("general.changed-meanwhile")]) { IsConflict = true };

    /// <summary>Whether it was done (or had been done already).</summary>
    public bool Ok => Refusals.Count == 0;

    /// <summary>Identity of what was made, if something was.</summary>
    public Guid? Id { get; init; }

    /// <summary>Whether somebody else was faster.</summary>
    public bool IsConflict { get; init; }

    /// <summary>Whether there is no such thing for this person.</summary>
    public bool IsNotFound { get; init; }

    /// <summary>Whether what the handler wrote is kept although it refused (a counted failure, say).</summary>
    public bool KeepsWrites { get; init; }

    /// <summary>Done, and this was made.</summary>
    public static Outcome Made(Guid id) => new([]) { Id = id };

    /// <summary>Refused.</summary>
    public static Outcome Refused(params IEnumerable<Refusal> refusals) => new([.. refusals]);
}

/// <summary>Who may send a command. A command without a rule fails the tests and is refused at run time.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class AuthorisationRuleAttribute : Attribute
{
    /// <summary>Whether this rule lets the actor through; one that does is enough.</summary>
    public abstract bool Permits(Actor actor);
}

/// <summary>Anyone, signed in or not (registration, sign-in, forgotten password).</summary>
public sealed class AllowAnyoneAttribute : AuthorisationRuleAttribute
{
    /// <inheritdoc/>
    public override bool Permits(Actor actor) => true;
}

/// <summary>Any signed-in person, acting on what is theirs: the handler looks up by the actor's account.</summary>
public sealed class AllowSignedInAttribute : AuthorisationRuleAttribute
{
    /// <inheritdoc/>
    public override bool Permits(Actor actor) => actor.AccountId is not null;
}

/// <summary>People with one of these roles.</summary>
public sealed class AllowAttribute(params Role[] roles) : AuthorisationRuleAttribute
{
    /// <summary>The roles.</summary>
    public IReadOnlyList<Role> Roles { get; } = roles;

    /// <inheritdoc/>
    public override bool Permits(Actor actor) => Roles.Any(actor.Roles.Contains);
}

/// <summary>Jobs of the platform itself.</summary>
public sealed class AllowJobAttribute : AuthorisationRuleAttribute
{
    /// <inheritdoc/>
    public override bool Permits(Actor actor) => actor.IsJob;
}
