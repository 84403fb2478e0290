using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Learning;

namespace VisionZero.Web.Features.Demonstration;

/// <content>Lessons, checks, assessment, action plan.</content>
public sealed partial class TrainerStory
{
    private Guid _enrolment;

    private void Study(Level level, int rules)
    {
        foreach (var rule in Enumerable.Range(1, rules))
        {
            Then(0.2, 3, async stage =>
            {
                var learnt = (await LearntAsync(stage)).Rule(rule);
                foreach (var lesson in learnt.Lessons)
                {
                    await stage.SendAsync(_actor, new CompleteLesson(_enrolment, rule, lesson.Key));
                }

                await stage.SendAsync(_actor, new AnswerCheck(_enrolment, rule, [.. learnt.Check.Select(i => Answer(i, right: Random.Next(4) > 0))]));
            });
        }
    }

    // One in four asks for other conditions; two of three of them know already.
    private void AskForAdjustment()
    {
        if (Random.Next(4) != 0)
        {
            return;
        }

        Then(0.1, 1, stage => stage.SendAsync(_actor, new AskForAdjustment(_enrolment, ExtraTime: true, LargerType: Random.Next(3) == 0, Paper: Random.Next(4) == 0, stage.World.In(_land.Locale).Adjustment)));
        if (Random.Next(3) != 0)
        {
            Then(0.3, 3, async stage =>
            {
                var enrolment = await stage.LoadAsync<Enrolment>(_enrolment);
                await stage.SendAsync(Pick(stage.Cast.Reviewers), new GrantAdjustment(_enrolment, enrolment.Version, 25, LargerType: false, Paper: false));
            });
        }
    }

    private async Task<Course> LearntAsync(Stage stage)
    {
        var enrolment = await stage.LoadAsync<Enrolment>(_enrolment);
        return stage.Service<CourseLibrary>().Find(enrolment.Course, enrolment.CourseVersion) ?? throw new InvalidOperationException($"The demonstration learns {enrolment.Course} v{enrolment.CourseVersion}, which is not written.");
    }

    private void Exam(Level level)
    {
        if (level == Level.Foundation && _ending is Ending.Failed or Ending.UsedUp)
        {
            Attempt(level, passes: false);
            if (_ending == Ending.UsedUp)
            {
                Wait(2, 6);
                Attempt(level, passes: false);
            }

            return;
        }

        // One in eight needs the second attempt.
        if (Random.Next(8) == 0)
        {
            Attempt(level, passes: false);
            Wait(1, 5);
        }

        Attempt(level, passes: true);
    }

    private void Attempt(Level level, bool passes)
    {
        Then(0.2, 2, StartAsync);
        Then(0.01, 0.02, async stage =>
        {
            var running = (await stage.LoadAsync<Enrolment>(_enrolment)).Running()!;
            var course = await LearntAsync(stage);
            GivenAnswer[] answers = [.. running.Questions.Select(q => Answer(course.Item(q.ItemId)!, right: Random.Next(100) < (passes ? 88 : 30)))];
            // Chance must not turn a pass into a fail, nor the other way round.
            var needed = (int)Math.Ceiling(answers.Length * stage.Service<Scheme>().Policy.For(level).PassMarkPercent / 100.0);
            answers = [.. answers.Select((a, i) => passes && i < needed ? Answer(course.Item(a.ItemId)!, right: true) : !passes && i >= needed - 1 ? Answer(course.Item(a.ItemId)!, right: false) : a)];
            await stage.SendAsync(_actor, new SaveAnswers(_enrolment, running.Number, answers));
            await stage.SendAsync(_actor, new SubmitAssessment(_enrolment, running.Number));
        });
    }

    private Task StartAsync(Stage stage) => stage.SendAsync(_actor, new StartAssessment(_enrolment, Random.NextInt64()));

    private void Plan(Level level) =>
        Then(0.1, 3, async stage =>
        {
            var words = stage.World.In(_land.Locale).Goals;
            var enrolment = await stage.LoadAsync<Enrolment>(_enrolment);
            var by = DateOnly.FromDateTime(stage.Service<TimeProvider>().GetUtcNow().UtcDateTime).AddMonths(3);
            var goals = GoldenRules.All.ToDictionary(r => r, r => (IReadOnlyList<Goal>)[new Goal(words[r - 1], by.AddDays(30 * (r % 3)))]);
            await stage.SendAsync(_actor, new WriteActionPlan(_enrolment, enrolment.Version, goals));
        });

    private GivenAnswer Answer(Item item, bool right)
    {
        var words = right ? item.Key.RightAnswer() : item.Key.WrongAnswer();
        return item.Key.Kind switch
        {
            ItemKind.Number => new(item.Key.Id, [], words[0]),
            ItemKind.Text => new(item.Key.Id, [], right ? item.In(_land.Locale).Accepted[0] : "?"),
            _ => new(item.Key.Id, words),
        };
    }
}
