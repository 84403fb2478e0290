namespace VisionZero.Web.Features.Demonstration;

/// <summary>A sequence of scenes. It is written forward from its beginning and then laid so that it ends when it must.</summary>
public abstract class Story(Random random, DateTimeOffset now)
{
    private readonly List<Scene> _scenes = [];
    private TimeSpan _at;
    private DateTimeOffset _begins;
    private int _played;

    /// <summary>What tells this story from those that go another way.</summary>
    public abstract string Kind { get; }

    /// <summary>Language in which it happens.</summary>
    public abstract string Locale { get; }

    /// <summary>Scenes in all.</summary>
    public int Length => _scenes.Count;

    /// <summary>Decides everything that is left to chance; seeded, so that the world is the same each time.</summary>
    protected Random Random => random;

    /// <summary>Plays the scenes that lie before a moment and answers how many there were.</summary>
    public async Task<int> PlayAsync(Stage stage, DemonstrationClock clock, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var before = _played;
        for (; _played < _scenes.Count && _begins + _scenes[_played].After < until; _played++)
        {
            clock.Stand(_begins + _scenes[_played].After);
            await _scenes[_played].Play(stage);
        }

        return _played - before;
    }

    /// <summary>The first moment.</summary>
    public DateTimeOffset Begins => _begins;

    /// <summary>Adds a scene some days after the one before.</summary>
    protected void Then(double least, double most, Func<Stage, Task> play)
    {
        Wait(least, most);
        _scenes.Add(new Scene(_at, play));
    }

    /// <summary>Lets days pass.</summary>
    protected void Wait(double least, double most) => _at += TimeSpan.FromDays(least + (random.NextDouble() * (most - least))) + TimeSpan.FromMinutes(2);

    /// <summary>Lays the story so that its last scene was so many days ago.</summary>
    protected void EndsAgo(int least, int most) =>
        _begins = now - TimeSpan.FromDays(least + (random.NextDouble() * (most - least))) - TimeSpan.FromMinutes(5) - _at;

    /// <summary>One of several.</summary>
    protected T Pick<T>(IReadOnlyList<T> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return choices[random.Next(choices.Count)];
    }
}
