using System.Globalization;
using System.Text;
using VisionZero.Domain.Courses;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Content.Exchange;

/// <summary>Questions of a course out to a file, and from a file in to a draft.</summary>
public static class ItemExchange
{
    /// <summary>The formats.</summary>
    public static readonly IReadOnlyList<string> Formats = ["gift", "qti"];

    /// <summary>Questions of a version in one language, in the order of the files.</summary>
    /// <param name="folder">The folder of the version.</param>
    /// <param name="course">The version.</param>
    /// <param name="locale">One of its languages.</param>
    /// <param name="rule">One rule, or all.</param>
    public static IReadOnlyList<ExchangeItem> Of(string folder, Course course, string locale, int? rule)
    {
        ArgumentNullException.ThrowIfNull(course);
        return
        [
            .. from r in course.Rules.Where(r => rule is null || r.Rule == rule)
               from item in r.Check.Select(i => (ItemReader.Check, i)).Concat(r.Skip.Select(i => (ItemReader.Skip, i))).Concat(r.Bank.Select(i => (ItemReader.Assessment, i)))
               select Item(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"rule-{r.Rule}")), $"{course.Id}/rule-{r.Rule}", item.Item1, item.i, locale),
        ];
    }

    /// <summary>Writes them in a format.</summary>
    public static ExchangeWriting Write(string format, IReadOnlyList<ExchangeItem> items, string locale) =>
        format == "gift" ? GiftWriter.Write(items) : QtiPackage.Write(items, locale);

    /// <summary>Reads them from a format.</summary>
    /// <exception cref="ContentException">The file has mistakes.</exception>
    public static ExchangeReading Read(string format, string file, byte[] bytes) =>
        format == "gift" ? GiftReader.Read(file, bytes) : QtiPackage.Read(file, bytes);

    /// <summary>
    /// Writes a draft: the folder is made whole beside its place and moved there, so that nobody ever sees half of it. What
    /// is there already is not touched.
    /// </summary>
    /// <exception cref="ContentException">The folder exists and is not empty, or lies among the courses.</exception>
    public static void WriteDraft(string folder, string courses, ExchangeReading reading, string locale)
    {
        ArgumentNullException.ThrowIfNull(reading);
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        courses = Path.GetFullPath(courses) + Path.DirectorySeparatorChar;
        if ((folder + Path.DirectorySeparatorChar).StartsWith(courses, StringComparison.Ordinal))
        {
            throw new ContentException([$"{folder}:1: a draft is not written among the courses, where versions are published. Choose a folder elsewhere, look at the draft, then copy what is good."]);
        }

        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new ContentException([$"{folder}:1: there is something already. Choose a new folder."]);
        }

        var parent = Path.GetDirectoryName(folder) ?? throw new ContentException([$"{folder}:1: this is no place for a folder."]);
        Directory.CreateDirectory(parent);
        var temporary = Path.Combine(parent, $".{Path.GetFileName(folder)}.{Guid.NewGuid():N}");
        try
        {
            Fill(Directory.CreateDirectory(temporary).FullName, reading, locale);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder);
            }

            Directory.Move(temporary, folder);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    /// <summary>The report as it is printed and written beside.</summary>
    public static string Report(IReadOnlyCollection<ExchangeItem> items, IReadOnlyCollection<ExchangeLoss> losses) =>
        string.Create(CultureInfo.InvariantCulture, $"{items.Count} questions, {losses.Count} things to know.\n") + string.Concat(losses.Select(l => $"{l}\n"));

    private static void Fill(string folder, ExchangeReading reading, string locale)
    {
        var utf8 = new UTF8Encoding(false);
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        // Pictures of one name that differ get names of their own.
        ExchangeItem[] items = [.. reading.Items.Select(i => i.Picture is { } p && !names.TryAdd(p.Name, p.Svg) && names[p.Name] != p.Svg ? i with { Picture = p with { Name = $"scene-{i.Key.Id}.svg" } } : i)];
        foreach (var picture in items.Select(i => i.Picture).OfType<ExchangePicture>().DistinctBy(p => p.Name))
        {
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(picture.Name)), picture.Svg, utf8);
        }

        File.WriteAllText(Path.Combine(folder, "items.yaml"), ItemDraft.Keys(items), utf8);
        File.WriteAllText(Path.Combine(folder, $"items.{locale}.yaml"), ItemDraft.Texts(items), utf8);
        File.WriteAllText(Path.Combine(folder, "import-report.txt"), Report(reading.Items, reading.Losses), utf8);
    }

    private static ExchangeItem Item(string folder, string category, string use, Item item, string locale)
    {
        var picture = item.Key.Kind == ItemKind.Scene && item.PictureFile is { } name ? new ExchangePicture(name, File.ReadAllText(Path.Combine(folder, name))) : null;
        return new ExchangeItem(category, use, item.Key, item.Dimension, item.Outcome, item.In(locale), picture);
    }
}
