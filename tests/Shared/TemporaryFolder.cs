using System.Collections.Concurrent;

namespace VisionZero.Tests;

/// <summary>Folders of tests, which go when the process ends.</summary>
public static class TemporaryFolder
{
    private static readonly ConcurrentBag<string> Made = [];

    static TemporaryFolder() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var folder in Made.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    };

    /// <summary>Makes a folder of its own; answers its path.</summary>
    /// <param name="prefix">What its name begins with, so that whoever finds it knows whose it is.</param>
    public static string Make(string prefix)
    {
        var folder = Directory.CreateTempSubdirectory(prefix).FullName;
        Made.Add(folder);
        return folder;
    }

    /// <summary>Copies a file, or a folder with all it holds; links are followed.</summary>
    public static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Copy(from, to);
            return;
        }

        Directory.CreateDirectory(to);
        foreach (var entry in Directory.EnumerateFileSystemEntries(from))
        {
            Copy(entry, Path.Combine(to, Path.GetFileName(entry)));
        }
    }
}
