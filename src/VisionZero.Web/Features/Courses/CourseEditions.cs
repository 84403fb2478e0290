using System.Globalization;
using System.Text.RegularExpressions;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Content.Reports;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Courses;

/// <summary>Versions as the rules of publishing see them: hashes, and what stands against publishing them.</summary>
public sealed partial class CourseEditions(CourseLibrary library, ContentFolder content, TextSource texts)
{
    /// <summary>A version as its files are, or null if there is none.</summary>
    public (Course Course, CourseEdition Edition)? Find(string course, int version) =>
        library.FindWritten(course, version) is { } found
            ? (found, new CourseEdition(found.Id, found.Version, found.Manifest.Sha256, OutlineFingerprint.Of(found.Outline), [.. Problems(found)]))
            : null;

    /// <summary>What the content report says, and translations that are older than their English text; each with file and line, in the language of the request.</summary>
    public IEnumerable<string> Problems(Course course)
    {
        ArgumentNullException.ThrowIfNull(course);
        var folder = string.Create(CultureInfo.InvariantCulture, $"courses/{course.Id}/v{course.Version}/");
        return
        [
            .. ContentReport.Notes(course).Select(n => $"{folder}{Place().Replace(n.Place, m => $"rule-{m.Groups[1].Value}{(m.Groups[2].Success ? "/" + m.Groups[2].Value : "")}")}:1: {n.What.In(texts.Current)}"),
            .. TranslationRecord.Read(content.Path).Stale()
                .Where(path => path.StartsWith(folder, StringComparison.Ordinal))
                .Select(path => $"{path}:1: {ContentFinding.Of("stale", ("path", path)).In(texts.Current)}"),
        ];
    }

    [GeneratedRegex(@"^rule (\d)(?:, (.+))?$")]
    private static partial Regex Place();
}
