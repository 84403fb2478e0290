using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Demonstration;

/// <summary>A moment of a story and what happens then.</summary>
/// <param name="After">How long after the beginning of the story.</param>
/// <param name="Play">What happens.</param>
public sealed record Scene(TimeSpan After, Func<Stage, Task> Play);

/// <summary>
/// Where scenes are played: sends the same commands that pages send, as the person who would send them. A command that
/// is refused ends the demonstration with its reason: a world with holes is no demonstration.
/// </summary>
public sealed class Stage(IServiceProvider services, World world, Cast cast)
{
    /// <summary>Words and names.</summary>
    public World World => world;

    /// <summary>The people of staff.</summary>
    public Cast Cast => cast;

    /// <summary>Commands sent so far.</summary>
    public int Sent => _sent;

    private const int Patience = 600;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private int _sent;

    /// <summary>A service of the platform.</summary>
    public T Service<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Sends a command and answers what it made.</summary>
    public async Task<Guid> SendAsync(Actor actor, ICommand command)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().ActAs(actor);
        var outcome = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command);
        Interlocked.Increment(ref _sent);
        return outcome.Ok
            ? outcome.Id ?? Guid.Empty
            : throw new InvalidOperationException($"The demonstration stopped: {command.GetType().Name} was refused ({string.Join(' ', outcome.Refusals.Select(r => r.Code))}).");
    }

    /// <summary>Reads from the store.</summary>
    public async Task<T> ReadAsync<T>(Func<IQuerySession, Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        await using var session = services.GetRequiredService<IDocumentStore>().QuerySession();
        return await read(session);
    }

    /// <summary>Loads what must be there.</summary>
    public async Task<T> LoadAsync<T>(Guid id)
        where T : notnull =>
        await ReadAsync(q => q.LoadAsync<T>(id)) ?? throw new InvalidOperationException($"The demonstration has no {typeof(T).Name} {id}.");

    /// <summary>Waits for what a job does.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        for (var tries = 0; !await condition(); tries++)
        {
            if (tries == Patience)
            {
                throw new InvalidOperationException("The demonstration stopped: the jobs do not get on. ./vz doctor tells why.");
            }

            await Task.Delay(Step);
        }
    }

    /// <summary>Opens an account and answers who acts from now on.</summary>
    public async Task<Actor> OpenAccountAsync(string email, Role role, string locale) =>
        Actor.OfPerson(await SendAsync(Actor.Anonymous, new OpenAccount(email, Cast.Password, role, locale)), [role]);

    /// <summary>Confirms an account's address as the link in the message does.</summary>
    public async Task ConfirmAsync(Actor person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var login = await LoadAsync<Login>(person.Person);
        await SendAsync(Actor.Anonymous, new ConfirmEmail(login.Id, Service<AccountTokens>().Make(login, AccountTokens.Confirm), Cast.Password));
    }
}
