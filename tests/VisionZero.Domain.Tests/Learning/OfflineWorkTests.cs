using FsCheck.Fluent;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Learning;

/// <summary>Work without a connection: whatever is cut, sent twice or told late, all devices come to the same.</summary>
public sealed class OfflineWorkTests
{
    private static readonly Guid Phone = Person(70);
    private static readonly Guid Tablet = Person(71);
    private static readonly DateTimeOffset Back = Noon.AddDays(14);

    private enum Act
    {
        Read,
        Answer,
        Send,
        SendAndLoseTheAnswer,
    }

    [Fact]
    public void What_two_devices_did_in_a_fortnight_comes_to_what_a_plain_account_of_it_says()
    {
        var (twice, overtaken) = (0, 0);
        var step = from act in Gen.Frequency((5, Gen.Constant(Act.Read)), (5, Gen.Constant(Act.Answer)), (2, Gen.Constant(Act.Send)), (1, Gen.Constant(Act.SendAndLoseTheAnswer)))
                   from device in Gen.Elements(0, 1)
                   from number in Gen.Choose(0, 500)
                   select (act, device, number);

        Always.HoldsForSequences(step, longest: 80, steps =>
        {
            var state = Enrolment.Evolve(new Enrolment(), Learner.Enrolled);
            List<EnrolmentEvent> history = [];
            Device[] devices = [new(Phone), new(Tablet)];
            // Each device by its own minutes: now and then both do something at one instant.
            foreach (var (act, who, number) in steps)
            {
                var device = devices[who];
                switch (act)
                {
                    case Act.Read:
                        device.Read(1 + (number % 2));
                        break;
                    case Act.Answer:
                        device.Answer(1 + (number % 2), number);
                        break;
                    default:
                        Send(device, 1 + (number % 5), arrives: act == Act.Send);
                        break;
                }
            }

            foreach (var device in devices)
            {
                Send(device, int.MaxValue, arrives: true);
                Send(device, int.MaxValue, arrives: true);
            }

            OfflineStep[] all = [.. devices.SelectMany(d => d.Done)];
            state.Lessons.Order().ShouldBe(all.Where(s => s.Chosen is null).Select(s => Enrolment.LessonKey(s.Rule, s.Key)).Distinct().Order());
            var last = all.Where(s => s.Chosen is not null).GroupBy(s => s.Key).Select(g => g.MaxBy(s => (s.At, string.Concat(s.Chosen!)))!).ToDictionary(s => s.Key, s => string.Concat(s.Chosen!));
            state.Checks.ToDictionary(c => c.ItemId, c => string.Concat(c.Chosen)).ShouldBe(last, ignoreOrder: true);
            history.OfType<EnrolmentEvent.CheckAnswered>().Count().ShouldBe(all.Count(s => s.Chosen is not null));
            history.OfType<EnrolmentEvent.LessonCompleted>().Count().ShouldBe(state.Lessons.Count);

            void Send(Device device, int most, bool arrives)
            {
                var part = device.Done.Skip(device.Told).Take(most).ToList();
                var handed = OfflineWork.HandOver(state, Foundation, device.Id, part, Back, Back);
                handed.Refused.ShouldBeEmpty();
                twice += part.Count > 0 && handed.Events.Count == 0 ? 1 : 0;
                overtaken += handed.Events.OfType<EnrolmentEvent.CheckAnswered>().Count(e => state.AnsweredAt.GetValueOrDefault(e.ItemId) > e.AnsweredAt);
                state = handed.Events.Aggregate(state, Enrolment.Evolve);
                history.AddRange(handed.Events);
                device.Told += arrives ? part.Count : 0;
            }
        });

        // The walk is only worth something if it comes to where things can go wrong.
        twice.ShouldBeGreaterThan(0);
        overtaken.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_answer_given_last_stands_whichever_device_tells_first()
    {
        var read = Given.Enrolment(Learner.Enrolled, new EnrolmentEvent.LessonCompleted(1, "one", Noon), new EnrolmentEvent.LessonCompleted(1, "two", Noon)).State;

        var late = Hand(read, Tablet, new OfflineStep(1, 1, "c1-1", ["a"], Noon.AddHours(5)));
        var both = Hand(late, Phone, new OfflineStep(1, 1, "c1-1", ["b"], Noon.AddHours(3)));

        both.Checks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Chosen.ShouldBe(["a"]), c => c.Right.ShouldBeTrue());
        both.AnsweredAt.ShouldBe(new Dictionary<string, DateTimeOffset> { ["c1-1"] = Noon.AddHours(5) });
        both.Completed.ShouldBe(["c1-1"]);
        both.Devices.ShouldBe(new Dictionary<Guid, int> { [Tablet] = 1, [Phone] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public void What_a_device_counted_first_was_done_first_also_in_another_part()
    {
        var read = Given.Enrolment(Learner.Enrolled, new EnrolmentEvent.LessonCompleted(1, "one", Noon), new EnrolmentEvent.LessonCompleted(1, "two", Noon)).State;
        // The clock ran a day ahead and was set right before the second and third answer.
        var first = Hand(read, Phone, new OfflineStep(1, 1, "c1-1", ["a"], Back.AddDays(1)));
        var then = Hand(first, Phone, new OfflineStep(2, 1, "c1-1", ["c"], Back.AddHours(-2)), new OfflineStep(3, 1, "c1-1", ["b"], Back.AddHours(-1)));

        then.Checks.ShouldHaveSingleItem().Chosen.ShouldBe(["b"]);
    }

    [Fact]
    public void With_a_connection_the_answer_told_last_stands_whatever_the_servers_clocks_say()
    {
        var read = Given.Enrolment(Learner.Enrolled, new EnrolmentEvent.CheckAnswered(1, "c1-1", ["a"], true, Noon.AddSeconds(2)), new EnrolmentEvent.CheckAnswered(1, "c1-1", ["b"], false, Noon)).State;

        read.Checks.ShouldHaveSingleItem().Chosen.ShouldBe(["b"]);
    }

    [Fact]
    public void What_cannot_be_taken_is_said_by_its_number_and_holds_nothing_up()
    {
        var handed = OfflineWork.HandOver(
            Given.Enrolment(Learner.Enrolled).State,
            Foundation,
            Phone,
            [new(4, 1, "two", null, Noon), new(1, 1, "three", null, Noon), new(2, 1, "two", null, Noon), new(3, 1, "one", null, Noon), new(5, 9, "c1-1", ["a"], Noon), new(6, 1, "c1-2", [], Noon)],
            Back,
            Back);

        handed.Events.ShouldBe([new EnrolmentEvent.LessonCompleted(1, "one", Back, Noon.AddTicks(2)), new EnrolmentEvent.LessonCompleted(1, "two", Back, Noon.AddTicks(3)), new EnrolmentEvent.OfflineWorkHandedOver(Phone, 4, Back, Noon.AddTicks(3))]);
        handed.Refused.Select(r => (r.Number, r.Refusal.Code)).ShouldBe([(1, "enrolment.no-such-lesson"), (2, "enrolment.earlier-lesson-first"), (5, "enrolment.no-such-question"), (6, "enrolment.choose-an-answer")]);
    }

    [Theory]
    [InlineData(0, 0, 3, 3)]
    [InlineData(0, 1, 3, 3)]
    // A clock a year behind, and one two hours ahead.
    [InlineData(365 * 24 * 60, 0, 3, 3)]
    [InlineData(-120, 0, 3, 3)]
    // Before the learner enrolled, and after now.
    [InlineData(0, 0, -60, 0)]
    [InlineData(0, 0, 60 * 24 * 365, 14 * 24 * 60)]
    public void A_wrong_clock_is_set_right_and_nothing_is_done_before_enrolling_or_after_now(int behind, int secondsOff, int minutes, int expected)
    {
        var enrolled = Given.Enrolment(Learner.Enrolled).State;
        var clock = TimeSpan.FromMinutes(-behind) + TimeSpan.FromSeconds(secondsOff);

        var handed = OfflineWork.HandOver(enrolled, Foundation, Phone, [new OfflineStep(1, 1, "one", null, Noon.AddMinutes(minutes - behind))], Back + clock, Back);

        handed.Events.OfType<EnrolmentEvent.LessonCompleted>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.At.ShouldBe(Back),
            e => e.ReadAt.ShouldBe(Noon.AddMinutes(expected)));
    }

    [Fact]
    public void What_came_first_on_a_device_is_said_by_its_count_and_not_by_a_clock_that_ran_ahead()
    {
        var read = Given.Enrolment(Learner.Enrolled, new EnrolmentEvent.LessonCompleted(1, "one", Noon), new EnrolmentEvent.LessonCompleted(1, "two", Noon)).State;

        Hand(read, Phone, new OfflineStep(1, 1, "c1-1", ["b"], Back.AddDays(1)), new OfflineStep(2, 1, "c1-1", ["a"], Back.AddDays(1).AddMinutes(1))).Checks.ShouldHaveSingleItem().Chosen.ShouldBe(["a"]);
        Hand(read, Phone, new OfflineStep(1, 1, "c1-1", ["b"], Noon.AddHours(9)), new OfflineStep(2, 1, "c1-1", ["a"], Noon.AddHours(8))).Checks.ShouldHaveSingleItem().Chosen.ShouldBe(["a"]);
    }

    [Fact]
    public void What_was_refused_is_refused_again_when_the_answer_got_lost()
    {
        var enrolled = Given.Enrolment(Learner.Enrolled).State;
        OfflineStep[] steps = [new(1, 1, "two", null, Noon), new(2, 1, "one", null, Noon.AddMinutes(1))];
        var first = OfflineWork.HandOver(enrolled, Foundation, Phone, steps[..1], Back, Back);
        var both = OfflineWork.HandOver(enrolled, Foundation, Phone, [new(1, 1, "no-such", null, Noon), steps[1]], Back, Back);

        first.Refused.ShouldHaveSingleItem().Number.ShouldBe(1);
        var again = OfflineWork.HandOver(both.Events.Aggregate(enrolled, Enrolment.Evolve), Foundation, Phone, [new(1, 1, "no-such", null, Noon), steps[1]], Back, Back);
        again.Refused.ShouldHaveSingleItem().Number.ShouldBe(1);
        again.Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_clock_that_says_the_end_of_the_world_breaks_nothing()
    {
        var handed = OfflineWork.HandOver(Given.Enrolment(Learner.Enrolled).State, Foundation, Phone, [new OfflineStep(1, 1, "one", null, DateTimeOffset.MaxValue), new OfflineStep(2, 1, "two", null, DateTimeOffset.MinValue)], DateTimeOffset.MinValue, Back);

        handed.Events.OfType<EnrolmentEvent.LessonCompleted>().Select(e => e.ReadAt).ShouldBe([Back.AddTicks(-1), Back]);
    }

    private static Enrolment Hand(Enrolment enrolment, Guid device, params OfflineStep[] steps) =>
        OfflineWork.HandOver(enrolment, Foundation, device, steps, Back, Back).Events.Aggregate(enrolment, Enrolment.Evolve);

    /// <summary>What a device knows by itself, and what it was told has arrived.</summary>
    private sealed class Device(Guid id)
    {
        private readonly HashSet<string> _read = [];

        public Guid Id => id;

        public List<OfflineStep> Done { get; } = [];

        public int Told { get; set; }

        private DateTimeOffset Now => Noon.AddMinutes(Done.Count);

        public void Read(int rule)
        {
            if (Foundation.Rule(rule).Lessons.FirstOrDefault(l => _read.Add(Enrolment.LessonKey(rule, l))) is { } next)
            {
                Done.Add(new OfflineStep(Done.Count + 1, rule, next, null, Now));
            }
        }

        public void Answer(int rule, int number)
        {
            if (Foundation.Rule(rule).Lessons.All(l => _read.Contains(Enrolment.LessonKey(rule, l))))
            {
                Done.Add(new OfflineStep(Done.Count + 1, rule, $"c{rule}-1", [Foundation.Rule(rule).Check[0].Options[number % 4]], Now));
            }
        }
    }
}
