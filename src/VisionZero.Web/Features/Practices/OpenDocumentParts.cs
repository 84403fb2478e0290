using System.IO.Compression;
using System.Xml;

namespace VisionZero.Web.Features.Practices;

/// <summary>
/// What an OpenDocument text takes from elsewhere when it is opened: pictures, objects, sections and templates are named in
/// its XML (OpenDocument 1.3, part 3, 19.918), where Word has lists of their own for it.
/// </summary>
internal static class OpenDocumentParts
{
    // All parts together, unpacked; a session plan of a hundred pages has a tenth of it.
    private const long LongestXml = 32 * 1024 * 1024;

    private const string Links = "http://www.w3.org/1999/xlink";

    /// <summary>Whether opening it asks another machine for something.</summary>
    /// <exception cref="XmlException">A part is no XML, or declares a document type.</exception>
    public static bool ReachOut(ZipArchive container)
    {
        ZipArchiveEntry[] parts = [.. container.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))];
        return parts.Sum(p => p.Length) > LongestXml || parts.Any(ReachesOut);
    }

    private static bool ReachesOut(ZipArchiveEntry part)
    {
        using var content = part.Open();
        using var reader = XmlReader.Create(content, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LongestXml });
        while (reader.Read())
        {
            // A link in the text or on a drawing is followed by a click alone.
            if (reader.NodeType == XmlNodeType.Element
                && reader.LocalName != "a"
                && reader.GetAttribute("href", Links)?.Trim() is { } address
                && IsElsewhere(address, isTemplate: reader.LocalName == "template"))
            {
                return true;
            }
        }

        return false;
    }

    // Parts of the container have no scheme. The writer's own template lies on their own disk, and is not there on others.
    private static bool IsElsewhere(string address, bool isTemplate)
    {
        address = address.Replace('\\', '/');
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        var hasScheme = colon > 0 && address[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.');
        return address.StartsWith("//", StringComparison.Ordinal)
            || (hasScheme && !(isTemplate && address.StartsWith("file:///", StringComparison.OrdinalIgnoreCase) && !address.StartsWith("file:////", StringComparison.OrdinalIgnoreCase)));
    }
}
