using System.Globalization;
using Marten;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Name of a person of staff whose account is closed: the trail of what they decided goes on naming them.</summary>
public sealed record FormerStaff
{
    /// <summary>The account that was.</summary>
    public Guid Id { get; init; }

    /// <summary>The name they worked under.</summary>
    public string Name { get; init; } = "";
}

/// <summary>Names of the people of staff, those who have left too.</summary>
public sealed class StaffNames
{
    private readonly Dictionary<Guid, string> _names;

    private StaffNames(Dictionary<Guid, string> names) => _names = names;

    /// <summary>Reads them.</summary>
    public static async Task<StaffNames> LoadAsync(IQuerySession session, CancellationToken ct)
    {
        var names = (await session.Query<FormerStaff>().ToListAsync(ct)).ToDictionary(f => f.Id, f => f.Name);
        foreach (var login in await session.Query<Login>().Where(l => l.StaffName != null).ToListAsync(ct))
        {
            names[login.Id] = login.StaffName!;
        }

        return new StaffNames(names);
    }

    /// <summary>Name of a person of staff, or null for anybody else.</summary>
    public string? Of(Guid account) => _names.GetValueOrDefault(account);

    /// <summary>The account that the log names as actor, or null if it was no person.</summary>
    public static Guid? Account(string? actor) =>
        actor?.StartsWith("person:", StringComparison.Ordinal) == true && Guid.TryParse(actor.AsSpan(7), CultureInfo.InvariantCulture, out var account)
            ? account
            : null;
}
