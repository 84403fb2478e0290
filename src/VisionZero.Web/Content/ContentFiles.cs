namespace VisionZero.Web.Content;

/// <summary>
/// Lists what is content in a folder. What editors and systems leave there while somebody writes (<c>.DS_Store</c>,
/// <c>.lesson-1.en.md.swp</c>, <c>lesson-1.en.md~</c>) is none: it is not read, refused or hashed.
/// </summary>
internal static class ContentFiles
{
    /// <summary>Whether a name is that of content.</summary>
    public static bool IsContent(string name) => !name.StartsWith('.') && !name.EndsWith('~');

    /// <summary>The files of a folder, in the order of their names.</summary>
    public static IEnumerable<string> In(string folder, string pattern = "*") =>
        Directory.EnumerateFiles(folder, pattern).Where(f => IsContent(Path.GetFileName(f))).Order(StringComparer.Ordinal);

    /// <summary>The folders in a folder, in the order of their names.</summary>
    public static IEnumerable<string> Folders(string folder, string pattern = "*") =>
        Directory.EnumerateDirectories(folder, pattern).Where(f => IsContent(Path.GetFileName(f))).Order(StringComparer.Ordinal);

    /// <summary>The files below a folder: none of a folder that is no content, such as that of a version control.</summary>
    public static IEnumerable<string> Below(string folder) => In(folder).Concat(Folders(folder).SelectMany(Below));

    /// <summary>Whether a path below a folder is content in all its parts.</summary>
    public static bool IsContent(string folder, string path) =>
        Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).All(IsContent);
}
