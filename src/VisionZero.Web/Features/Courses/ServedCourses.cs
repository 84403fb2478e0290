using System.Collections.Concurrent;
using System.Globalization;
using Marten;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Storage;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Courses;

/// <summary>
/// Sees to it that learners get what was published: where the files of a published version say otherwise, the bytes that
/// were kept when it was published are unpacked into the data directory, read and served, until two people have published
/// the correction.
/// </summary>
public sealed partial class ServedCourses(CourseLibrary library, FileStore files, Settings settings, ILogger<ServedCourses> log) : IDisposable
{
    private readonly ConcurrentDictionary<string, Course> _read = new();
    private readonly ConcurrentDictionary<string, bool> _unreadable = new();
    private readonly ConcurrentDictionary<string, bool> _told = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Serves the published state of every version.</summary>
    public async Task RefreshAsync(IQuerySession session, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            var published = new List<Course>();
            foreach (var publication in (await PublishedContent.AllAsync(session, ct)).Where(p => p.IsFixed))
            {
                if (await FindAsync(session, publication.Course, publication.CourseVersion, publication.Sha256, ct) is { } course)
                {
                    published.Add(course);
                }
                else if (_told.TryAdd(publication.Sha256, true))
                {
                    LogNotKept(publication.Course, publication.CourseVersion, publication.Sha256);
                }
            }

            library.Serve(published);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A version as it was published last; null if it is not published, or that state is neither on the disk nor kept.</summary>
    public async Task<Course?> PublishedAsync(IQuerySession session, string course, int version, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        return await session.LoadAsync<Publication>(DeterministicId.Publication(course, version), ct) is { IsFixed: true } publication
            ? await FindAsync(session, course, version, publication.Sha256, ct)
            : null;
    }

    /// <summary>A version in the state of a hash: as its files are, or as they were kept; null if it is neither.</summary>
    public async Task<Course?> FindAsync(IQuerySession session, string course, int version, string sha256, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (library.FindWritten(course, version) is { } written && written.Manifest.Sha256 == sha256)
        {
            return written;
        }

        if (_read.TryGetValue(sha256, out var known))
        {
            return known;
        }

        return !_unreadable.ContainsKey(sha256) && await session.LoadAsync<KeptCourse>(sha256, ct) is { } kept && await files.ReadAsync(kept.File, ct) is { } file && Read(kept, file.Bytes) is { } read
            ? _read.GetOrAdd(sha256, read)
            : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    // A reader that has become stricter than what was published cannot read it; the files on the disk are then what there is.
    private Course? Read(KeptCourse kept, byte[] bytes)
    {
        var folder = Path.Combine(settings.DataDirectory, "published", kept.Sha256, kept.Course, string.Create(CultureInfo.InvariantCulture, $"v{kept.CourseVersion}"));
        CourseArchive.Unpack(bytes, kept.Sha256, Path.GetFullPath(folder));
        try
        {
            return library.Read(Path.GetFullPath(folder));
        }
        catch (ContentException e)
        {
            _unreadable[kept.Sha256] = true;
            LogUnreadable(kept.Course, kept.CourseVersion, kept.Sha256, e.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Course} v{Version} was published as {Sha256}, its files differ, and what was published cannot be had: learners read the files. Publish the correction under Staff, Courses, or bring the files back.")]
    private partial void LogNotKept(string course, int version, string sha256);

    [LoggerMessage(LogLevel.Error, "{Course} v{Version} as published ({Sha256}) cannot be read by this program: {Problem}")]
    private partial void LogUnreadable(string course, int version, string sha256, string problem);
}

/// <summary>Keeps what this process serves at what is published: another process may have published a correction.</summary>
public sealed partial class ServedCoursesWatch(IDocumentStore store, ServedCourses served, ILogger<ServedCoursesWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var session = store.QuerySession();
                await served.RefreshAsync(session, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is Npgsql.NpgsqlException or Marten.Exceptions.MartenCommandException or IOException)
            {
                // The database or the disk is away for a moment: the process serves what it has and looks again.
                LogAway(e.GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The publications could not be looked at: {Problem}")]
    private partial void LogAway(string problem);
}
