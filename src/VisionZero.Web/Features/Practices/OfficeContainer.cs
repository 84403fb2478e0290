using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml;

namespace VisionZero.Web.Features.Practices;

/// <summary>
/// Recognises a Word or OpenDocument text by what the container says of its parts, and refuses it if anything in it runs:
/// macros, embedded objects, programs, or what is fetched from elsewhere when the file is opened.
/// </summary>
internal static class OfficeContainer
{
    // A container with more parts is no session plan, and reading its list would take long.
    private const int MostParts = 5000;
    private const int LongestList = 1024 * 1024;

    private const string ContentTypes = "[Content_Types].xml";
    private const string ContentTypesSpace = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string WordMain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    // What a reader may be led to by a click; everything else that lies outside is fetched on opening, a template with its macros too.
    private static readonly string[] Followed =
    [
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/hyperlink",
    ];

    // By these the parts of a package are known, whatever they are called (ECMA-376, part 2).
    private static readonly string[] RunningTypes = ["macroEnabled", "vbaProject", "vbaData", "oleObject", "activeX"];

    private static readonly HashSet<string> RunningEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".exe", ".dll", ".com", ".scr", ".pif", ".cpl", ".msi", ".sys", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsh",
        ".hta", ".jar", ".class", ".lnk", ".reg", ".sh", ".so", ".dylib", ".app", ".apk", ".docm", ".dotm", ".xlsm", ".pptm",
    };

    // Windows, Linux, Java (and macOS for several processors), macOS in both byte orders and both widths; and the compound file
    // in which older Office documents, embedded objects and macros lie.
    private static readonly byte[][] RunningMagic =
    [
        [0x4D, 0x5A],
        [0x7F, 0x45, 0x4C, 0x46],
        [0xCA, 0xFE, 0xBA, 0xBE],
        [0xFE, 0xED, 0xFA, 0xCE],
        [0xFE, 0xED, 0xFA, 0xCF],
        [0xCE, 0xFA, 0xED, 0xFE],
        [0xCF, 0xFA, 0xED, 0xFE],
        [0xD0, 0xCF, 0x11, 0xE0],
    ];

    /// <summary>The media type, or null if it is none that is accepted.</summary>
    public static string? Recognise(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith("PK\u0003\u0004"u8) || !HasFewParts(bytes))
        {
            return null;
        }

        try
        {
            using var container = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            // Of two parts with one name, who opens the file may read the other.
            return container.Entries.Select(e => e.FullName).Distinct(StringComparer.OrdinalIgnoreCase).Count() < container.Entries.Count ? null
                : container.Entries.Any(Runs) || Fetches(container) ? null
                : IsWord(container) ? PracticeFileTypes.Word
                : IsOpenDocument(container) && !OpenDocumentParts.ReachOut(container) ? PracticeFileTypes.OpenDocument
                : null;
        }
        catch (Exception e) when (e is InvalidDataException or XmlException)
        {
            // It only begins like a container, or its list is none.
            return null;
        }
    }

    // The list at the end is walked here, from one length to the next: opening the container would read all of it first,
    // however long it is. What needs the larger lists of ZIP64 is no session plan.
    private static bool HasFewParts(ReadOnlySpan<byte> bytes)
    {
        const int End = 22, LongestComment = ushort.MaxValue, Head = 46;
        var from = Math.Max(0, bytes.Length - End - LongestComment);
        var end = bytes.Length < End ? -1 : bytes[from..^(End - 4)].LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0)
        {
            return false;
        }

        var last = bytes[(from + end)..];
        var count = BinaryPrimitives.ReadUInt16LittleEndian(last[10..]);
        if (BinaryPrimitives.ReadUInt16LittleEndian(last[4..]) != 0 || count > MostParts)
        {
            return false;
        }

        var found = 0;
        for (long at = BinaryPrimitives.ReadUInt32LittleEndian(last[16..]); at + Head <= bytes.Length; found++)
        {
            var part = bytes[(int)at..];
            if (!part.StartsWith("PK\u0001\u0002"u8) || found > count)
            {
                break;
            }

            at += Head + BinaryPrimitives.ReadUInt16LittleEndian(part[28..]) + BinaryPrimitives.ReadUInt16LittleEndian(part[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(part[32..]);
        }

        return found == count;
    }

    private static bool Runs(ZipArchiveEntry part)
    {
        var name = part.FullName.TrimEnd('.', ' ');
        if (part.IsEncrypted
            || RunningEndings.Contains(Path.GetExtension(name))
            || name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
            // An embedded object has the same parts one folder further down.
            || $"/{name}".Contains("/Basic/", StringComparison.OrdinalIgnoreCase)
            || $"/{name}".Contains("/Scripts/", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        Span<byte> head = stackalloc byte[4];
        using var content = part.Open();
        head = head[..content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        foreach (var magic in RunningMagic)
        {
            if (head.StartsWith(magic))
            {
                return true;
            }
        }

        return false;
    }

    // Each part says in a list of its own what it rests on (ECMA-376, part 2). The lists together are no longer than one may be.
    private static bool Fetches(ZipArchive container)
    {
        ZipArchiveEntry[] lists = [.. container.Entries.Where(e => e.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))];
        return lists.Sum(l => l.Length) > LongestList || lists.Any(ReachesOut);
    }

    private static bool ReachesOut(ZipArchiveEntry list)
    {
        using var content = list.Open();
        using var reader = Reader(content);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element
                && string.Equals(reader.GetAttribute("TargetMode")?.Trim(), "External", StringComparison.OrdinalIgnoreCase)
                && !Followed.Contains(reader.GetAttribute("Type")?.Trim()))
            {
                return true;
            }
        }

        return false;
    }

    private static XmlReader Reader(Stream content) =>
        XmlReader.Create(content, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LongestList });

    // The main part is the one whose type says so; it must be there. No type of the list may be one that runs.
    private static bool IsWord(ZipArchive container)
    {
        if (container.GetEntry(ContentTypes) is not { } list)
        {
            return false;
        }

        using var content = list.Open();
        using var reader = Reader(content);
        var main = false;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.GetAttribute("ContentType")?.Trim() is { } type)
            {
                if (RunningTypes.Any(r => type.Contains(r, StringComparison.OrdinalIgnoreCase)))
                {
                    return false;
                }

                var part = reader.GetAttribute("PartName")?.TrimStart('/');
                main |= type.Equals(WordMain, StringComparison.OrdinalIgnoreCase)
                    && reader is { LocalName: "Override", NamespaceURI: ContentTypesSpace }
                    && container.Entries.Any(e => e.FullName.Equals(part, StringComparison.OrdinalIgnoreCase));
            }
        }

        return main;
    }

    private static bool IsOpenDocument(ZipArchive container)
    {
        if (container.GetEntry("content.xml") is null || container.GetEntry("mimetype") is not { } type)
        {
            return false;
        }

        Span<byte> says = stackalloc byte[100];
        using var content = type.Open();
        says = says[..content.ReadAtLeast(says, says.Length, throwOnEndOfStream: false)];
        return System.Text.Encoding.ASCII.GetString(says).Trim() == PracticeFileTypes.OpenDocument;
    }
}
