using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Learning.Along;

/// <summary>What a device shows in place of a page that needs a connection, with the way to what is kept on it.</summary>
public sealed class OfflinePage : VzPage;
