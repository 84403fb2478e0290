using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Marten;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>
/// The trainer's kit, made from the version of the course that is in force: trainers teach what learners are examined on,
/// and nobody is given a version before its day.
/// </summary>
public sealed class KitLibrary
{
    // A version in another state is another object: after a correction the kit says what the course says.
    private readonly ConditionalWeakTable<Course, KitEdition> _editions = [];
    private readonly CoursesInForce _courses;
    private readonly Glossary _glossary;
    private readonly TextSource _texts;
    private readonly IReadOnlyDictionary<int, string> _icons;

    /// <summary>Reads the signs of the rules; the texts are read already.</summary>
    public KitLibrary(CoursesInForce courses, Glossary glossary, TextSource texts, IWebHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        (_courses, _glossary, _texts) = (courses, glossary, texts);
        using var sprite = environment.WebRootFileProvider.GetFileInfo("assets/icons.svg").CreateReadStream();
        _icons = Icons(XElement.Load(sprite));
    }

    /// <summary>The kit at an instant; null if no course in force has one.</summary>
    public async Task<KitEdition?> InForceAsync(IQuerySession session, DateTimeOffset at, CancellationToken ct) =>
        (await _courses.AllAsync(session, at, ct)).FirstOrDefault(c => c.HasKit) is { } course
            ? _editions.GetValue(course, c => new KitEdition(c, _glossary, _texts, _icons))
            : null;

    private static Dictionary<int, string> Icons(XElement sprite) => GoldenRules.All.ToDictionary(
        rule => rule,
        rule =>
        {
            var symbol = sprite.Elements().First(e => e.Attribute("id")?.Value == $"rule-{rule}");
            return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="{symbol.Attribute("viewBox")!.Value}" fill="none" stroke="#10233B" stroke-width="2" stroke-linecap="round">{string.Concat(symbol.Elements())}</svg>""";
        });
}
