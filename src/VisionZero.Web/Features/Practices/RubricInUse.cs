using Marten;
using VisionZero.Domain.Practices;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Practices;

/// <summary>
/// What a version of the rubric asked for when the first practice was begun with it: its criteria in order, and their
/// levels. Marks are kept by these keys and added up by these levels, so they stay as they are; words may be mended.
/// </summary>
public sealed record RubricInUse
{
    /// <summary>Folder of the version, e.g. <c>v1</c>.</summary>
    public string Id { get; init; } = "";

    /// <summary>Keys of the criteria, in order.</summary>
    public IReadOnlyList<string> Criteria { get; init; } = [];

    /// <summary>Levels of each.</summary>
    public int Levels { get; init; }

    /// <summary>What is kept of a rubric.</summary>
    public static RubricInUse Of(Rubric rubric)
    {
        ArgumentNullException.ThrowIfNull(rubric);
        return new() { Id = Folder(rubric.Version), Criteria = rubric.Criteria, Levels = rubric.Levels };
    }

    /// <summary>
    /// Why the platform must not serve: versions that practices were begun with and that are missing, or ask for something else
    /// since. A version that was in use before this was kept is kept as it is now.
    /// </summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(IDocumentSession session, RubricLibrary rubrics, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(rubrics);
        var used = await session.Query<Practice>().Where(p => p.State != PracticeState.Withdrawn).Select(p => p.RubricVersion).Distinct().ToListAsync(ct);
        var kept = (await session.Query<RubricInUse>().ToListAsync(ct)).ToDictionary(r => r.Id);
        var problems = new List<string>();
        foreach (var version in used.Order())
        {
            var folder = Folder(version);
            if (!rubrics.Versions.Contains(version))
            {
                problems.Add($"rubric/{folder}: teaching practices were begun with this version, and it is missing; put the folder back.");
            }
            else if (kept.GetValueOrDefault(folder) is not { } before)
            {
                session.Store(Of(rubrics.Find(version).Outline));
            }
            else if (rubrics.Find(version).Outline is var now && (!now.Criteria.SequenceEqual(before.Criteria) || now.Levels != before.Levels))
            {
                problems.Add(
                    $"rubric/{folder}/en.yaml: teaching practices were begun with this version, and what it asks for has changed since: "
                    + $"{string.Join(", ", before.Criteria)} with {before.Levels} levels then, {string.Join(", ", now.Criteria)} with {now.Levels} now. "
                    + $"Marks are kept by these keys. Bring the files back, and write the change as a new version: copy the folder to v{rubrics.Versions.Max() + 1}.");
            }
        }

        return problems;
    }

    private static string Folder(int version) => $"v{version}";
}
