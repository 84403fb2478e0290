using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using VisionZero.Web.Content;
using VisionZero.Web.Content.Exchange;

namespace VisionZero.Web.Tests.Content;

/// <summary>Questions of the courses, and packages that hold them.</summary>
internal static class ExchangeFiles
{
    /// <summary>The content.</summary>
    public static readonly string Root = ShippedContent.Root;

    /// <summary>Its courses.</summary>
    public static readonly CourseLibrary Library = ShippedContent.Courses;

    private static readonly Lazy<IReadOnlyList<(string, byte[])>> Pictures = new(() =>
        [.. Library.All.SelectMany(c => Items(c.Id, "en")).Where(i => i.Picture is not null).Select(i => ($"images/{i.Key.Id}.svg", Encoding.UTF8.GetBytes(i.Picture!.Svg)))]);

    /// <summary>The questions of a course.</summary>
    public static IReadOnlyList<ExchangeItem> Items(string course, string locale) =>
        ItemExchange.Of(Path.Combine(Root, $"courses/{course}/v1"), Library.Find(course, 1)!, locale, null);

    /// <summary>A question as it stands in a package.</summary>
    public static XDocument ItemXml(ExchangeItem item)
    {
        using var zip = new ZipArchive(new MemoryStream(QtiPackage.Write([item], "en").Bytes));
        using var stream = zip.Entries.Single(e => e.FullName.StartsWith("items/", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream);
    }

    /// <summary>A package with one item and every picture of the courses.</summary>
    public static byte[] Package(string item) => Zip(
    [
        ("imsmanifest.xml", "<m><resource type=\"imsqti_item_xmlv3p0\" href=\"items/i.xml\"/></m>"u8.ToArray()),
        ("items/i.xml", Encoding.UTF8.GetBytes(item)),
        .. Pictures.Value,
    ]);

    /// <summary>A package of these entries.</summary>
    public static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }
}
