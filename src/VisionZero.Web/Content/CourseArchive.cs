using System.IO.Compression;

namespace VisionZero.Web.Content;

/// <summary>
/// All files of a version as one ZIP that anybody can open: the same files give the same bytes. It is not compressed, for
/// the database does that, and what a compressor writes differs from one release of it to the next.
/// </summary>
public static class CourseArchive
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/zip";

    // The first instant that a ZIP can name; when a file was copied is no part of what it says.
    private static readonly DateTimeOffset Begin = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs a folder as it is at this moment, and answers the hash of what was packed.</summary>
    public static (byte[] Bytes, string Sha256) Pack(string folder)
    {
        var files = CourseManifest.Read(folder).ToList();
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, bytes) in files)
            {
                var entry = zip.CreateEntry(path, CompressionLevel.NoCompression);
                entry.LastWriteTime = Begin;
                entry.ExternalAttributes = 0;
                using var stream = entry.Open();
                stream.Write(bytes);
            }
        }

        return (packed.ToArray(), CourseManifest.Of(files).Sha256);
    }

    /// <summary>Unpacks into a folder that is there afterwards with exactly these files, whoever else unpacks it at the same time.</summary>
    /// <param name="bytes">The archive.</param>
    /// <param name="sha256">The hash of its files.</param>
    /// <param name="folder">Where they shall lie.</param>
    public static void Unpack(byte[] bytes, string sha256, string folder)
    {
        if (Directory.Exists(folder))
        {
            if (CourseManifest.Of(folder).Sha256 == sha256)
            {
                return;
            }

            Directory.Delete(folder, recursive: true);
        }

        var aside = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(aside);
        try
        {
            using (var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read))
            {
                zip.ExtractToDirectory(aside);
            }

            if (CourseManifest.Of(aside).Sha256 is var found && found != sha256)
            {
                throw new InvalidDataException($"The files kept as {sha256} have the hash {found}.");
            }

            Directory.Move(aside, folder);
        }
        catch (IOException) when (Directory.Exists(folder) && CourseManifest.Of(folder).Sha256 == sha256)
        {
            // Another process was quicker.
        }
        finally
        {
            if (Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }
        }
    }
}
