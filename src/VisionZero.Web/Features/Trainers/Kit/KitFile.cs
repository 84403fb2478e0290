using System.Globalization;
using VisionZero.Domain.Common;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>What a file of the kit is.</summary>
public enum KitKind
{
    /// <summary>The plan of a session of an hour.</summary>
    Session = 1,

    /// <summary>A talk of ten minutes.</summary>
    Talk,

    /// <summary>Slides that can be changed.</summary>
    Slides,

    /// <summary>The same slides as pages.</summary>
    SlidesPdf,

    /// <summary>A card for the pocket.</summary>
    Card,

    /// <summary>A poster for the wall.</summary>
    Poster,

    /// <summary>The whole course on paper.</summary>
    LearnerHandbook,

    /// <summary>How to teach it.</summary>
    TrainerHandbook,
}

/// <summary>A file of the kit.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Rule">Golden rule; 0 for handbooks, which are about all.</param>
/// <param name="Locale">Language of its texts.</param>
public sealed record KitFile(KitKind Kind, int Rule, string Locale)
{
    private static readonly Dictionary<KitKind, string> Words = new()
    {
        [KitKind.Session] = "session",
        [KitKind.Talk] = "talk",
        [KitKind.Slides] = "slides",
        [KitKind.SlidesPdf] = "slides",
        [KitKind.Card] = "card",
        [KitKind.Poster] = "poster",
        [KitKind.LearnerHandbook] = "handbook-learners",
        [KitKind.TrainerHandbook] = "handbook-trainers",
    };

    /// <summary>Kinds of which there is one a rule.</summary>
    public static IReadOnlyList<KitKind> OfRule { get; } = [KitKind.Session, KitKind.Talk, KitKind.Slides, KitKind.SlidesPdf, KitKind.Card, KitKind.Poster];

    /// <summary>Kinds of which there is one for all rules.</summary>
    public static IReadOnlyList<KitKind> Handbooks { get; } = [KitKind.LearnerHandbook, KitKind.TrainerHandbook];

    /// <summary><c>rule-1-poster.en.pdf</c>, <c>handbook-learners.zh.pdf</c>.</summary>
    public string Name => $"{Page}.{(Kind == KitKind.Slides ? "pptx" : "pdf")}";

    /// <summary>The same without the kind of file: slides to show and to change are read on one page.</summary>
    public string Page => Rule == 0 ? $"{Words[Kind]}.{Locale}" : string.Create(CultureInfo.InvariantCulture, $"rule-{Rule}-{Words[Kind]}.{Locale}");

    /// <summary>What a reader calls the format.</summary>
    public string Format => Kind == KitKind.Slides ? "PPTX" : "PDF";

    /// <summary>Its media type.</summary>
    public string MediaType => Kind == KitKind.Slides ? "application/vnd.openxmlformats-officedocument.presentationml.presentation" : "application/pdf";

    /// <summary>The file of a name, or null.</summary>
    public static KitFile? Parse(string name, IEnumerable<string> locales) =>
        (from locale in locales
         from rule in GoldenRules.All.Prepend(0)
         from kind in rule == 0 ? Handbooks : OfRule
         let file = new KitFile(kind, rule, locale)
         where file.Name == name
         select file).FirstOrDefault();

    /// <summary>The file that a page shows, or null.</summary>
    public static KitFile? ParsePage(string page, IEnumerable<string> locales) => Parse($"{page}.pdf", locales);
}
