using Marten;

namespace VisionZero.Web.Features.Accounts;

/// <summary>
/// What an area keeps about a person beside the log: given out when they ask for it, erased when they ask for that. An area
/// that stores a document about people implements it, and neither the export nor the erasure can forget it.
/// </summary>
public interface IPersonalData
{
    /// <summary>What is kept, by name, and files by the name they get in the export.</summary>
    Task<PersonalExport> ExportAsync(IQuerySession session, Guid account, CancellationToken ct);

    /// <summary>Queues the erasure into the session's commit.</summary>
    Task EraseAsync(IDocumentSession session, Guid account, DateTimeOffset at, CancellationToken ct);
}

/// <summary>Records of an area about a person, and files: name in the export and SHA-256.</summary>
public sealed record PersonalExport(IReadOnlyDictionary<string, object?> Records, IReadOnlyList<(string Name, string Sha256)> Files)
{
    /// <summary>Nothing.</summary>
    public static PersonalExport Empty { get; } = new(new Dictionary<string, object?>(), []);
}
