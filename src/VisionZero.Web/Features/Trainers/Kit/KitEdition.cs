using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VisionZero.Documents;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>
/// The kit of one version of a course: which files there are in which language, and what each says, composed from the
/// texts of the version. A file is known by the hash of what it says, of its version and of the program that prints it, so
/// a changed text is a new file.
/// </summary>
public sealed class KitEdition(Course course, Glossary glossary, TextSource texts, IReadOnlyDictionary<int, string> icons)
{
    private readonly ConcurrentDictionary<KitFile, string> _hashes = new();

    /// <summary>The version it is made from.</summary>
    public Course Course { get; } = course;

    /// <summary>Languages it is there in.</summary>
    public IReadOnlyList<string> Locales => Course.Locales;

    /// <summary>The language a reader of a locale gets it in.</summary>
    public string LocaleFor(string locale) => Course.LocaleFor(locale);

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

    /// <summary>What a made file is kept under: <c>foundation/v1/rule-1-poster.en.pdf</c>.</summary>
    public string Key(KitFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return string.Create(CultureInfo.InvariantCulture, $"{Course.Id}/v{Course.Version}/{file.Name}");
    }

    /// <summary>Hash of what the file says, of its version and of the program that prints it.</summary>
    public string Hash(KitFile file) => _hashes.GetOrAdd(file, Compute);

    /// <summary>What a file says.</summary>
    /// <param name="file">The file.</param>
    /// <param name="at">Its date.</param>
    /// <param name="toPrint">Whether it is for paper: then with lines to be filled in.</param>
    public KitDocument Compose(KitFile file, DateTimeOffset at, bool toPrint = true)
    {
        ArgumentNullException.ThrowIfNull(file);
        var source = new KitSource(Course, glossary, texts.For(file.Locale), file.Locale, icons, at);
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

    private bool Has(KitFile file) => Locales.Contains(file.Locale) && file.Kind switch
    {
        KitKind.LearnerHandbook or KitKind.TrainerHandbook => true,
        KitKind.Card or KitKind.Poster => Course.Rule(file.Rule).Card is not null,
        KitKind.Session => Course.Rule(file.Rule).KitSheet(LessonKind.Session, file.Locale) is not null,
        KitKind.Talk => Course.Rule(file.Rule).KitSheet(LessonKind.Talk, file.Locale) is not null,
        _ => Course.Rule(file.Rule).KitSheet(LessonKind.Slides, file.Locale) is not null,
    };

    private string Compute(KitFile file)
    {
        byte[] said = Compose(file, DateTimeOffset.UnixEpoch) switch
        {
            KitDocument.Book book => JsonSerializer.SerializeToUtf8Bytes(book.Document),
            KitDocument.Deck deck => JsonSerializer.SerializeToUtf8Bytes(deck.Document),
            KitDocument.Sheet sheet => JsonSerializer.SerializeToUtf8Bytes(sheet.Document),
            var other => throw new InvalidOperationException($"{other.GetType().Name} has no hash."),
        };
        return Convert.ToHexStringLower(SHA256.HashData([.. said, .. typeof(DocumentPress).Module.ModuleVersionId.ToByteArray(), .. Encoding.UTF8.GetBytes(Key(file))]));
    }
}
