using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Practices;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Demonstration;

/// <summary>The people of OSH staff, and the accounts that a visitor of the demonstration may use.</summary>
public sealed class Cast
{
    /// <summary>Password of every account of the demonstration; it is printed, and the accounts exist nowhere else.</summary>
    public const string Password = "demonstration";

    /// <summary>Address of a person by a short name.</summary>
    public static string Address(string name) => $"{name}@demonstration.example";

    /// <summary>Who reviews.</summary>
    public IReadOnlyList<Actor> Reviewers { get; private set; } = [];

    /// <summary>Who decides.</summary>
    public IReadOnlyList<Actor> Approvers { get; private set; } = [];

    /// <summary>Who marks teaching practice.</summary>
    public IReadOnlyList<Actor> Assessors { get; private set; } = [];

    /// <summary>Makes the administrator with a first link and invites the others.</summary>
    public async Task EnterAsync(Stage stage, string token)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var people = stage.World.People(seed: 1).Select(p => p.Name.Latin ?? p.Name.Native).Skip(120).Take(9).ToList();
        var id = await stage.SendAsync(Actor.Anonymous, new MakeFirstAdministrator(token, Address("administrator"), people[0], Password, "en"));
        var administrator = Actor.OfPerson(id, [Role.Administrator]);
        Reviewers =
        [
            await InviteAsync("reviewer", people[1], Role.Reviewer),
            await InviteAsync("reviewer-2", people[2], Role.Reviewer),
            await InviteAsync("reviewer-3", people[3], Role.Reviewer),
        ];
        Approvers =
        [
            await InviteAsync("approver", people[4], Role.Approver),
            await InviteAsync("approver-2", people[5], Role.Approver),
        ];
        Assessors =
        [
            await InviteAsync("assessor", people[6], Role.Assessor),
            await InviteAsync("assessor-2", people[7], Role.Assessor),
            await InviteAsync("assessor-3", people[8], Role.Assessor),
        ];

        async Task<Actor> InviteAsync(string address, string name, Role role)
        {
            var invited = await stage.SendAsync(administrator, new InviteStaff(Address(address), name, [role], "en"));
            var login = await stage.LoadAsync<Login>(invited);
            await stage.SendAsync(Actor.Anonymous, new ResetPassword(invited, stage.Service<AccountTokens>().Make(login, AccountTokens.Reset), Password));
            return Actor.OfPerson(invited, [role]);
        }
    }

    /// <summary>Lets the assessors offer sessions in the next two weeks.</summary>
    public async Task OfferSessionsAsync(Stage stage, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        foreach (var (assessor, i) in Assessors.Select((a, i) => (a, i)))
        {
            foreach (var (language, days) in new[] { ("en", 3), ("zh", 6), ("en", 10) })
            {
                await stage.SendAsync(assessor, new OfferSlot(day.AddDays(days + i).AddHours(8 + (3 * i)), 60, language, i == 2 ? SlotWay.OnSite : SlotWay.Remote, i == 2 ? "Training centre, room 2" : "https://meet.demonstration.example/practice", "Geneva"));
            }
        }
    }
}
