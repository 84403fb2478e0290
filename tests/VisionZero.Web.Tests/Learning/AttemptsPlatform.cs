using VisionZero.Web.Tests.Certificates;
using VisionZero.Web.Tests.Content;

namespace VisionZero.Web.Tests.Learning;

/// <summary>A product in a process of its own that can be killed, with the small courses.</summary>
public sealed class AttemptsPlatform : KilledPlatform
{
    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> MoreSettings { get; } = new Dictionary<string, string>
    {
        ["VisionZero:ContentDirectory"] = FixtureCourses.Write(),
        ["VisionZero:AllowIncompleteContent"] = "false",
    };
}
