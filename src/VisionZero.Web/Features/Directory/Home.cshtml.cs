using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Directory;

/// <summary>The first page.</summary>
public sealed class HomePage : VzPage
{
}
