using VisionZero.Web.Content;
using VisionZero.Web.Features.Practices;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Demonstration;

/// <content>The assessed teaching practice.</content>
public sealed partial class TrainerStory
{
    private Guid _practice;
    private IReadOnlyList<Actor> _assessors = [];
    private int[] _levels = [];

    private void Practise()
    {
        // One in five needs the second attempt.
        if (_ending is not (Ending.Practising or Ending.InMarking) && Random.Next(5) == 0)
        {
            PractiseOnce(passes: false);
            Wait(10, 30);
        }

        PractiseOnce(passes: true);
    }

    private void PractiseOnce(bool passes)
    {
        Then(1, 10, async stage =>
        {
            _assessors = [.. stage.Cast.Assessors.OrderBy(_ => Random.Next())];
            _levels = [.. stage.Service<RubricLibrary>().Newest.Outline.Criteria.Select((_, i) => passes ? Random.Next(3, 5) : i == 0 ? 1 : Random.Next(1, 4))];
            _practice = await stage.SendAsync(_actor, new BeginPractice());
            await stage.SendAsync(_actor, new HandInPlan(_practice, Paper.Plan(Random)));
        });
        if (_ending == Ending.Practising)
        {
            return;
        }

        Then(1, 5, async stage =>
        {
            await stage.SendAsync(_actor, new LinkRecording(_practice, $"https://video.demonstration.example/{_practice:N}", stage.World.In(_land.Locale).RecordingAccess));
            await stage.SendAsync(_actor, new HandInPractice(_practice));
        });
        Mark(0, _ => 0);
        if (_ending == Ending.InMarking)
        {
            return;
        }

        // Mostly one level up or down in a criterion or two; of those that pass one in eight lies so far apart that a third marks.
        var apart = passes && Random.Next(8) == 0;
        Mark(1, i => apart ? -2 : i is 1 or 2 ? Random.Next(-1, 2) : 0);
        if (apart)
        {
            Mark(2, _ => 0);
        }
    }

    private void Mark(int assessor, Func<int, int> difference) => Then(0.3, 3, async stage =>
    {
        var criteria = stage.Service<RubricLibrary>().Newest.Outline.Criteria;
        var words = stage.World.In(_land.Locale);
        await stage.SendAsync(_assessors[assessor], new TakeUpPractice(_practice));
        var levels = criteria.Select((c, i) => (c, Level: Math.Clamp(_levels[i] + difference(i), 1, 4))).ToDictionary(l => l.c, l => l.Level);
        await stage.SendAsync(_assessors[assessor], new MarkPractice(_practice, levels, criteria.ToDictionary(c => c, _ => words.OnCriterion), words.OnPractice));
    });
}
