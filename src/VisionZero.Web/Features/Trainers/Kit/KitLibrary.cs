using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Xml.Linq;
using VisionZero.Documents;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>
/// The trainer's kit: which files there are in which language, and what each says, composed from the texts of the course. A file
/// is known by the hash of what it says and of the program that prints it, so a changed text is a new file.
/// </summary>
public sealed class KitLibrary
{
    private readonly ConcurrentDictionary<KitFile, string> _hashes = new();
    private readonly TextSource _texts;
    private readonly Glossary _glossary;
    private readonly IReadOnlyDictionary<int, string> _icons;

    /// <summary>Reads the signs of the rules; the texts are read already.</summary>
    public KitLibrary(CourseLibrary courses, Glossary glossary, TextSource texts, IWebHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(courses);
        ArgumentNullException.ThrowIfNull(environment);
        _texts = texts;
        _glossary = glossary;
        Course = courses.Newest.FirstOrDefault(c => c.HasKit);
        using var sprite = environment.WebRootFileProvider.GetFileInfo("assets/icons.svg").CreateReadStream();
        _icons = Icons(XElement.Load(sprite));
    }

    /// <summary>The course it is made from; null if none has a kit.</summary>
    public Course? Course { get; }

    /// <summary>Languages it is there in.</summary>
    public IReadOnlyList<string> Locales => Course?.Locales ?? [];

    /// <summary>The language a reader of a locale gets it in.</summary>
    public string LocaleFor(string locale) => Course?.LocaleFor(locale) ?? "en";

    /// <summary>The files of a rule in a language, in the order they are used.</summary>
    public IEnumerable<KitFile> OfRule(int rule, string locale) =>
        KitFile.OfRule.Select(kind => new KitFile(kind, rule, locale)).Where(Has);

    /// <summary>The handbooks in a language.</summary>
    public IEnumerable<KitFile> Handbooks(string locale) =>
        KitFile.Handbooks.Select(kind => new KitFile(kind, 0, locale)).Where(Has);

    /// <summary>Every file there is.</summary>
    public IEnumerable<KitFile> All() => Locales.SelectMany(l => Handbooks(l).Concat(GoldenRules.All.SelectMany(r => OfRule(r, l))));

    /// <summary>The file of a name, or null.</summary>
    public KitFile? Find(string name) => KitFile.Parse(name, Locales) is { } file && Has(file) ? file : null;

    /// <summary>The file that a page shows, or null.</summary>
    public KitFile? FindPage(string page) => KitFile.ParsePage(page, Locales) is { } file && Has(file) ? file : null;

    /// <summary>Hash of what the file says and of the program that prints it.</summary>
    public string Hash(KitFile file) => _hashes.GetOrAdd(file, Compute);

    /// <summary>What a file says.</summary>
    /// <param name="file">The file.</param>
    /// <param name="at">Its date.</param>
    /// <param name="toPrint">Whether it is for paper: then with lines to be filled in.</param>
    public KitDocument Compose(KitFile file, DateTimeOffset at, bool toPrint = true)
    {
        ArgumentNullException.ThrowIfNull(file);
        var source = new KitSource(Course ?? throw new InvalidOperationException("No course has a kit."), _glossary, _texts.For(file.Locale), file.Locale, _icons, at);
        return file.Kind switch
        {
            KitKind.LearnerHandbook => new KitDocument.Book(LearnerHandbook.Compose(source)),
            KitKind.TrainerHandbook => new KitDocument.Book(TrainerHandbook.Compose(source)),
            KitKind.Session => new KitDocument.Book(KitSheets.Session(source, file.Rule, toPrint)),
            KitKind.Talk => new KitDocument.Book(KitSheets.Talk(source, file.Rule)),
            KitKind.Card => new KitDocument.Sheet(KitSheets.Paper(source, file.Rule, SheetForm.Card)),
            KitKind.Poster => new KitDocument.Sheet(KitSheets.Paper(source, file.Rule, SheetForm.Poster)),
            _ => new KitDocument.Deck(KitSheets.Deck(source, file.Rule)),
        };
    }

    private bool Has(KitFile file)
    {
        if (Course is null || !Locales.Contains(file.Locale))
        {
            return false;
        }

        return file.Kind switch
        {
            KitKind.LearnerHandbook or KitKind.TrainerHandbook => true,
            KitKind.Card or KitKind.Poster => Course.Rule(file.Rule).Card is not null,
            KitKind.Session => Course.Rule(file.Rule).KitSheet(LessonKind.Session, file.Locale) is not null,
            KitKind.Talk => Course.Rule(file.Rule).KitSheet(LessonKind.Talk, file.Locale) is not null,
            _ => Course.Rule(file.Rule).KitSheet(LessonKind.Slides, file.Locale) is not null,
        };
    }

    private string Compute(KitFile file)
    {
        byte[] said = Compose(file, DateTimeOffset.UnixEpoch) switch
        {
            KitDocument.Book book => JsonSerializer.SerializeToUtf8Bytes(book.Document),
            KitDocument.Deck deck => JsonSerializer.SerializeToUtf8Bytes(deck.Document),
            KitDocument.Sheet sheet => JsonSerializer.SerializeToUtf8Bytes(sheet.Document),
            var other => throw new InvalidOperationException($"{other.GetType().Name} has no hash."),
        };
        return Convert.ToHexStringLower(SHA256.HashData([.. said, .. typeof(DocumentPress).Module.ModuleVersionId.ToByteArray(), (byte)file.Kind]));
    }

    private static Dictionary<int, string> Icons(XElement sprite) => GoldenRules.All.ToDictionary(
        rule => rule,
        rule =>
        {
            var symbol = sprite.Elements().First(e => e.Attribute("id")?.Value == $"rule-{rule}");
            return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="{symbol.Attribute("viewBox")!.Value}" fill="none" stroke="#10233B" stroke-width="2" stroke-linecap="round">{string.Concat(symbol.Elements())}</svg>""";
        });
}
