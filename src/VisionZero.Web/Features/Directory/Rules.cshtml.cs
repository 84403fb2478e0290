using Microsoft.AspNetCore.OutputCaching;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Directory;

/// <summary>The seven golden rules.</summary>
[OutputCache(PolicyName = Setup.PublicPages)]
public sealed class RulesPage : VzPage
{
}
