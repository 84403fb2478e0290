using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using VisionZero.Web.Texts;
using static VisionZero.Web.Content.Exchange.QtiNames;

namespace VisionZero.Web.Content.Exchange;

/// <summary>
/// A QTI 3.0 package: <c>imsmanifest.xml</c>, an item a question, the pictures. Nothing in a package is trusted: names
/// that lead out of it, entries that unpack to more than they may, document types and outside entities are refused.
/// </summary>
public static class QtiPackage
{
    /// <summary>Larger files are refused.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    private const int MostEntries = 5000;
    private const int MostUnpacked = 64 * 1024 * 1024;
    private const int MostEntry = 2 * 1024 * 1024;
    private const string Manifest = "imsmanifest.xml";

    // Zip keeps a time of each file; the same questions are the same bytes.
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes questions in their order.</summary>
    public static ExchangeWriting Write(IReadOnlyList<ExchangeItem> items, string locale)
    {
        ArgumentNullException.ThrowIfNull(items);
        var losses = new List<ExchangeLoss>();
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, Manifest, Bytes(new XDocument(ManifestOf(items))));
            foreach (var item in items)
            {
                Add(zip, $"items/{item.Key.Id}.xml", Bytes(QtiWriter.Write(item, locale, losses)));
                if (item.Picture is { } picture)
                {
                    Add(zip, $"images/{item.Key.Id}.svg", Encoding.UTF8.GetBytes(picture.Svg));
                }
            }
        }

        return new ExchangeWriting(stream.ToArray(), losses);
    }

    /// <summary>Reads a package.</summary>
    /// <param name="file">Its name, for what is said about it.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="ContentException">It has mistakes; each names file and line.</exception>
    public static ExchangeReading Read(string file, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var (items, losses, problems, ids) = (new List<ExchangeItem>(), new List<ExchangeLoss>(), new List<string>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        var entries = Unpack(file, bytes);
        foreach (var name in Items(file, entries))
        {
            try
            {
                if (ReadItem(file, name, entries, ids, losses) is { } item)
                {
                    items.Add(item);
                }
            }
            catch (FormatException e)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{file}/{name}:{(e as QtiMistake)?.Line ?? 1}: {e.Message}"));
            }
        }

        return problems.Count == 0 ? new ExchangeReading(items, losses) : throw new ContentException(problems);
    }

    private static ExchangeItem? ReadItem(string file, string name, Dictionary<string, byte[]> entries, HashSet<string> ids, List<ExchangeLoss> losses)
    {
        var root = Load($"{file}/{name}", entries[name]);
        if (root.Name != Ns + "qti-assessment-item")
        {
            throw new QtiMistake(root, root.Name.LocalName == "assessmentItem" ? "this is QTI 2; export it as QTI 3.0." : $"<{root.Name.LocalName}> is no qti-assessment-item of QTI 3.0.");
        }

        var wanted = root.Attribute("identifier")?.Value ?? "";
        var id = ExchangeText.IsId(wanted) && ids.Add(wanted) ? wanted : Numbered(ids);
        if (id != wanted)
        {
            losses.Add(new ExchangeLoss(id, $"the question was named '{wanted}'."));
        }

        return new QtiReader(root, id, source => entries.TryGetValue(Beside(name, source), out var picture) ? Encoding.UTF8.GetString(picture) : null, losses).Read();
    }

    private static string Numbered(HashSet<string> ids)
    {
        var number = ids.Count + 1;
        while (!ids.Add(string.Create(CultureInfo.InvariantCulture, $"q-{number:00}")))
        {
            number++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"q-{number:00}");
    }

    // A reference as it is meant beside the file that has it.
    private static string Beside(string name, string source)
    {
        var parts = new Stack<string>(name.Split('/')[..^1]);
        foreach (var part in source.Split('/').Where(p => p is not "" and not "."))
        {
            if (part != "..")
            {
                parts.Push(part);
            }
            else if (!parts.TryPop(out _))
            {
                return "";
            }
        }

        return string.Join('/', parts.Reverse());
    }

    private static List<string> Items(string file, Dictionary<string, byte[]> entries)
    {
        if (!entries.TryGetValue(Manifest, out var bytes))
        {
            throw new ContentException([$"{file}:1: there is no {Manifest} at the top of this package; zip the content of the folder, not the folder."]);
        }

        List<string> names = [.. Load($"{file}/{Manifest}", bytes).Descendants().Where(e => e.Name.LocalName == "resource" && e.Attribute("type")?.Value.StartsWith(ItemType, StringComparison.Ordinal) == true).Select(e => e.Attribute("href")?.Value ?? "")];
        return names.FirstOrDefault(n => !entries.ContainsKey(n)) is { } missing ? throw new ContentException([$"{file}/{Manifest}:1: '{missing}' is named here and is not in the package."])
            : names.Count == 0 ? throw new ContentException([$"{file}/{Manifest}:1: no resource has the type {ItemType}."])
            : names;
    }

    private static Dictionary<string, byte[]> Unpack(string file, byte[] bytes)
    {
        Refuse(bytes.Length > MostBytes, $"the file has {bytes.Length / 1024 / 1024} MB; split it into packages of {MostBytes / 1024 / 1024} MB or less.");
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            Refuse(zip.Entries.Count > MostEntries, $"the package has {zip.Entries.Count} entries; {MostEntries} is the most.");
            var entries = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            long sum = 0;
            foreach (var entry in zip.Entries.Where(e => !e.FullName.EndsWith('/')))
            {
                Refuse(IsOutside(entry.FullName), $"the entry '{entry.FullName}' leads out of the package; name it without '..', drive or leading '/'.");
                using var stream = entry.Open();
                using var limited = new MemoryStream();
                var buffer = new byte[81920];
                // What an entry says of its size is not believed: it is counted while it is unpacked.
                for (int read; (read = stream.Read(buffer)) > 0; limited.Write(buffer, 0, read))
                {
                    sum += read;
                    Refuse(limited.Length + read > MostEntry || sum > MostUnpacked, $"the entry '{entry.FullName}' unpacks to more than {MostEntry / 1024 / 1024} MB, or the package to more than {MostUnpacked / 1024 / 1024} MB.");
                }

                Refuse(!entries.TryAdd(entry.FullName, limited.ToArray()), $"the entry '{entry.FullName}' stands twice.");
            }

            return entries;
        }
        catch (InvalidDataException e)
        {
            throw new ContentException([$"{file}:1: this is no zip file, or it is damaged: {e.Message}"]);
        }

        void Refuse(bool when, string sentence)
        {
            if (when)
            {
                throw new ContentException([$"{file}:1: {sentence}"]);
            }
        }
    }

    private static bool IsOutside(string name) =>
        name.Length == 0 || name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal) || name.Split('/').Contains("..");

    private static XElement Load(string name, byte[] bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostEntry, MaxCharactersFromEntities = 1024, IgnoreComments = true, IgnoreProcessingInstructions = true });
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException e)
        {
            throw new ContentException([string.Create(CultureInfo.InvariantCulture, $"{name}:{Math.Max(1, e.LineNumber)}: this XML cannot be read: {e.Message} Document types and entities are not allowed; take them out.")]);
        }
    }

    private static XElement ManifestOf(IReadOnlyList<ExchangeItem> items) => new(
        Cp + "manifest",
        With("identifier", "vision-zero-items"),
        new XElement(Cp + "metadata", new XElement(Cp + "schema", "QTI Package"), new XElement(Cp + "schemaversion", "3.0.0")),
        new XElement(Cp + "organizations"),
        new XElement(Cp + "resources", items.Select(i => new XElement(
            Cp + "resource",
            With("identifier", "resource-" + i.Key.Id),
            With("type", ItemType),
            With("href", $"items/{i.Key.Id}.xml"),
            new XElement(Cp + "file", With("href", $"items/{i.Key.Id}.xml")),
            i.Picture is null ? null : new XElement(Cp + "file", With("href", $"images/{i.Key.Id}.svg"))))));

    private static byte[] Bytes(XDocument document)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) }))
        {
            document.Save(writer);
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Always;
        using var stream = entry.Open();
        stream.Write(bytes);
    }
}
