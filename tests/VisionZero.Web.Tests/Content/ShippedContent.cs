using VisionZero.Web.Content;

namespace VisionZero.Web.Tests.Content;

/// <summary>The content as it ships, read once for all tests that only look at it.</summary>
internal static class ShippedContent
{
    /// <summary>Where it lies.</summary>
    public static readonly string Root = Path.Combine(AppContext.BaseDirectory, "content");

    private static readonly Lazy<CourseLibrary> Library = new(() => CourseLibrary.Load(Root, Scheme.Load(Root).Policy, allowIncomplete: false));

    /// <summary>Its courses.</summary>
    public static CourseLibrary Courses => Library.Value;
}
