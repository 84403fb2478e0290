namespace VisionZero.Web.Features.Demonstration;

/// <summary>
/// The clock of a world whose past is being played: whoever plays a scene stands at the scene's moment, everything else
/// (jobs, pages) at the moment that has been reached. Once the present is reached it is the system's clock.
/// </summary>
public sealed class DemonstrationClock : TimeProvider
{
    private readonly AsyncLocal<DateTimeOffset?> _scene = new();
    private long _reached;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        _scene.Value
        ?? (Interlocked.Read(ref _reached) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : base.GetUtcNow());

    /// <summary>Puts the current flow of work at this moment.</summary>
    public void Stand(DateTimeOffset at) => _scene.Value = at;

    /// <summary>Moves everything that is not in a scene to this moment.</summary>
    public void Reach(DateTimeOffset at) => Interlocked.Exchange(ref _reached, at.UtcTicks);

    /// <summary>The past is played; from now on this is the system's clock.</summary>
    public void ReachPresent() => Interlocked.Exchange(ref _reached, 0);
}
