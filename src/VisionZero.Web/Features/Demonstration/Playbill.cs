using VisionZero.Domain.Companies;

namespace VisionZero.Web.Features.Demonstration;

/// <summary>All stories of the demonstration world: the same each time but for today's date.</summary>
public sealed class Playbill
{
    private const int Seed = 20220101;
    private const string DoorLocale = "en";

    private Playbill(IReadOnlyList<Story> stories, IReadOnlyList<(string Role, string Address)> doors)
    {
        Stories = stories;
        Doors = doors;
    }

    /// <summary>The stories.</summary>
    public IReadOnlyList<Story> Stories { get; }

    /// <summary>Accounts to sign in with: what one is, and its address.</summary>
    public IReadOnlyList<(string Role, string Address)> Doors { get; }

    /// <summary>One story of each kind, those with a printed account among them: enough to see that every kind can be played.</summary>
    public Playbill OneOfEach() => new([.. Stories.OrderBy(s => s.Locale != DoorLocale).DistinctBy(s => s.Kind)], Doors);

    /// <summary>Writes them.</summary>
    public static Playbill Write(World world, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(world);
        var people = world.People(Seed).ToList();
        Ending[] endings = [.. Endings.All.SelectMany(e => Enumerable.Repeat(e.Ending, e.Trainers))];
        new Random(Seed).Shuffle(endings);
        var doors = new Doorkeeper();
        var stories = new List<Story>();
        for (var i = 0; i < endings.Length; i++)
        {
            var (land, name) = people[i];
            stories.Add(new TrainerStory(i, land, name, endings[i], doors.Address(endings[i], land, i), now));
        }

        var number = 0;
        foreach (var land in world.Lands)
        {
            foreach (var (name, kind) in land.Companies.Select(n => (n, SupporterKind.Company)).Concat(land.Partners.Select(n => ($"{n}|public", SupporterKind.Partner))))
            {
                var signatory = people[endings.Length + number].Name;
                stories.Add(new CompanyStory(number, land, name, kind, signatory, doors.Company(land, number), now));
                number++;
            }
        }

        return new Playbill(stories, doors.Open);
    }

    // The first who fits gets the short address that is printed; the others get one that nobody needs to know.
    private sealed class Doorkeeper
    {
        private readonly Dictionary<Ending, (string Role, string Name)> _wanted = new()
        {
            [Ending.Unregistered] = ("account that is not registered as trainer", "visitor"),
            [Ending.Registered] = ("trainer, new", "newcomer"),
            [Ending.Assessing] = ("trainer, in the middle of the assessment", "candidate"),
            [Ending.TakesProfessional] = ("trainer with Foundation, takes Professional", "trainer"),
            [Ending.Practising] = ("trainer with a session plan for the teaching practice", "practitioner"),
            [Ending.Professional] = ("trainer with Professional, listed", "professional"),
        };

        private bool _company;

        public List<(string Role, string Address)> Open { get; } =
        [
            ("reviewer", Cast.Address("reviewer")),
            ("approver", Cast.Address("approver")),
            ("assessor", Cast.Address("assessor")),
            ("administrator", Cast.Address("administrator")),
        ];

        public string Address(Ending ending, Land land, int number)
        {
            if (land.Locale != DoorLocale || !_wanted.Remove(ending, out var door))
            {
                return Cast.Address($"trainer-{number + 1}");
            }

            Open.Add((door.Role, Cast.Address(door.Name)));
            return Cast.Address(door.Name);
        }

        public string Company(Land land, int number)
        {
            if (_company || land.Locale != DoorLocale)
            {
                return Cast.Address($"company-{number + 1}");
            }

            _company = true;
            Open.Add(("company", Cast.Address("company")));
            return Cast.Address("company");
        }
    }
}
