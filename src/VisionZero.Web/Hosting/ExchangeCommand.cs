using System.Globalization;
using VisionZero.Web.Content;
using VisionZero.Web.Content.Exchange;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Hosting;

/// <summary><c>content export</c> and <c>content import</c>: questions out to Moodle GIFT or QTI 3.0, and in as a draft.</summary>
internal static class ExchangeCommand
{
    private const string ExportUsage = "content export <course> <version> --format gift|qti --locale en [--rule n] --out <file>";
    private const string ImportUsage = "content import <file> --format gift|qti [--locale en] --into <folder>";

    /// <summary>Writes the questions of a version to a file, and what was lost beside it.</summary>
    public static async Task<int> ExportAsync(string contentFolder, string[] args)
    {
        var options = Options(args, ExportUsage, "--format", "--locale", "--rule", "--out");
        if (options.Words is not [var name, var versionText] || !int.TryParse(versionText.TrimStart('v'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) || !options.Named.TryGetValue("--out", out var file))
        {
            throw new StartRefusedException(ExportUsage);
        }

        var library = CourseLibrary.Load(contentFolder, Scheme.Load(contentFolder).Policy, allowIncomplete: false);
        var course = library.Find(name, version) ?? throw new StartRefusedException($"There is no {name} v{version}; there are: {string.Join(", ", library.All.Select(c => $"{c.Id} v{c.Version}"))}.");
        var locale = options.Named.GetValueOrDefault("--locale", "en");
        if (!course.Locales.Contains(locale))
        {
            throw new StartRefusedException($"{name} v{version} is not written in '{locale}'; choose from {string.Join(", ", course.Locales)}.");
        }

        int? rule = options.Named.TryGetValue("--rule", out var ruleText) ? Rule(ruleText) : null;
        var folder = Path.Combine(contentFolder, "courses", name, string.Create(CultureInfo.InvariantCulture, $"v{version}"));
        var items = ItemExchange.Of(folder, course, locale, rule);
        var written = ItemExchange.Write(Format(options.Named, ExportUsage), items, locale);
        ExchangeLoss[] losses = [new("*", $"only the words in '{locale}' are written; {string.Join(", ", course.Locales.Where(l => l != locale))} stay here."), .. written.Losses];
        await WriteWholeAsync(file, written.Bytes);
        await File.WriteAllTextAsync(file + ".report.txt", ItemExchange.Report(items, losses));
        await Console.Out.WriteAsync(ItemExchange.Report(items, losses));
        await Console.Out.WriteLineAsync($"Written: {file} and {file}.report.txt");
        return 0;
    }

    /// <summary>Writes the questions of a file as a draft, and what was lost beside them.</summary>
    public static async Task<int> ImportAsync(string contentFolder, string[] args)
    {
        var options = Options(args, ImportUsage, "--format", "--locale", "--into");
        if (options.Words is not [var file] || !options.Named.TryGetValue("--into", out var folder))
        {
            throw new StartRefusedException(ImportUsage);
        }

        var format = Format(options.Named, ImportUsage);
        var locale = options.Named.GetValueOrDefault("--locale", "en");
        if (!TextCatalogue.Offered.Contains(locale))
        {
            throw new StartRefusedException($"'{locale}' is no language of this platform; choose from {string.Join(", ", TextCatalogue.Offered)}.");
        }

        if (!File.Exists(file))
        {
            throw new StartRefusedException($"There is no file {file}.");
        }

        var most = format == "gift" ? GiftReader.MostBytes : QtiPackage.MostBytes;
        if (new FileInfo(file).Length > most)
        {
            throw new ContentException([$"{file}:1: the file has {new FileInfo(file).Length / 1024 / 1024} MB; {most / 1024 / 1024} MB is the most. Split it."]);
        }

        var reading = ItemExchange.Read(format, file, await File.ReadAllBytesAsync(file));
        ItemExchange.WriteDraft(folder, Path.Combine(contentFolder, "courses"), reading, locale);
        await Console.Out.WriteAsync(ItemExchange.Report(reading.Items, reading.Losses));
        await Console.Out.WriteLineAsync($"A draft is in {folder}: items.yaml, items.{locale}.yaml and import-report.txt.");
        return 0;
    }

    private static (IReadOnlyList<string> Words, Dictionary<string, string> Named) Options(string[] args, string usage, params ReadOnlySpan<string> known)
    {
        var (words, named) = (new List<string>(), new Dictionary<string, string>());
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(args[i]);
            }
            else if (!known.Contains(args[i]) || i + 1 == args.Length || !named.TryAdd(args[i], args[++i]))
            {
                throw new StartRefusedException(usage);
            }
        }

        return (words, named);
    }

    private static string Format(Dictionary<string, string> named, string usage) =>
        named.GetValueOrDefault("--format") is { } format && ItemExchange.Formats.Contains(format) ? format : throw new StartRefusedException(usage);

    private static int Rule(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rule) && rule is >= 1 and <= 7 ? rule : throw new StartRefusedException("A rule is a number from 1 to 7.");

    private static async Task WriteWholeAsync(string file, byte[] bytes)
    {
        var temporary = $"{file}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(temporary, bytes);
        File.Move(temporary, file, overwrite: true);
    }
}
