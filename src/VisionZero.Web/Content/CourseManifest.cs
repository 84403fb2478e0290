using System.Security.Cryptography;
using System.Text;

namespace VisionZero.Web.Content;

/// <summary>A file of a course, by its path below the version's folder.</summary>
public sealed record CourseFile(string Path, string Sha256);

/// <summary>How a file differs between two states of a version.</summary>
/// <param name="Path">The file.</param>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
public sealed record CourseFileChange(string Path, string Change);

/// <summary>
/// All files of a version and one hash over them. The hash is that of the lines <c>&lt;sha256&gt;  &lt;path&gt;</c> in the
/// order of the paths, as <c>sha256sum</c> writes them, so that anybody can count it again with the tools of any system.
/// </summary>
public sealed record CourseManifest(string Sha256, IReadOnlyList<CourseFile> Files)
{
    /// <summary>No files.</summary>
    public static CourseManifest Empty { get; } = new("", []);

    /// <summary>Reads every file below a folder that is content.</summary>
    public static CourseManifest Of(string folder) => Of(Read(folder));

    /// <summary>The manifest of files in the order of their paths.</summary>
    public static CourseManifest Of(IEnumerable<(string Path, byte[] Bytes)> contents)
    {
        CourseFile[] files = [.. contents.Select(f => new CourseFile(f.Path, Hash(f.Bytes)))];
        return new CourseManifest(Hash(Encoding.UTF8.GetBytes(string.Concat(files.Select(f => $"{f.Sha256}  {f.Path}\n")))), files);
    }

    /// <summary>Every file below a folder, by its path there, in the order of the paths.</summary>
    public static IEnumerable<(string Path, byte[] Bytes)> Read(string folder) =>
        ContentFiles.Below(folder)
            .Select(file => (File: file, Path: System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => (f.Path, File.ReadAllBytes(f.File)));

    /// <summary>What differs from an earlier state.</summary>
    public IEnumerable<CourseFileChange> Since(IReadOnlyList<CourseFile> earlier)
    {
        var (before, after) = (earlier.ToDictionary(f => f.Path, f => f.Sha256), Files.ToDictionary(f => f.Path, f => f.Sha256));
        return before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Where(path => before.GetValueOrDefault(path) != after.GetValueOrDefault(path))
            .Select(path => new CourseFileChange(path, !before.ContainsKey(path) ? "added" : after.ContainsKey(path) ? "changed" : "removed"));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
